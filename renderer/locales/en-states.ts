import type { idStates } from './id-states.ts';
import type { Texts } from './translation.ts';

/** Words for states in English. */
export const enStates: Texts<typeof idStates> = {
  deviceStates: { ready: 'ready', capturing: 'in use', absent: 'not there', faulted: 'needs a look' },
  own: {
    draft: 'Being recorded',
    saved: 'Recorded {{time}}',
    acknowledged: 'Received',
    rejected: 'Rejected',
  },
  centreStatus: {
    BELUM_WAJIB: 'No card due yet',
    UNREGISTERED: 'Not recorded',
    BIO_CAPTURED: 'Recorded, not sent',
    PROCESSING: 'Being prepared to send',
    SENT_FOR_ENROLLMENT: 'Sent, centre pending',
    RECEIVED_AT_CENTRAL: 'Received at the centre',
    ENROLL_FAILURE_AT_CENTRAL: 'Failed at the centre',
    SEARCH_FAILURE_AT_CENTRAL: 'Search failed at the centre',
    ENROLL_FAILURE_AT_REGIONAL: 'Failed in the region',
    ADJUDICATE_RECORD: 'Needs adjudication',
    REQUEST_VALIDATION: 'Needs validation',
    DUPLICATE_RECORD: 'Duplicate',
    PRINT_READY_RECORD: 'Ready to print',
    SENT_FOR_CARD_PRINTING: 'Being printed',
    CARD_PRINTED: 'Card printed',
    CARD_SHIPPED: 'Card shipped',
    CARD_ISSUED: 'Card handed over',
  },
  rejections: {
    SEAL_INVALID: 'the seal does not open',
    ARCHIVE_INVALID: 'the packet’s structure cannot be read',
    MANIFEST_INVALID: 'the contents list cannot be read',
    SIGNATURE_INVALID: 'the kit’s signature does not match',
    HEADER_MISMATCH: 'cover and content differ',
    FILE_MISSING: 'a part of the packet is missing',
    FILE_UNLISTED: 'a part of the packet is not listed',
    FILE_ALTERED: 'a part of the packet was altered',
    CAPTURE_MISSING: 'the recording is incomplete',
    FINGERPRINT_UNREADABLE: 'a fingerprint image cannot be read',
    FINGERPRINT_EMPTY: 'the fingerprint is empty',
    FINGERPRINT_REPEATED: 'two fingers have the same image',
    SEQUENCE_REUSED: 'the packet number is already used',
    SIMULATED_OUTSIDE_TRAINING: 'a training packet',
    other: 'code {{code}}',
  },
};
