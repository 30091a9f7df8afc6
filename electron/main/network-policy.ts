import type { CommandLine, Session, WebContents } from 'electron';

/**
 * Chromium's own network in this program is none: it resolves no name and no address. The shell's services speak to
 * the centre through Node, which this does not touch. Has to be called before the app is ready.
 */
export function closeChromiumNetwork(commandLine: CommandLine): void {
  commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  commandLine.appendSwitch('disable-background-networking');
  commandLine.appendSwitch('disable-component-update');
  commandLine.appendSwitch('disable-domain-reliability');
}

/** Schemes a page may load from: its own files, what it made itself, and the developer tools of an unpackaged build. */
const LOCAL_SCHEMES = new Set(['app:', 'blob:', 'data:', 'devtools:']);

/** Cancels every request that is not for the kiosk's own files, whatever the page's policy says. */
export function cancelForeignRequests(session: Session): void {
  session.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !LOCAL_SCHEMES.has(URL.parse(details.url)?.protocol ?? '') });
  });
}

/** Keeps WebRTC, which no Content-Security-Policy covers, from sending datagrams of its own. */
export function forbidPeerConnections(contents: WebContents): void {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
