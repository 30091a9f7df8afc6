import { join } from 'node:path';
import { app, type BrowserWindow, dialog, Menu, session } from 'electron';
import { isCoded } from '../../native-bridges/contract/errors.ts';
import { superviseDeviceHost } from '../services/device-host/supervisor.ts';
import { openDiagnosticLog } from '../services/diagnostics/diagnostic-log.ts';
import { kitOf, readKioskConfig } from '../services/kiosk-config.ts';
import { servePage } from '../services/page-channels/serve-page.ts';
import { createShellServices } from '../services/shell-services.ts';
import { START_ERROR_SENTENCES, startError } from '../services/start-errors.ts';
import { declareAppScheme, serveAppScheme } from './app-scheme.ts';
import { openKioskWindow } from './kiosk-window.ts';
import { forbidLeaving } from './navigation-policy.ts';
import { cancelForeignRequests, closeChromiumNetwork, forbidPeerConnections } from './network-policy.ts';
import { acceptPageChannels } from './page-channels.ts';
import { restrictPermissions } from './permission-policy.ts';
import { openSecretBox } from './safe-storage-secret-box.ts';
import { forkUtilityDeviceHost } from './utility-device-host.ts';

export interface KioskAppPaths {
  readonly rendererDir: string;
  readonly preload: string;
  readonly deviceHost: string;
}

/**
 * The kiosk as an Electron program: one instance per profile, one window. Everything that has to be said before
 * Electron is ready is said synchronously, in this call.
 */
export function runKioskApp(paths: KioskAppPaths): void {
  declareAppScheme();
  closeChromiumNetwork(app.commandLine);
  app.enableSandbox();
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  let window: BrowserWindow | null = null;
  app.on('second-instance', () => {
    window?.restore();
    window?.focus();
  });
  app.on('web-contents-created', (_event, contents) => {
    forbidLeaving(contents);
    forbidPeerConnections(contents);
  });
  app.on('window-all-closed', () => app.quit());
  void app
    .whenReady()
    .then(() => startKiosk(paths))
    .then((opened) => {
      window = opened;
    })
    .catch(showStartError);
}

async function startKiosk({ rendererDir, preload, deviceHost }: KioskAppPaths): Promise<BrowserWindow> {
  const profileDir = app.getPath('userData');
  const config = await readKioskConfig(join(profileDir, 'kiosk.json'));
  const training = config.training !== null;
  if (!training && app.commandLine.hasSwitch('use-fake-device-for-media-stream')) throw startError('CAMERA_SIMULATED');

  Menu.setApplicationMenu(null);
  serveAppScheme(session.defaultSession, rendererDir);
  cancelForeignRequests(session.defaultSession);
  restrictPermissions(session.defaultSession);

  const log = openDiagnosticLog(profileDir);
  const services = await createShellServices({
    config,
    profileDir,
    secretBox: await openSecretBox(profileDir, training),
    description: { shell: 'electron', version: app.getVersion(), forProduction: true },
    log,
  });
  const devices = superviseDeviceHost({ spawn: () => forkUtilityDeviceHost(deviceHost, kitOf(config)), log });
  app.on('will-quit', () => {
    devices.stop();
    services.close();
  });

  acceptPageChannels({
    onChannel: servePage(services, devices, log),
    log: (code, kind) => log.write({ code, detail: kind }),
  });
  return openKioskWindow(preload, log);
}

/** There is no page yet that could say it. */
function showStartError(error: unknown): void {
  const code = isCoded(error) ? error.code : '';
  const sentence = Object.hasOwn(START_ERROR_SENTENCES, code)
    ? START_ERROR_SENTENCES[code as keyof typeof START_ERROR_SENTENCES]
    : { id: 'Kios tidak dapat dijalankan. Hubungi teknisi.', en: 'The kiosk cannot start. Call the technician.' };
  dialog.showErrorBox('Jemput', `${sentence.id}\n\n${sentence.en}\n\n${isCoded(error) ? error.message : ''}`);
  app.exit(1);
}
