/** What a simulated device service can be told to do wrong, and what the driver has to make of it. */
export const SBI_FAULTS = {
  /** → DEVICE_SILENT */
  silence: 'Takes the request and answers nothing.',
  /** → DEVICE_UNPLUGGED */
  'cut-body': 'Closes the connection half-way through the body.',
  /** → DEVICE_GARBAGE */
  garbage: 'Answers with bytes that are not HTTP.',
  /** → SBI_RESPONSE */
  'half-json': 'Ends its JSON too early, and the answer properly.',
  /** → SBI_RESPONSE */
  refused: 'Answers `405 OK` to every capture.',
  /** → DEVICE_BUSY */
  busy: 'Reports a capture in progress.',
  /** → SBI_NOT_READY */
  'not-ready': 'Reports that its device is not ready.',
  /** → SBI_TIMEOUT */
  timeout: 'Reports that nothing was placed on the device.',
  /** → SBI_DEVICE_ERROR */
  'device-error': 'Reports a failure of its own.',
  /** → SBI_SIGNATURE */
  'forged-signature': 'Changes the score of the last image after it was signed.',
  /** → SBI_SIGNATURE */
  'unsigned-data': 'Sends the images with the algorithm "none".',
  /** → SBI_CERTIFICATE */
  'untrusted-certificate': 'Signs with the key of an authority that nobody knows.',
  /** → SBI_TRANSACTION */
  'wrong-transaction': 'Answers another transaction.',
  /** → SBI_VERSION */
  'wrong-version': 'Answers in another version of the interface.',
  /** → SBI_PURPOSE */
  'wrong-purpose': 'Answers for authentication.',
  /** → SBI_PURPOSE */
  'wrong-environment': 'Answers for another environment.',
  /** → SBI_SELECTION */
  'missing-image': 'Leaves the last image out.',
  /** → SBI_SELECTION */
  'wrong-part': 'Calls the last image one that was not asked for.',
  /** → SBI_IDENTITY */
  'other-device': 'Signs as a device with another serial number.',
  /** → SBI_HASH_CHAIN */
  'broken-chain': 'Begins the chain of hashes anew at the last image.',
  /** → CAPTURE_EMPTY */
  'empty-image': 'Says success and sends a record without an image.',
  /** → CAPTURE_REPEATED */
  'repeated-image': 'Says success and sends the images of the capture before.',
} as const;
export type SbiFault = keyof typeof SBI_FAULTS;
