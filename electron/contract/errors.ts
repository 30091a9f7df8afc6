import { CodedError } from '../../native-bridges/contract/errors.ts';

/** The closed list of what the shell's services can fail with. Each has a sentence in `renderer/locales`. */
export const SHELL_ERROR_CODES = [
  /** The spool's medium is full. Nothing was stored; the draft is intact. */
  'SPOOL_DISK_FULL',
  /** The spool's medium refuses writing, or fails. */
  'SPOOL_UNWRITABLE',
  /** Another packet already carries this sequence number. */
  'SPOOL_SEQUENCE_TAKEN',
  /** The packet is not in the spool, or its bytes no longer match their hash. */
  'SPOOL_PACKET_DAMAGED',
  /**
   * A manifest or a packet's header names another kiosk, or a manifest is none: the kiosk key does not sign it, the spool
   * does not take it.
   */
  'MANIFEST_REFUSED',
  /** This kiosk has not been activated. */
  'KIOSK_NOT_ACTIVATED',
  /** The activation code or bundle is not valid, or the bundle is another kiosk's or older than the present one. */
  'ACTIVATION_REFUSED',
  /** No connection to the centre. */
  'CENTRE_UNREACHABLE',
  /** Whoever answers is not our centre: its certificate is not the pinned one. */
  'CENTRE_NOT_TRUSTED',
  /** The centre answers with an error of its own (5xx). */
  'CENTRE_FAILED',
  /** The answer is not the SIAK API: a captive portal's page, or a proxy's. */
  'CENTRE_NOT_SIAK',
  /** The centre refuses the request for good (4xx). */
  'CENTRE_REFUSED',
  /** The bytes were damaged on the way; they are sent again. */
  'UPLOAD_DAMAGED',
  /** The upload was cancelled. */
  'UPLOAD_CANCELLED',
  /** A receipt whose signature, packet or hash is not right. Nothing is deleted. */
  'RECEIPT_FORGED',
] as const;

export type ShellErrorCode = (typeof SHELL_ERROR_CODES)[number];

/** An error from {@link SHELL_ERROR_CODES}. */
export const shellError = (code: ShellErrorCode, detail = '', cause?: unknown): CodedError<ShellErrorCode> =>
  new CodedError(code, detail, cause === undefined ? undefined : { cause });
