import { CodedError } from '../../native-bridges/contract/errors.ts';

/** What can keep the Chromium host from starting. Whoever starts it reads this in a terminal, before any screen. */
export const HOST_ERRORS = {
  PROFILE_IN_USE: {
    id: 'Kios dengan profil ini sedang berjalan. Tutup dahulu jendelanya, lalu coba lagi.',
    en: 'A kiosk is already running on this profile. Close it first, then try again.',
  },
  PROFILE_DAMAGED: {
    id: 'Berkas host.json pada profil ini rusak. Pulihkan dari cadangan; jangan dihapus, karena nomor port-nya adalah alamat data yang tersimpan.',
    en: "This profile's host.json is damaged. Restore it from a backup; do not delete it: its port is the address of the stored data.",
  },
  PORT_TAKEN: {
    id: 'Port profil ini dipakai program lain. Data kios terikat pada port itu: hentikan program tersebut, lalu coba lagi.',
    en: "Another program uses this profile's port. The kiosk's data belongs to that port: stop the program, then try again.",
  },
  PORT_FIXED: {
    id: 'Profil ini sudah terikat pada port lain. Jalankan tanpa memilih port, atau pakai profil baru.',
    en: 'This profile already belongs to another port. Start without choosing a port, or use a new profile.',
  },
  RENDERER_ABSENT: {
    id: 'Tampilan kios belum dibangun. Jalankan `npm start`.',
    en: 'The renderer has not been built. Run `npm start`.',
  },
  BROWSER_ABSENT: {
    id: 'Chromium, Chrome atau Edge tidak ditemukan. Pasang salah satunya, atau jalankan dengan --serve.',
    en: 'No Chromium, Chrome or Edge was found. Install one, or run with --serve.',
  },
  BROWSER_FAILED: {
    id: 'Peramban tidak dapat dijalankan. Sebabnya ada di berkas browser.log pada folder profil.',
    en: 'The browser could not be started. The file browser.log in the profile folder says why.',
  },
  USAGE: {
    id: 'Perintah tidak lengkap. Pakai: --profile FOLDER --config BERKAS [--serve] [--dev] [--renderer FOLDER] [--port N] [--fake-camera BERKAS]',
    en: 'Incomplete command. Usage: --profile DIR --config FILE [--serve] [--dev] [--renderer DIR] [--port N] [--fake-camera FILE]',
  },
} as const satisfies Record<string, { id: string; en: string }>;

export type HostErrorCode = keyof typeof HOST_ERRORS;

/** An error from {@link HOST_ERRORS}. */
export const hostError = (code: HostErrorCode, detail = '', cause?: unknown): CodedError<HostErrorCode> =>
  new CodedError(code, detail, cause === undefined ? undefined : { cause });
