import { CodedError } from '../../native-bridges/contract/errors.ts';

/**
 * What can keep the kiosk from starting at all. No renderer exists yet that could translate these, so their sentences
 * are here, and the shell shows them itself (a dialog, or the console).
 */
const START_ERROR_CODES = [
  /** The kiosk's configuration file is missing, is no JSON, or does not validate. */
  'KIOSK_CONFIG_INVALID',
  /** The kiosk's keys are there and cannot be read, or are gone from a kiosk that had them. Never replaced by new ones. */
  'KEYSTORE_UNREADABLE',
  /** The activation on disk is damaged, of another kiosk or centre, or was exchanged. Packets and drafts are untouched. */
  'ACTIVATION_INVALID',
  /** The profile folder cannot be written. */
  'PROFILE_UNWRITABLE',
  /** The system has no keyring that protects the kiosk's keys. */
  'KEYRING_ABSENT',
  /** A stand-in for the camera was asked for outside training. */
  'CAMERA_SIMULATED',
] as const;

export type StartErrorCode = (typeof START_ERROR_CODES)[number];

/** What happened and what to do next, in the two languages of the kiosk. */
export const START_ERROR_SENTENCES: Readonly<Record<StartErrorCode, { readonly id: string; readonly en: string }>> = {
  KIOSK_CONFIG_INVALID: {
    id: 'Berkas konfigurasi kios tidak dapat dipakai. Minta teknisi memasang kembali berkas konfigurasi dari Pusat.',
    en: 'The kiosk’s configuration file cannot be used. Ask the technician to install the centre’s file again.',
  },
  KEYSTORE_UNREADABLE: {
    id: 'Kunci kios tidak dapat dibaca. Data perekaman tetap tersimpan; jangan pasang ulang aplikasi. Hubungi teknisi.',
    en: 'The kiosk’s keys cannot be read. The recordings are still stored; do not reinstall. Call the technician.',
  },
  ACTIVATION_INVALID: {
    id: 'Berkas aktivasi rusak atau bukan milik kios ini. Data perekaman tetap tersimpan; jangan pasang ulang aplikasi. Hubungi teknisi.',
    en: 'The activation file is damaged or not this kiosk’s. The recordings are still stored; do not reinstall. Call the technician.',
  },
  PROFILE_UNWRITABLE: {
    id: 'Folder data kios tidak dapat ditulis. Periksa ruang dan hak akses penyimpanan, lalu jalankan kembali.',
    en: 'The kiosk’s data folder cannot be written. Check the disk’s space and permissions, then start again.',
  },
  KEYRING_ABSENT: {
    id: 'Penyimpanan kunci sistem (keyring) tidak tersedia, sehingga data tidak dapat dilindungi. Minta teknisi mengaktifkannya.',
    en: 'The system’s keyring is not available, so data cannot be protected. Ask the technician to switch it on.',
  },
  CAMERA_SIMULATED: {
    id: 'Kamera tiruan hanya ada dalam mode latihan. Jalankan kios tanpa kamera tiruan.',
    en: 'A stand-in for the camera exists in training only. Start the kiosk without it.',
  },
};

/** An error from {@link START_ERROR_CODES}. */
export const startError = (code: StartErrorCode, detail = '', cause?: unknown): CodedError<StartErrorCode> =>
  new CodedError(code, detail, cause === undefined ? undefined : { cause });
