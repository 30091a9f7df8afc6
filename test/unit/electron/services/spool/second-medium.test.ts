import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PacketHeader } from '../../../../../electron/contract/packet.ts';
import { openSpool } from '../../../../../electron/services/spool/spool.ts';
import { temporaryFolder } from '../../../../support/temporary-folder.ts';
import { makePacket, makeReceiptCentre, receiptFor, signReceipt } from '../support/packets.ts';
import { recordedLog } from '../support/recorded-log.ts';
import { mountSmallDisk, noSmallDisk } from '../support/small-disk.ts';

/** A spool whose second medium is a folder that can be taken out and put back. */
async function setUp(folder = temporaryFolder()) {
  const directory = join(folder, 'spool');
  const second = join(folder, 'stick', 'jemput');
  mkdirSync(second, { recursive: true });
  const centre = await makeReceiptCentre();
  const log = recordedLog();
  const open = () => openSpool({ directory, secondDirectory: second, activation: () => centre.activation, log });
  return {
    directory,
    second,
    centre,
    log,
    open,
    spool: await open(),
    takeOut: () => renameSync(join(folder, 'stick'), join(folder, 'drawer')),
    putBack: () => renameSync(join(folder, 'drawer'), join(folder, 'stick')),
    onSecond: () => readdirSync(second).sort(),
  };
}

const filesOf = (...packetIds: string[]) => packetIds.flatMap((id) => [`${id}.json`, `${id}.packet`]).sort();

