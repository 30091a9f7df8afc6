import { app, BrowserWindow, type BrowserWindowConstructorOptions } from 'electron';
import type { DiagnosticLog } from '../services/diagnostics/diagnostic-log.ts';
import { APP_ORIGIN } from './app-scheme.ts';

/** @param preload absolute path of the bundled preload script */
function kioskWindowOptions(preload: string): BrowserWindowConstructorOptions {
  return {
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    autoHideMenuBar: true,
    title: 'Jemput',
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      devTools: !app.isPackaged,
      // Its dictionaries would be fetched from the network.
      spellcheck: false,
      // The sync engine keeps its pace behind another window.
      backgroundThrottling: false,
    },
  };
}

const PAGE = `${APP_ORIGIN}/`;

/** Long enough for the heaviest work of a page that is alive, short enough for an officer with a queue before the table. */
const UNRESPONSIVE_MS = 30_000;

/** So that a page that fails at once does not take the machine with it. */
const RELOAD_PAUSE_MS = 1_000;

/**
 * Opens the kiosk's only window. A page whose process ends, or does not respond for {@link UNRESPONSIVE_MS}, is loaded
 * again: the officer has no menu to do it with, and signs in to the draft as it was at the last step.
 */
export async function openKioskWindow(preload: string, log: DiagnosticLog): Promise<BrowserWindow> {
  const window = new BrowserWindow(kioskWindowOptions(preload));
  window.removeMenu();
  window.once('ready-to-show', () => window.show());
  keepPageAlive(window, log);
  await window.loadURL(PAGE);
  return window;
}

function keepPageAlive(window: BrowserWindow, log: DiagnosticLog): void {
  const contents = window.webContents;
  let hanging: NodeJS.Timeout | undefined;
  let reloading: NodeJS.Timeout | undefined;
  const loadAgain = () => {
    window.loadURL(PAGE).catch((error: NodeJS.ErrnoException) => {
      log.write({ code: 'PAGE_NOT_LOADED', detail: error.code ?? '' });
    });
  };

  contents.on('unresponsive', () => {
    clearTimeout(hanging);
    hanging = setTimeout(() => {
      log.write({ code: 'PAGE_UNRESPONSIVE' });
      // A hanging process would go on hanging under the new page; its end is told below.
      contents.forcefullyCrashRenderer();
    }, UNRESPONSIVE_MS);
  });
  contents.on('responsive', () => clearTimeout(hanging));
  contents.on('render-process-gone', (_event, { reason }) => {
    clearTimeout(hanging);
    log.write({ code: 'PAGE_GONE', detail: reason });
    clearTimeout(reloading);
    reloading = setTimeout(loadAgain, RELOAD_PAUSE_MS);
  });
  window.once('closed', () => {
    clearTimeout(hanging);
    clearTimeout(reloading);
  });
}
