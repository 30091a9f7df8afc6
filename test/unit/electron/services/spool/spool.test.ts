import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSpool, type SpoolOptions } from '../../../../../electron/services/spool/spool.ts';
import { temporaryFolder } from '../../../../support/temporary-folder.ts';
import { KIOSK_ID, makePacket, makeReceiptCentre, receiptFor, signReceipt } from '../support/packets.ts';
import { recordedLog } from '../support/recorded-log.ts';

async function setUp() {
  const directory = join(temporaryFolder(), 'spool');
  const centre = await makeReceiptCentre();
  const log = recordedLog();
  const open = (changes: Partial<SpoolOptions> = {}) =>
    openSpool({ directory, secondDirectory: null, activation: () => centre.activation, log, ...changes });
  const file = (packetId: string, ending = 'packet') => join(directory, `${packetId}.${ending}`);
  return { directory, centre, log, open, spool: await open(), file };
}

const damaged = { code: 'SPOOL_PACKET_DAMAGED' };
const taken = { code: 'SPOOL_SEQUENCE_TAKEN' };

describe('put', () => {
  test('stores exactly the bytes and the header, and nothing else', async () => {
    const { spool, directory, file } = await setUp();
    const { header, content } = makePacket();
    await spool.put(header, content);
    expect(new Uint8Array(readFileSync(file(header.packetId)))).toEqual(content);
    expect(JSON.parse(readFileSync(file(header.packetId, 'json'), 'utf8'))).toEqual(header);
    expect(readdirSync(directory).sort()).toEqual(
      [`${header.packetId}.json`, `${header.packetId}.packet`, 'highest-sequence.json'].sort(),
    );
    for (const name of readdirSync(directory)) expect(statSync(join(directory, name)).mode & 0o077).toBe(0);
  });

  test('the same packet again changes nothing', async () => {
    const { spool, file } = await setUp();
    const { header, content } = makePacket();
    await spool.put(header, content);
    const before = statSync(file(header.packetId));
    await spool.put(header, content);
    expect(statSync(file(header.packetId))).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
  });

  test('the same packet again repairs a copy that was damaged meanwhile', async () => {
    const { spool, file } = await setUp();
    const { header, content } = makePacket();
    await spool.put(header, content);
    writeFileSync(file(header.packetId), new Uint8Array(content.length));
    await spool.put(header, content);
    expect(new Uint8Array(readFileSync(file(header.packetId)))).toEqual(content);
  });

  test('bytes that are not those of the header are refused before anything is written', async () => {
    const { spool, directory } = await setUp();
    const { header, content } = makePacket();
    await expect(spool.put(header, content.slice(1))).rejects.toMatchObject(damaged);
    await expect(spool.put(header, content.with(7, content[7]! ^ 1))).rejects.toMatchObject(damaged);
    await expect(spool.put({ ...header, size: header.size + 1 }, content)).rejects.toMatchObject(damaged);
    expect(readdirSync(directory)).toEqual([]);
  });

  test('another kiosk’s packet is refused before anything is written', async () => {
    const { spool, directory } = await setUp();
    const { header, content } = makePacket({ kioskId: 'KIOSK-2' });
    await expect(spool.put(header, content)).rejects.toMatchObject({ code: 'MANIFEST_REFUSED' });
    expect(readdirSync(directory)).toEqual([]);
  });

  test('two packets never carry one sequence number, however close they come', async () => {
    const { spool } = await setUp();
    const packets = [makePacket(), makePacket(), makePacket()];
    const results = await Promise.allSettled(packets.map(({ header, content }) => spool.put(header, content)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
    expect(results[1]).toMatchObject({ reason: taken });
    expect((await spool.state()).packets).toEqual([packets[0]!.header]);
  });

  test('one packet id never stands for two contents', async () => {
    const { spool, file } = await setUp();
    const { header, content } = makePacket();
    const other = makePacket();
    await spool.put(header, content);
    await expect(spool.put({ ...other.header, packetId: header.packetId }, other.content)).rejects.toMatchObject(taken);
    expect(new Uint8Array(readFileSync(file(header.packetId)))).toEqual(content);
  });

  test('a folder that is not writable is told as such', async () => {
    const { spool, directory } = await setUp();
    rmSync(directory, { recursive: true });
    writeFileSync(directory, 'a file where the folder was');
    const { header, content } = makePacket();
    await expect(spool.put(header, content)).rejects.toMatchObject({ code: 'SPOOL_UNWRITABLE' });
  });
});

describe('state', () => {
  test('lists whole packets by sequence, the highest number and the free space', async () => {
    const { spool } = await setUp();
    const packets = [3, 1, 2].map((sequence) => makePacket({ sequence }));
    for (const { header, content } of packets) await spool.put(header, content);
    const state = await spool.state();
    expect(state.packets).toEqual([packets[1]!.header, packets[2]!.header, packets[0]!.header]);
    expect(state).toMatchObject({ highestSequence: 3, secondMedium: 'none' });
    expect(state.freeBytes).toBeGreaterThan(0);
  });

  test('is the same after a restart', async () => {
    const { spool, open } = await setUp();
    const { header, content } = makePacket({ sequence: 9 });
    await spool.put(header, content);
    const { freeBytes: _, ...before } = await spool.state();
    expect(await (await open()).state()).toMatchObject(before);
  });

  test('shows no packet that is short, headless, or has a header of something else', async () => {
    const { spool, file } = await setUp();
    const [short, headless, foreign] = [1, 2, 3].map((sequence) => makePacket({ sequence }));
    for (const { header, content } of [short!, headless!, foreign!]) await spool.put(header, content);
    truncateSync(file(short!.header.packetId), 10);
    rmSync(file(headless!.header.packetId, 'json'));
    writeFileSync(file(foreign!.header.packetId, 'json'), JSON.stringify(short!.header));
    expect(await spool.state()).toMatchObject({ packets: [], highestSequence: 3 });
  });
});

describe('opening', () => {
  test('removes what a cut write left, and nothing that is not ours', async () => {
    const { open, directory } = await setUp();
    const { header } = makePacket();
    const ours = [`${header.packetId}.packet.tmp`, `${header.packetId}.json.tmp`, `${header.packetId}.json`];
    const strangers = ['notes.txt', 'backup.tmp', 'a.packet', `${header.packetId}.packet.old`, 'holiday.json'];
    for (const name of [...ours, ...strangers]) writeFileSync(join(directory, name), JSON.stringify(header));
    mkdirSync(join(directory, 'folder.packet'));
    const spool = await open();
    expect((await spool.state()).packets).toEqual([]);
    expect(readdirSync(directory).sort()).toEqual([...strangers, 'folder.packet'].sort());
  });

  test('a packet whose header is lost is not deleted', async () => {
    const { spool, open, file } = await setUp();
    const { header, content } = makePacket();
    await spool.put(header, content);
    rmSync(file(header.packetId, 'json'));
    await open();
    expect(new Uint8Array(readFileSync(file(header.packetId)))).toEqual(content);
  });
});

describe('the highest sequence number', () => {
  test('survives the packets and a restart', async () => {
    const { spool, open, centre } = await setUp();
    const { header, content } = makePacket({ sequence: 41 });
    await spool.put(header, content);
    await spool.release(header.packetId, await signReceipt(centre.key, receiptFor(header)));
    expect(await (await open()).state()).toMatchObject({ packets: [], highestSequence: 41 });
  });

  test('never goes down', async () => {
    const { spool, open } = await setUp();
    for (const sequence of [5, 2]) {
      const { header, content } = makePacket({ sequence });
      await spool.put(header, content);
    }
    expect((await (await open()).state()).highestSequence).toBe(5);
  });

  test('is taken from the packets where its file is gone or damaged', async () => {
    const { spool, open, directory, log } = await setUp();
    const { header, content } = makePacket({ sequence: 6 });
    await spool.put(header, content);
    rmSync(join(directory, 'highest-sequence.json'));
    expect((await (await open()).state()).highestSequence).toBe(6);
    writeFileSync(join(directory, 'highest-sequence.json'), '{"highestSequence":-1}');
    expect((await (await open()).state()).highestSequence).toBe(6);
    expect(log.codes()).toEqual(['SPOOL_SEQUENCE_FILE_DAMAGED']);
    expect(readFileSync(join(directory, 'highest-sequence.json'), 'utf8')).toBe('{"highestSequence":6}');
  });
});

describe('openIntact', () => {
  test('gives the file of a whole packet', async () => {
    const { spool, file } = await setUp();
    const { header, content } = makePacket();
    await spool.put(header, content);
    expect(await spool.openIntact(header.packetId)).toEqual({ header, file: file(header.packetId) });
  });

  test('refuses one changed byte, and a packet that is not there', async () => {
    const { spool, file } = await setUp();
    const { header, content } = makePacket();
    await spool.put(header, content);
    writeFileSync(file(header.packetId), content.with(100, content[100]! ^ 1));
    await expect(spool.openIntact(header.packetId)).rejects.toMatchObject(damaged);
    await expect(spool.openIntact(makePacket().header.packetId)).rejects.toMatchObject(damaged);
  });
});

test('before activation nothing comes in and nothing leaves; what is there is shown', async () => {
  const { open, centre, spool: activated, directory } = await setUp();
  const { header, content } = makePacket({ kioskId: KIOSK_ID });
  await activated.put(header, content);
  const spool = await open({ activation: () => null });
  const before = readdirSync(directory);
  const next = makePacket({ sequence: 2 });
  await expect(spool.put(next.header, next.content)).rejects.toMatchObject({ code: 'KIOSK_NOT_ACTIVATED' });
  expect(readdirSync(directory)).toEqual(before);
  const receipt = await signReceipt(centre.key, receiptFor(header));
  await expect(spool.release(header.packetId, receipt)).rejects.toMatchObject({ code: 'RECEIPT_FORGED' });
  expect((await spool.state()).packets).toEqual([header]);
});
