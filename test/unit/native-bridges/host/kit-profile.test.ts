import { expect, test } from 'vitest';
import { buildKit, readKitProfile } from '../../../../native-bridges/host/kit-profile.ts';

const nothing = () => {};

test('a profile is read from the arguments; what it leaves out has a meaning', () => {
  const profile = { training: false, fingerprint: [{ port: 'COM3', model: 'zfm' }] };
  expect(readKitProfile(['--kit', JSON.stringify(profile)])).toEqual({
    training: false,
    fingerprint: [{ port: 'COM3', model: 'zfm', simulated: false }],
  });
  expect(readKitProfile(['--kit', '{"training":true}'])).toEqual({ training: true, fingerprint: [] });
});

test.each([
  [[]],
  [['--kit']],
  [['--kit', '{']],
  [['--kit', '{}']],
  [['--kit', '{"training":"yes"}']],
  [['--kit', '{"training":true,"fingerprint":[{"port":"","model":"zfm"}]}']],
  [['--kit', '{"training":true,"iris":[]}']],
  [['--kit', '{"training":true}', '--more']],
])('no profile: %j', (args) => {
  expect(() => readKitProfile(args)).toThrow();
});

test('without named ports the known USB bridges are taken, each once, and nothing else', async () => {
  const ports = [
    { path: '/dev/ttyACM0', vendorId: '2341', productId: '0043' },
    { path: '/dev/ttyUSB0', vendorId: '10c4', productId: 'ea60' },
  ];
  const kit = buildKit({ training: false, fingerprint: [] }, nothing, nothing, async () => ports);
  await kit.look();
  ports.push({ path: '/dev/ttyUSB1', vendorId: '1a86', productId: '7523' });
  await kit.look();
  expect(kit.summaries.map(({ deviceId, port, simulated }) => [deviceId, port, simulated])).toEqual([
    ['fingerprint-1', '/dev/ttyUSB0', false],
    ['fingerprint-2', '/dev/ttyUSB1', false],
  ]);
});

test('with named ports nothing else is taken', async () => {
  const listPorts = async () => [{ path: '/dev/ttyUSB0', vendorId: '10c4', productId: 'ea60' }];
  const fingerprint = [{ port: '/dev/ttyUSB9', model: 'zfm', simulated: false } as const];
  const kit = buildKit({ training: false, fingerprint }, nothing, nothing, listPorts);
  await kit.look();
  expect(kit.summaries.map(({ port, state }) => [port, state])).toEqual([['/dev/ttyUSB9', 'absent']]);
});

test('outside training a simulated device is left out and told of', () => {
  const fingerprint = [{ port: '/tmp/pty', model: 'zfm', simulated: true } as const];
  const refused: string[] = [];
  const kit = buildKit({ training: false, fingerprint }, nothing, (deviceId) => refused.push(deviceId));
  expect(kit.summaries).toEqual([]);
  expect(refused).toEqual(['fingerprint-1']);
});
