import { writeSync } from 'node:fs';
import { openSpool } from '../../../../../electron/services/spool/spool.ts';
import { KIOSK_ID, makePacket } from '../support/packets.ts';

/**
 * Run by kill.test.ts as a process of its own: puts packets without end, and says so of each only after the spool has
 * acknowledged it.
 */
const [directory, secondDirectory] = process.argv.slice(2) as [string, string];
const log = { write: () => {} };
const spool = await openSpool({
  directory,
  secondDirectory,
  activation: () => ({ kioskId: KIOSK_ID, receiptKeys: [] }),
  log,
});
let { highestSequence } = await spool.state();
for (;;) {
  const { header, content } = makePacket({ sequence: ++highestSequence, size: 3_000_000 });
  await spool.put(header, content);
  // Straight to the pipe: what is buffered would die with the process.
  writeSync(1, `${header.packetId} ${header.sequence}\n`);
}
