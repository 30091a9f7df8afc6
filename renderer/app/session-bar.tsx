import { useTranslation } from 'react-i18next';
import { Button } from '../components/button.tsx';
import { OfficerBadge, StatusLight } from '../components/top-bar.tsx';
import { useKiosk, useSession } from '../features/session-context.ts';
import { useCameraCount, useDevices } from '../features/use-devices.ts';
import { useQueue } from '../features/use-queue.ts';
import { KioskBar } from './kiosk-bar.tsx';

/**
 * The top bar of an officer at work: link, devices, who it is, and the lock.
 *
 * @param props.unsaved something on screen could not be stored, and locking would lose it: the lock says so
 */
export function SessionBar({ unsaved, onLock }: { readonly unsaved: boolean; readonly onLock: () => void }) {
  const { t } = useTranslation();
  const { description } = useKiosk();
  const { officer, drive, training } = useSession();
  return (
    <KioskBar
      description={description}
      drive={drive}
      training={training}
      lights={
        <>
          <LinkLight />
          <DevicesLight />
        </>
      }
      officer={
        <>
          <OfficerBadge name={officer.name} initials={initialsOf(officer.name)} />
          <Button small kind="bar" shortcuts={['Ctrl+L']} onPress={onLock}>
            {unsaved ? t('app.lockUnsaved') : t('app.lock')}
          </Button>
        </>
      }
    />
  );
}

function LinkLight() {
  const { t } = useTranslation();
  const { value } = useQueue();
  if (!value) return null;
  if (value.state.paused) return <StatusLight state="look">{t('bar.paused')}</StatusLight>;
  switch (value.state.link) {
    case 'online':
      return <StatusLight state="on">{t('bar.online')}</StatusLight>;
    case 'offline':
      return <StatusLight state="off">{t('bar.offline')}</StatusLight>;
    default:
      return <StatusLight state="off">{t('bar.unknownLink')}</StatusLight>;
  }
}

function DevicesLight() {
  const { t } = useTranslation();
  const devices = useDevices().value;
  const cameras = useCameraCount();
  if (!devices || cameras === null) return null;
  if (devices.some((device) => device.state === 'faulted')) {
    return <StatusLight state="stop">{t('bar.devicesTrouble')}</StatusLight>;
  }
  const count = devices.filter((device) => device.state === 'ready' || device.state === 'capturing').length + cameras;
  return <StatusLight state={count > 0 ? 'on' : 'look'}>{t('bar.devicesReady', { count })}</StatusLight>;
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.charAt(0) ?? '').join('');
}