describe('second medium', () => {
  test('gets every packet in the same put', async () => {
    const { spool, second, onSecond } = await setUp();
    const { header, content } = makePacket();
    await spool.put(header, content);
    expect(onSecond()).toEqual(filesOf(header.packetId));
    expect(new Uint8Array(readFileSync(join(second, `${header.packetId}.packet`)))).toEqual(content);
    expect((await spool.state()).secondMedium).toBe('healthy');
  });

  test('while it is out, packets are stored on the first; back again, it catches up at the next put', async () => {
    const { spool, takeOut, putBack, onSecond, log } = await setUp();
    takeOut();
    const [missed, next] = [makePacket({ sequence: 1 }), makePacket({ sequence: 2 })];
    await spool.put(missed.header, missed.content);
    expect(await spool.state()).toMatchObject({ secondMedium: 'missing', packets: [missed.header] });
    expect(log.entries).toContainEqual({ code: 'SPOOL_SECOND_MEDIUM_BEHIND', detail: 'ENOENT' });
    putBack();
    await spool.put(next.header, next.content);
    expect(onSecond()).toEqual(filesOf(missed.header.packetId, next.header.packetId));
  });

  test('catches up at the next look, too, and its folder is never made by the kiosk', async () => {
    const { spool, takeOut, putBack, onSecond } = await setUp();
    takeOut();
    const { header, content } = makePacket();
    await spool.put(header, content);
    expect(onSecond).toThrow('ENOENT');
    putBack();
    expect((await spool.state()).secondMedium).toBe('healthy');
    expect(onSecond()).toEqual(filesOf(header.packetId));
  });

  test('a receipt empties both', async () => {
    const { spool, centre, directory, onSecond } = await setUp();
    const { header, content } = makePacket();
    await spool.put(header, content);
    await spool.release(header.packetId, await signReceipt(centre.key, receiptFor(header)));
    expect(onSecond()).toEqual([]);
    expect(readdirSync(directory)).toEqual(['highest-sequence.json']);
  });

  test('a packet released while it was out does not come back with it, not even after a restart', async () => {
    const { spool, centre, directory, takeOut, putBack, onSecond, open } = await setUp();
    const { header, content } = makePacket();
    await spool.put(header, content);
    takeOut();
    await spool.release(header.packetId, await signReceipt(centre.key, receiptFor(header)));
    const restarted = await open();
    putBack();
    await expect(restarted.openIntact(header.packetId)).rejects.toMatchObject({ code: 'SPOOL_PACKET_DAMAGED' });
    expect(await restarted.state()).toMatchObject({ packets: [], secondMedium: 'healthy' });
    expect(onSecond()).toEqual([]);
    expect(readdirSync(directory)).toEqual(['highest-sequence.json']);
  });

  test('a release cut short after its note is finished at the next start', async () => {
    const { spool, centre, directory, open, onSecond } = await setUp();
    const { header, content } = makePacket();
    await spool.put(header, content);
    const note = join(directory, `${header.packetId}.released`);
    writeFileSync(note, await signReceipt(centre.key, receiptFor(header)));
    expect(await (await open()).state()).toMatchObject({ packets: [], secondMedium: 'healthy' });
    expect(onSecond()).toEqual([]);
  });

  test('gives back what the first has lost', async () => {
    const { spool, directory, open, log } = await setUp();
    const [lost, damaged] = [makePacket({ sequence: 1 }), makePacket({ sequence: 2 })];
    for (const { header, content } of [lost, damaged]) await spool.put(header, content);
    for (const name of filesOf(lost.header.packetId)) rmSync(join(directory, name));
    writeFileSync(join(directory, `${damaged.header.packetId}.packet`), new Uint8Array(damaged.header.size));
    const restarted = await open();
    expect((await restarted.state()).packets).toEqual([lost.header, damaged.header]);
    await restarted.openIntact(lost.header.packetId);
    await restarted.openIntact(damaged.header.packetId);
    expect(log.entries).toEqual([
      { code: 'SPOOL_PACKET_RESTORED', sequence: 1 },
      { code: 'SPOOL_PACKET_RESTORED', sequence: 2 },
    ]);
  });

  test.each<[string, (file: string, header: PacketHeader) => void]>([
    ['cut short', (file) => truncateSync(`${file}.packet`, 10)],
    ['without its header', (file) => rmSync(`${file}.json`)],
    ['with a damaged header', (file) => writeFileSync(`${file}.json`, '{"format":')],
    [
      'whole but with another header',
      (file, header) => {
        writeFileSync(`${file}.packet`, new Uint8Array(7));
        writeFileSync(`${file}.json`, JSON.stringify({ ...header, size: 7 }));
      },
    ],
  ])('a packet that is %s on one medium is repaired from the other, either way', async (_name, damage) => {
    const { spool, directory, second, log } = await setUp();
    const { header, content } = makePacket({ sequence: 4 });
    await spool.put(header, content);
    for (const medium of [directory, second]) {
      const file = join(medium, header.packetId);
      damage(file, header);
      expect(await spool.state()).toMatchObject({ packets: [header], highestSequence: 4, secondMedium: 'healthy' });
      expect(new Uint8Array(readFileSync(`${file}.packet`))).toEqual(content);
      expect(JSON.parse(readFileSync(`${file}.json`, 'utf8'))).toEqual(header);
    }
    expect(log.entries).toEqual([{ code: 'SPOOL_PACKET_RESTORED', sequence: 4 }]);
  });

  test('gives back nothing of another kiosk, nothing damaged, and no number twice', async () => {
    const { spool, second } = await setUp();
    const own = makePacket({ sequence: 5 });
    await spool.put(own.header, own.content);
    const foreign = makePacket({ kioskId: 'KIOSK-2', sequence: 7 });
    const broken = makePacket({ sequence: 8 });
    const rival = makePacket({ sequence: 5 });
    for (const { header, content } of [foreign, broken, rival]) {
      writeFileSync(join(second, `${header.packetId}.json`), JSON.stringify(header));
      writeFileSync(join(second, `${header.packetId}.packet`), content);
    }
    writeFileSync(join(second, `${broken.header.packetId}.packet`), new Uint8Array(broken.header.size));
    expect(await spool.state()).toMatchObject({ packets: [own.header], highestSequence: 5, secondMedium: 'healthy' });
    expect(readFileSync(join(second, `${foreign.header.packetId}.packet`))).toHaveLength(foreign.header.size);
  });

  test('a damaged packet is not copied over a good one', async () => {
    const { spool, directory, second } = await setUp();
    const { header, content } = makePacket();
    await spool.put(header, content);
    writeFileSync(join(directory, `${header.packetId}.packet`), new Uint8Array(header.size));
    await spool.state();
    expect(new Uint8Array(readFileSync(join(second, `${header.packetId}.packet`)))).toEqual(content);
  });

  test.skipIf(noSmallDisk)(`full: put succeeds on the first${noSmallDisk ? ` (${noSmallDisk})` : ''}`, async () => {
    const disk = mountSmallDisk('size=64k');
    const second = join(disk, 'jemput');
    mkdirSync(second);
    const directory = join(temporaryFolder(), 'spool');
    const { activation } = await makeReceiptCentre();
    const log = recordedLog();
    const spool = await openSpool({ directory, secondDirectory: second, activation: () => activation, log });
    const { header, content } = makePacket({ size: 100_000 });
    await spool.put(header, content);
    expect(await spool.state()).toMatchObject({ packets: [header], secondMedium: 'missing' });
    expect(readdirSync(second)).toEqual([]);
  });
});
