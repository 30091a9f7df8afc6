/** What a simulated sensor can be told to do wrong, and what the driver has to make of it. */
export const ZFM_FAULTS = {
  /** Answers nothing. → DEVICE_SILENT */
  silence: 'Answers nothing.',
  /** Answers with bytes that are no packet. → DEVICE_GARBAGE */
  garbage: 'Answers with random bytes.',
  /** → DEVICE_GARBAGE */
  'wrong-checksum': 'Sends one data packet of the image with a wrong checksum.',
  /** → DEVICE_GARBAGE */
  'half-frame': 'Sends half an acknowledgement, then nothing.',
  /** → CAPTURE_INCOMPLETE */
  'half-image': 'Stops in the middle of a data packet, half-way through the image.',
  /** → CAPTURE_INCOMPLETE */
  'short-image': 'Ends the image properly, and too early.',
  /** → DEVICE_UNPLUGGED */
  unplug: 'Is pulled out while it sends the image.',
  /** → DEVICE_REFUSED */
  'wrong-password': 'Does not accept the password.',
  /** → DEVICE_REFUSED */
  'refused-upload': 'Takes the image and does not hand it over.',
  /** → CAPTURE_EMPTY */
  'empty-image': 'Says success and sends a white image.',
  /** → CAPTURE_EMPTY */
  'noise-image': 'Says success and sends noise.',
  /** → CAPTURE_NO_FINGER */
  'no-finger': 'Never sees a finger.',
  /** → CAPTURE_MESSY */
  messy: 'Calls every image too messy.',
  /** No error: the image arrives at the old speed. */
  'baud-ignored': 'Says yes to a new speed and keeps the old one.',
} as const;
export type ZfmFault = keyof typeof ZFM_FAULTS;

export const isZfmFault = (name: unknown): name is ZfmFault =>
  typeof name === 'string' && Object.hasOwn(ZFM_FAULTS, name);
