import type { Session } from 'electron';
import { isAppUrl } from './app-scheme.ts';

/**
 * What the page may use of the machine: the camera's picture, and storage that is not evicted when the disk runs low.
 * No microphone, and no USB, HID or serial port: those belong to the device host.
 */
export function restrictPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    const mediaTypes = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const videoOnly = permission === 'media' && mediaTypes.length > 0 && mediaTypes.every((type) => type === 'video');
    callback(
      isAppUrl(details.requestingUrl) && details.isMainFrame && (videoOnly || permission === 'persistent-storage'),
    );
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) => {
    const video = permission === 'media' && details.mediaType === 'video';
    return isAppUrl(requestingOrigin) && details.isMainFrame && (video || permission === 'persistent-storage');
  });
  session.setDevicePermissionHandler(() => false);
}
