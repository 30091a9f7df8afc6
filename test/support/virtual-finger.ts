import { createHash } from 'node:crypto';
import { readdirSync, readlinkSync } from 'node:fs';
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

/** SHA-256 of an image: what tests compare, since a listing of 73,728 pixels that differ helps nobody. */
export const hashOf = (pixels: Uint8Array): string => createHash('sha256').update(pixels).digest('hex');

/** Two invented prints in turn, and the hashes of what was sent. */
export function inventedImages(): SensorImages & { readonly sentHashes: string[] } {
  const sentHashes: string[] = [];
  let taken = 0;
  return {
    sentHashes,
    next: () => PRINTS[taken++ % PRINTS.length]!.pixels,
    sent: (pixels) => sentHashes.push(hashOf(pixels)),
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
