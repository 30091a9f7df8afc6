/** Headers that keep a page inside its shell, the same for both; only where it may connect differs. */

/**
 * Headers of every answer that carries a part of the renderer.
 *
 * The page gets scripts, styles, fonts and workers from its own origin, the camera, and nothing else. `connect` is the
 * whole network it has: the Chromium host's own WebSocket, and in Electron nothing.
 *
 * Chromium knows no `webrtc` directive in a Content-Security-Policy (it reports it as unrecognised), and no CSP stops a
 * page from navigating away with data in the URL. `Connection-Allowlist` (WICG, https://wicg.github.io/connection-allowlists)
 * does both: Chromium 156 then sends no STUN packet, opens no TURN connection and refuses the navigation. An older
 * Chromium ignores it.
 *
 * @param connect CSP sources for `connect-src`, e.g. `['ws://127.0.0.1:4000']`; empty for none
 */
export function rendererHeaders(connect: readonly string[]): Record<string, string> {
  const policy = {
    'default-src': "'none'",
    // hash-wasm compiles WebAssembly (Argon2id, SHA-256) that is part of its own module.
    'script-src': "'self' 'wasm-unsafe-eval'",
    'style-src': "'self'",
    'img-src': "'self' blob: data:",
    'font-src': "'self'",
    'media-src': "'self' blob: mediastream:",
    'worker-src': "'self'",
    'connect-src': connect.length === 0 ? "'none'" : connect.join(' '),
    'form-action': "'none'",
    'base-uri': "'none'",
    'frame-ancestors': "'none'",
  };
  return {
    'Content-Security-Policy': Object.entries(policy)
      .map(([directive, sources]) => `${directive} ${sources}`)
      .join('; '),
    'Connection-Allowlist': '(response-origin)',
    'Permissions-Policy': [
      'camera=(self)',
      ...['microphone', 'geolocation', 'display-capture', 'usb', 'serial', 'hid', 'midi', 'payment'].map(
        (feature) => `${feature}=()`,
      ),
    ].join(', '),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
  };
}
