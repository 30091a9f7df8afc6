import { CodedError } from '../../native-bridges/contract/errors.ts';

/** The closed list of what the renderer itself can fail with. Each has a sentence in `renderer/locales`. */
export const RENDERER_ERROR_CODES = [
  /** The PIN does not open this officer's vault. */
  'PIN_WRONG',
  /** Stored bytes do not decrypt under their key: damaged, or of another record. */
  'VAULT_DAMAGED',
  /** This officer has no part of the kiosk's vault yet; an officer who has opens it and admits them. */
  'VAULT_NOT_SHARED',
  /** The session was locked while the work was under way. What was stored before is intact. */
  'VAULT_LOCKED',
  /** The browser's database refuses to work. The spool is untouched. */
  'STORAGE_FAILED',
  /** The browser's database has no room left. The draft as last saved is intact. */
  'STORAGE_FULL',
  /** The roster page from the centre cannot be opened. */
  'ROSTER_UNREADABLE',
  /** *Simpan* was asked for a record with a step missing. */
  'RECORD_INCOMPLETE',
  /** The record was already sealed; a second packet is not made. */
  'RECORD_SEALED',
  /** The packet could not be built or encrypted. Nothing was stored; the draft is intact. */
  'SEALING_FAILED',
  /** This person has been saved here before; another recording needs the officer's word. */
  'RECORD_EXISTS',
  /** No camera is plugged in. */
  'CAMERA_ABSENT',
  /** The system or the officer refused the camera. */
  'CAMERA_REFUSED',
  /** The camera is there, and does not deliver a picture (held by another program, stopped). */
  'CAMERA_FAILED',
  /** A spool packet that no outbox entry knew; it was adopted. */
  'PACKET_ADOPTED',
  /** The second medium of the spool is not there: packets lie on one medium only. */
  'SECOND_MEDIUM_MISSING',
  /** An outbox entry whose bytes are gone from the spool before a receipt: an alarm. */
  'PACKET_MISSING',
  /** A screen failed in a way it has no code for; every finished step is stored. */
  'SCREEN_FAILED',
] as const;

export type RendererErrorCode = (typeof RENDERER_ERROR_CODES)[number];

/** An error from {@link RENDERER_ERROR_CODES}. */
export const rendererError = (code: RendererErrorCode, detail = '', cause?: unknown): CodedError<RendererErrorCode> =>
  new CodedError(code, detail, cause === undefined ? undefined : { cause });
