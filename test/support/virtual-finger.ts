import { readdirSync, readlinkSync } from 'node:fs';
import type { Bytes } from '../../native-bridges/contract/bytes.ts';
import { ZFM_PROPERTIES, type ZfmProperties } from '../../native-bridges/drivers/fingerprint/zfm/properties.ts';
import {
  DEFAULT_BEHAVIOUR,
  SENSOR_HEIGHT,
  SENSOR_WIDTH,
  type SensorBehaviour,
  type SensorImages,
} from '../../native-bridges/simulators/zfm/simulated-sensor.ts';
import { inventPrint } from '../synthetic/prints.ts';

/** The real sensor's properties with short waits: faults are met in tenths of a second instead of seconds. */
export const HASTY_PROPERTIES: ZfmProperties = {
  ...ZFM_PROPERTIES,
  timing: {
    connect: 8_000,
    handshake: 150,
    command: 400,
    quiet: 25,
    settle: 2_000,
    packetGap: 400,
    poll: 10,
    touch: 10,
    finger: 300,
  },
};

/** A sensor that answers at once; the pace has its own test. */
export const UNPACED: SensorBehaviour = { ...DEFAULT_BEHAVIOUR, pace: 0 };

const PRINTS = [1, 2].map((seed) => inventPrint({ seed, width: SENSOR_WIDTH, height: SENSOR_HEIGHT }));

/** Two invented prints in turn, and what was sent of them. */
export function inventedImages(): SensorImages & { readonly sentImages: Bytes[] } {
  const sentImages: Bytes[] = [];
  let taken = 0;
  return {
    sentImages,
    next: () => PRINTS[taken++ % PRINTS.length]!.pixels,
    sent: (pixels) => sentImages.push(pixels),
  };
}

/** Handles of this process on pseudo-terminals, also on ones that are gone. */
export function openTerminals(): number {
  const targets = readdirSync('/proc/self/fd').map((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`);
    } catch {
      return '';
    }
  });
  return targets.filter((target) => target.startsWith('/dev/pts/')).length;
}
