/** What a simulated reader can be told to do wrong, and what the driver has to make of it. */
export const BARCODE_FAULTS = {
  /** → BARCODE_NONE */
  silence: 'Reads nothing, whatever is held before it.',
  /** → DEVICE_GARBAGE */
  garbage: 'Sends bytes that are no text, with a line end.',
  /** → DEVICE_GARBAGE */
  noise: 'Sends the text with a stray control character in it.',
  /** → DEVICE_GARBAGE */
  'no-line-end': 'Sends the text and no line end.',
  /** → DEVICE_GARBAGE */
  endless: 'Sends more than any barcode holds.',
  /** → DEVICE_UNPLUGGED */
  unplug: 'Is pulled out in the middle of the text.',
} as const;
export type BarcodeFault = keyof typeof BARCODE_FAULTS;
