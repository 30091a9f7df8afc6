import { app, BrowserWindow, type BrowserWindowConstructorOptions } from 'electron';
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

/** Opens the kiosk's only window. */
export async function openKioskWindow(preload: string): Promise<BrowserWindow> {
  const window = new BrowserWindow(kioskWindowOptions(preload));
  window.removeMenu();
  window.once('ready-to-show', () => window.show());
  await window.loadURL(`${APP_ORIGIN}/`);
  return window;
}
