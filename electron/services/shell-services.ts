import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isCoded } from '../../native-bridges/contract/errors.ts';
import type { ShellApi, ShellDescription, ShellEventApi } from '../contract/shell-contract.ts';
import type { ActivationBundle } from '../contract/siak-api.ts';
import { openActivation } from './centre/activation.ts';
import { createCentreClient } from './centre/centre-client.ts';
import { openCentreLink } from './centre/centre-link.ts';
import type { DiagnosticLog } from './diagnostics/diagnostic-log.ts';
import { oneAtATime } from './files/one-at-a-time.ts';
import { createKeystore } from './keystore/keystore.ts';
import { openKioskKeys } from './keystore/kiosk-keys.ts';
import type { SecretBox } from './keystore/secret-box.ts';
import type { KioskConfig } from './kiosk-config.ts';
import { openSpool } from './spool/spool.ts';
import { startError } from './start-errors.ts';
import { createUploader } from './upload/uploader.ts';

export interface ShellServicesOptions {
  readonly config: KioskConfig;
  /** Folder that belongs to this kiosk alone; made if absent. */
  readonly profileDir: string;
  readonly secretBox: SecretBox;
  /** What the shell says of itself; what is said of training comes from the configuration. */
  readonly description: Omit<ShellDescription, 'training'>;
  readonly log: DiagnosticLog;
}

export interface ShellServices {
  /** Answers everything in the shell contract. */
  readonly api: ShellApi;
  /** Registers a renderer for events; the returned function ends it. A listener that fails is not an error here. */
  onEvents(listener: ShellEventApi['events']): () => void;
  /** Cancels uploads and closes connections. What is on disk needs no closing. */
  close(): void;
}

/**
 * Starts the shell's services on a profile folder: `keys.sealed`, `activation.jws`, `spool/` and `logs/`.
 *
 * @throws CodedError `KEYSTORE_UNREADABLE` | `ACTIVATION_INVALID` | `PROFILE_UNWRITABLE`, see `start-errors.ts`; `SPOOL_*`
 */
export async function createShellServices(options: ShellServicesOptions): Promise<ShellServices> {
  const { config, profileDir, secretBox, log } = options;
  await mkdir(profileDir, { recursive: true, mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    throw startError('PROFILE_UNWRITABLE', error.code ?? '', error);
  });
  const listeners = new Set<ShellEventApi['events']>();
  const activationFile = join(profileDir, 'activation.jws');

  // A kiosk that was ever activated had keys; new ones in their place would orphan its drafts and packets.
  const keys = await openKioskKeys(join(profileDir, 'keys.sealed'), secretBox, !existsSync(activationFile));
  const activation = await openActivation({
    file: activationFile,
    rootKeyThumbprint: config.gateway.rootKeyThumbprint,
    kioskKeyThumbprint: keys.publicJwk.kid,
    trainingOnly: config.training !== null,
  });
  const keystore = await createKeystore(keys, () => activation.current()?.kioskId ?? null);
  const spool = await openSpool({
    directory: join(profileDir, 'spool'),
    secondDirectory: config.spool.second,
    activation: activation.current,
    log,
  });
  const link = openCentreLink(config.gateway);
  const centre = createCentreClient(link, keystore);
  const uploader = createUploader({
    link,
    keystore,
    spool,
    onProgress: (packetId, sent, size) => {
      for (const listener of listeners) void listener.uploadProgress(packetId, sent, size).catch(() => {});
    },
  });
  const oneActivation = oneAtATime();
  const { shell, version } = options.description;
  log.write({ code: 'STARTED', detail: `${shell} ${version}` });

  const activate = (code: string): Promise<ActivationBundle> =>
    oneActivation(async () => activation.accept(await centre.activate(code, keystore.publicJwk)));

  /** In training the kiosk knows its code and uses it; where that fails, the officer meets the activation screen. */
  const currentOrTrainingActivation = (): Promise<ActivationBundle | null> =>
    oneActivation(async () => {
      const code = config.training?.activationCode;
      if (activation.current() || code === undefined) return activation.current();
      try {
        return await activation.accept(await centre.activate(code, keystore.publicJwk));
      } catch (error) {
        log.write({ code: isCoded(error) ? error.code : 'ACTIVATION_FAILED' });
        return null;
      }
    });

  const api: ShellApi = {
    kiosk: {
      describe: async () => ({
        ...options.description,
        training: config.training && { credentials: config.training.credentials },
      }),
      activation: currentOrTrainingActivation,
      activate,
    },
    keystore: { signManifest: keystore.signManifest, machineSecret: keystore.machineSecret },
    spool: { put: spool.put, state: spool.state, release: spool.release },
    centre: {
      time: centre.time,
      upload: uploader.upload,
      cancelUpload: async (packetId) => uploader.cancel(packetId),
      receipts: centre.receipts,
      roster: centre.roster,
    },
    diagnostics: {
      report: async (code, sequence) => log.write({ code, ...(sequence !== null && { sequence }) }),
    },
  };

  return {
    api,
    onEvents(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      uploader.close();
      link.close();
    },
  };
}
