import { expect, test } from 'vitest';
import { NMEA_PROPERTIES } from '../../../../../../native-bridges/drivers/position/nmea/properties.ts';
import {
  isOneEpoch,
  judgeEpoch,
  readGga,
  readRmc,
} from '../../../../../../native-bridges/drivers/position/nmea/protocol.ts';

const GGA = '082804.50,0747.7348,S,11022.1694,E,1,09,1.3,114.0,M,20.1,M,,';
const RMC = '082804.500,A,0747.7348,S,11022.1694,E,0.1,84.4,170826,,,A';

const gga = (change: (fields: string) => string = (fields) => fields, address = 'GNGGA') =>
  readGga({ address, fields: change(GGA).split(',') });
const rmc = (change: (fields: string) => string = (fields) => fields, address = 'GNRMC') =>
  readRmc({ address, fields: change(RMC).split(',') });

test('GGA and RMC of one epoch are one position', () => {
  expect(isOneEpoch(gga()!, rmc()!)).toBe(true);
  expect(judgeEpoch(gga()!, rmc()!, NMEA_PROPERTIES)).toEqual({
    latitude: -(7 + 47.7348 / 60),
    longitude: 110 + 22.1694 / 60,
    instant: '2026-08-17T08:28:04.500Z',
    quality: 'satellite',
    hdop: 1.3,
    satellites: 9,
  });
});

test('what was measured by satellites is kept, what was estimated, typed in or simulated is not', () => {
  const qualities = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((quality) => {
    const judged = judgeEpoch(gga((fields) => fields.replace(',E,1,', `,E,${quality},`))!, rmc()!, NMEA_PROPERTIES);
    return typeof judged === 'string' ? null : judged.quality;
  });
  expect(qualities).toEqual([null, 'satellite', 'differential', 'precise', 'rtk', 'float-rtk', null, null, null, null]);
});

const swap = (from: string, to: string) => (fields: string) => fields.replace(from, to);

test.each([
  ['HDOP 5.1', gga(swap('1.3', '5.1')), rmc()],
  ['HDOP missing', gga(swap('1.3', '')), rmc()],
  ['HDOP 0', gga(swap('1.3', '0.0')), rmc()],
  ['receiver warns', gga(), rmc(swap(',A,07', ',V,07'))],
  ['date missing', gga(), rmc(swap('170826', ''))],
  ['date missing', gga(), rmc(swap('170826', '310226'))],
  ['date impossible', gga(), rmc(swap('170826', '010107'))],
  ['GGA and RMC differ', gga(), rmc(swap('0747', '0748'))],
  ['fields missing', gga(swap('0747.7348', '0760.0000')), rmc()],
  ['fields missing', gga(swap('0747.7348', '9047.7348')), rmc()],
  ['fields missing', gga(swap('11022.1694', '1022.1694')), rmc()],
  ['fields missing', gga(swap(',S,', ',,')), rmc()],
])('not kept: %s', (reason, fix, minimum) => {
  expect(judgeEpoch(fix!, minimum!, NMEA_PROPERTIES)).toBe(reason);
});

test('HDOP 5 is the last that is kept', () => {
  expect(judgeEpoch(gga(swap('1.3', '5.0'))!, rmc()!, NMEA_PROPERTIES)).toMatchObject({ hdop: 5 });
});

test.each(['240000', '126000', '120060', '1200', 'noon', ''])('no time of day: %j', (time) => {
  const strange = gga((fields) => fields.replace('082804.50', time))!;
  expect(strange.timeOfDay).toBeNull();
  expect(isOneEpoch(strange, { ...rmc()!, timeOfDay: null })).toBe(false);
});

test('other sentences are neither', () => {
  expect(gga(undefined, 'PGGGA')).toBeNull();
  expect(gga(undefined, 'GPGLL')).toBeNull();
  expect(rmc(undefined, 'GPGGA')).toBeNull();
  expect(gga((fields) => `${fields},1`)).toBeNull();
});
