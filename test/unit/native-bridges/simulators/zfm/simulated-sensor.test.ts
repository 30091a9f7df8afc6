import { expect, test } from 'vitest';
import { FramingError } from '../../../../../native-bridges/framing/framing-error.ts';
import { encodeZfmPacket, ZfmPacketParser } from '../../../../../native-bridges/framing/zfm.ts';
import {
  type SensorBehaviour,
  SimulatedZfmSensor,
} from '../../../../../native-bridges/simulators/zfm/simulated-sensor.ts';
import { inventedImages, UNPACED } from '../../../../support/virtual-finger.ts';

/** A sensor on a bare wire: commands in the manual's numbers, answers as payloads. */
function bareSensor(behaviour: SensorBehaviour = UNPACED) {
  const parser = new ZfmPacketParser();
  let answers: number[][] = [];
  const wire = { baudRate: 57_600 };
  const sensor = new SimulatedZfmSensor(
    {
      write: async (bytes) => {
        for (const packet of parser.push(bytes)) {
          if (packet instanceof FramingError) throw packet;
          answers.push([...packet.payload]);
        }
      },
      baudRate: async () => wire.baudRate,
      unplug: async () => {},
    },
    inventedImages(),
    { ...behaviour },
    Math.random,
  );
  return {
    wire,
    ask: async (...payload: number[]) => {
      answers = [];
      sensor.receive(encodeZfmPacket({ address: 0xffffffff, kind: 'command', payload: Uint8Array.from(payload) }));
      await sensor.idle;
      return answers;
    },
  };
}

test('it answers by the manual', async () => {
  const { ask } = bareSensor();
  expect(await ask(0x13, 0, 0, 0, 0)).toEqual([[0x00]]);
  expect(await ask(0x13, 0, 0, 0, 1)).toEqual([[0x13]]);
  const [parameters] = await ask(0x0f);
  expect(parameters).toHaveLength(17);
  // Address, packet size code 2 (128 bytes), speed 6 × 9,600.
  expect(parameters!.slice(9)).toEqual([0xff, 0xff, 0xff, 0xff, 0, 2, 0, 6]);
  expect(await ask(0x0e, 9, 1)).toEqual([[0x1a]]);
  expect(await ask(0x0e, 4, 13)).toEqual([[0x1a]]);
  expect(await ask(0x77)).toEqual([[0x01]]);
});

test('it has no image before it took one, and hands each over once', async () => {
  const { ask } = bareSensor();
  expect(await ask(0x0a)).toEqual([[0x0f]]);
  expect(await ask(0x01)).toEqual([[0x00]]);
  const [acknowledged, ...data] = await ask(0x0a);
  expect(acknowledged).toEqual([0x00]);
  expect(data.flat()).toHaveLength(36_864);
  expect(await ask(0x0a)).toEqual([[0x0f]]);
});

test('it understands nothing at another speed than its own, and acknowledges a new one at the old', async () => {
  const { ask, wire } = bareSensor();
  wire.baudRate = 115_200;
  expect(await ask(0x13, 0, 0, 0, 0)).toEqual([]);
  wire.baudRate = 57_600;
  expect(await ask(0x0e, 4, 12)).toEqual([[0x00]]);
  expect(await ask(0x13, 0, 0, 0, 0)).toEqual([]);
  wire.baudRate = 115_200;
  expect(await ask(0x13, 0, 0, 0, 0)).toEqual([[0x00]]);
});
