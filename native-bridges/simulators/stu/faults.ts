/** What a simulated pad can be told to do wrong, and what the driver has to make of it. */
export const STU_FAULTS = {
  /** → DEVICE_SILENT */
  silence: 'Answers no feature report and sends no sample.',
  /** → DEVICE_GARBAGE */
  garbage: 'Answers feature reports with random bytes.',
  /** → DEVICE_GARBAGE */
  'zero-capability': 'Says that its writing surface has no size.',
  /** → DEVICE_GARBAGE */
  'half-report': 'Sends half a sample, half-way through the signature.',
  /** → DEVICE_SILENT */
  hang: 'Stops half-way through the signature and answers nothing from there on.',
  /** → DEVICE_UNPLUGGED */
  unplug: 'Is pulled out in the middle of a stroke.',
  /** → DEVICE_REFUSED */
  'refused-image': 'Takes the bytes of an image and reports an error at its end.',
  /** → CAPTURE_EMPTY */
  'never-down': 'Sees a pen that never touches it.',
  /** No error: the losses are counted. */
  'lost-samples': 'Loses every tenth sample.',
  /** No error: the data sheet is used. */
  'no-capability': 'Refuses the capability report.',
  /** No error: times are those of arrival. */
  untimed: 'Knows only samples without time and sequence.',
} as const;
export type StuFault = keyof typeof STU_FAULTS;
