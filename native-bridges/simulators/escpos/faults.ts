/** What a simulated printer can be told to do wrong, and what the driver has to make of it. */
export const ESC_POS_FAULTS = {
  /** → DEVICE_SILENT */
  silence: 'Answers nothing.',
  /** → DEVICE_GARBAGE */
  garbage: 'Answers with bytes that are no status.',
  /** → PRINTER_PAPER_OUT */
  'no-paper': 'Has no paper.',
  /** → PRINTER_PAPER_OUT */
  'paper-out': 'Runs out of paper after the third line or picture.',
  /** → PRINTER_COVER_OPEN */
  'cover-open': 'Stands open.',
  /** → PRINTER_COVER_OPEN */
  'cover-opened': 'Is opened after the third line or picture.',
  /** → PRINTER_OFFLINE */
  offline: 'Is offline and does not say why.',
  /** → PRINTER_OFFLINE */
  stuck: 'Says that all is well and does not print.',
  /** → DEVICE_UNPLUGGED */
  unplug: 'Is pulled out after the third line or picture.',
} as const;
export type EscPosFault = keyof typeof ESC_POS_FAULTS;
