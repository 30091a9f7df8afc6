import { useTranslation } from 'react-i18next';
import type { DeviceSummary } from '../../../native-bridges/contract/device-host-contract.ts';
import { Card } from '../../components/card.tsx';
import { Chip } from '../../components/chip.tsx';
import { type Item, ItemList } from '../../components/item-list.tsx';
import type { State } from '../../components/state-mark.tsx';
import { errorText } from '../../locales/error-text.ts';
import { useCameraCount, useDevices } from '../use-devices.ts';

const LOOKS: Readonly<Record<DeviceSummary['state'], State>> = {
  ready: 'good',
  capturing: 'note',
  absent: 'look',
  faulted: 'stop',
};

/** The kit's devices and how they are. */
export function DevicesCard() {
  const { t } = useTranslation();
  const devices = useDevices().value ?? [];
  const cameras = useCameraCount();
  const items = devices.map((device): Item => {
    const state = LOOKS[device.state];
    const simulated = device.simulated ? ` · ${t('devices.simulated')}` : '';
    return {
      id: device.deviceId,
      title: t(`devices.${device.modality}`),
      detail: device.fault ? errorText(t, device.fault).title : `${device.model}${simulated}`,
      extra: <Chip state={state}>{t(`deviceStates.${device.state}`)}</Chip>,
    };
  });
  if (cameras !== null) {
    const state: State = cameras > 0 ? 'good' : 'look';
    items.push({
      id: 'camera',
      title: t('devices.camera'),
      detail: cameras === 0 ? t('devices.cameraNone') : t('devices.cameraHint'),
      extra: <Chip state={state}>{t(`deviceStates.${cameras > 0 ? 'ready' : 'absent'}`)}</Chip>,
    });
  }
  return (
    <Card title={t('devices.title')}>
      <ItemList items={items} />
    </Card>
  );
}
