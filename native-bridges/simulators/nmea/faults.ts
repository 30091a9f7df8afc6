/** What a simulated receiver can be told to do wrong, and what the driver has to make of it. */
export const NMEA_FAULTS = {
  /** → DEVICE_SILENT */
  silence: 'Says nothing.',
  /** → DEVICE_GARBAGE */
  garbage: 'Sends random bytes.',
  /** → DEVICE_GARBAGE */
  'wrong-checksum': 'Sends every sentence with a wrong checksum.',
  /** → POSITION_NO_FIX */
  'no-fix': 'Sees no satellites: fields are empty.',
  /** → POSITION_NO_FIX */
  'poor-fix': 'Sees too few satellites, low in the sky: HDOP 12.',
  /** → POSITION_NO_FIX */
  'dead-reckoning': 'Goes on from its last speed, without satellites.',
  /** → POSITION_NO_FIX */
  'torn-epochs': 'Sends GGA and RMC of different seconds.',
  /** → POSITION_NO_FIX */
  'old-date': 'Tells a date 1,024 weeks early.',
  /** → DEVICE_UNPLUGGED */
  unplug: 'Is pulled out in the middle of a sentence.',
  /** No error: the position of the next second is taken. */
  'first-damaged': 'Sends the sentences of its first second damaged.',
} as const;
export type NmeaFault = keyof typeof NMEA_FAULTS;
