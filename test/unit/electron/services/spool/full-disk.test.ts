import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSpool } from '../../../../../electron/services/spool/spool.ts';
import { temporaryFolder } from '../../../../support/temporary-folder.ts';
import { makePacket, makeReceiptCentre, receiptFor, signReceipt } from '../support/packets.ts';
import { recordedLog } from '../support/recorded-log.ts';
import { mountSmallDisk, noSmallDisk, remount } from '../support/small-disk.ts';

const KIB = 1024;

async function openOn(disk: string, secondDirectory: string | null = null) {
  const directory = join(disk, 'spool');
  const centre = await makeReceiptCentre();
  const log = recordedLog();
  const spool = await openSpool({ directory, secondDirectory, activation: () => centre.activation, log });
  return { directory, centre, spool };
}

describe.skipIf(noSmallDisk)(`a real small disk${noSmallDisk ? ` (${noSmallDisk})` : ''}`, () => {
  test('full: the packet is refused, nothing of it stays, and what was there is whole', async () => {
    const { directory, spool } = await openOn(mountSmallDisk('size=256k'));
    const first = makePacket({ sequence: 1, size: 100 * KIB });
    const second = makePacket({ sequence: 2, size: 200 * KIB });
    await spool.put(first.header, first.content);
    const names = readdirSync(directory).sort();
    await expect(spool.put(second.header, second.content)).rejects.toMatchObject({
      code: 'SPOOL_DISK_FULL',
      detail: 'ENOSPC',
    });
    expect(readdirSync(directory).sort()).toEqual(names);
    expect((await spool.state()).packets).toEqual([first.header]);
    await spool.openIntact(first.header.packetId);
  });

  test('with room again: the same packet is stored', async () => {
    const disk = mountSmallDisk('size=256k');
    const { spool } = await openOn(disk);
    writeFileSync(join(disk, 'ballast'), new Uint8Array(180 * KIB));
    const { header, content } = makePacket({ size: 100 * KIB });
    await expect(spool.put(header, content)).rejects.toMatchObject({ code: 'SPOOL_DISK_FULL' });
    rmSync(join(disk, 'ballast'));
    await spool.put(header, content);
    await spool.openIntact(header.packetId);
  });

  /** Whichever of the files is the one that no longer fits: packet, header, or the sequence number. */
  test('with room for any number of files but one, nothing half stays', async () => {
    const disk = mountSmallDisk('size=1m,nr_inodes=16');
    const { directory, spool } = await openOn(disk);
    const ballast = (index: number) => join(disk, `ballast-${index}`);
    let stored = 0;
    for (let free = 0; free < 6; free++) {
      let filled = 0;
      try {
        for (; ; filled++) writeFileSync(ballast(filled), '');
      } catch {
        for (let index = 0; index < free; index++) rmSync(ballast(--filled));
      }
      const { header, content } = makePacket({ sequence: free + 1, size: 4 * KIB });
      const before = (await spool.state()).packets;
      const error = await spool.put(header, content).then(
        () => null,
        (thrown: { code: string }) => thrown.code,
      );
      const after = (await spool.state()).packets;
      if (error === null) stored++;
      expect(after).toEqual(error === null ? [...before, header] : before);
      expect(readdirSync(directory).filter((name) => name.endsWith('.tmp'))).toEqual([]);
      if (error !== null) {
        expect(error).toBe('SPOOL_DISK_FULL');
        expect(readdirSync(directory).filter((name) => name.startsWith(header.packetId))).toEqual([]);
      }
      while (filled > 0) rmSync(ballast(--filled));
    }
    expect(stored).toBeGreaterThan(0);
    expect(stored).toBeLessThan(6);
  });

  test.each(['without', 'with'])('a full disk can still be emptied by receipts, %s a second medium', async (which) => {
    const disk = mountSmallDisk('size=256k');
    const { centre, spool } = await openOn(disk, which === 'with' ? temporaryFolder() : null);
    const { header, content } = makePacket({ size: 100 * KIB });
    await spool.put(header, content);
    const fill = () => writeFileSync(join(disk, 'ballast'), new Uint8Array(KIB), { flag: 'a' });
    expect(() => {
      for (;;) fill();
    }).toThrow('ENOSPC');
    await spool.release(header.packetId, await signReceipt(centre.key, receiptFor(header)));
    expect(await spool.state()).toMatchObject({ packets: [], highestSequence: 1 });
  });

  test('read-only: the packet is refused and what was there can be read', async () => {
    const disk = mountSmallDisk('size=1m');
    const { spool } = await openOn(disk);
    const [stored, refused] = [makePacket({ sequence: 1 }), makePacket({ sequence: 2 })];
    await spool.put(stored.header, stored.content);
    remount(disk, 'ro');
    await expect(spool.put(refused.header, refused.content)).rejects.toMatchObject({
      code: 'SPOOL_UNWRITABLE',
      detail: 'EROFS',
    });
    expect((await spool.state()).packets).toEqual([stored.header]);
    await spool.openIntact(stored.header.packetId);
  });
});
