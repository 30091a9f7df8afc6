import { statSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { createFileSecretBox } from '../../electron/services/keystore/file-secret-box.ts';
import { readKioskConfig } from '../../electron/services/kiosk-config.ts';
import { createShellServices, type ShellServices } from '../../electron/services/shell-services.ts';
import { type PacedProxy, startPacedProxy } from '../support/paced-proxy.ts';
import type { TrainingGround } from '../support/training-ground.ts';
import { type Measurement, median } from './measurement.ts';

/** What a whole kabupaten has been seen to share (Halmahera Barat, 2017). */
const LINK_BITS_PER_SECOND = 1_000_000;
const PACKETS = 3;

/**
 * Uploads spooled packets over a slow link by the product's own services, in turns with a bare TCP stream of as many
 * bytes over the same link.
 */
export async function benchUpload(ground: TrainingGround, packetIds: readonly string[]): Promise<Measurement> {
  const gatewayPort = Number(new URL(ground.gateway!.ready.url).port);
  const link = await startPacedProxy(gatewayPort, LINK_BITS_PER_SECOND);
  const sink = await startSink();
  const bareLink = await startPacedProxy(sink.port, LINK_BITS_PER_SECOND);
  const services = await servicesOver(ground, link);
  const goodputs: { upload: number; bare: number }[] = [];
  let sealed = 0;
  try {
    for (const packetId of packetIds.slice(0, PACKETS)) {
      const { size } = statSync(join(ground.folder.profile, 'spool', `${packetId}.packet`));
      const start = performance.now();
      await services.api.centre.upload(packetId);
      const uploadSeconds = (performance.now() - start) / 1000;
      const bareSeconds = await bareTransfer(bareLink.port, size);
      goodputs.push({ upload: size / uploadSeconds, bare: size / bareSeconds });
      sealed += size;
    }
  } finally {
    services.close();
    sink.close();
    await Promise.all([link.close(), bareLink.close()]);
  }
  const [upload, bare] = [median(goodputs.map((pair) => pair.upload)), median(goodputs.map((pair) => pair.bare))];
  const kbit = (bytesPerSecond: number) => `${((bytesPerSecond * 8) / 1000).toFixed(0)} kbit/s`;
  const { up, down } = link.passed;
  const megabytes = (sealed / PACKETS / 1e6).toFixed(2);
  return {
    title: 'Upload over 1 Mbit/s',
    question: `Goodput of ${PACKETS} packets of ${megabytes} MB from the spool to the reference gateway (HTTPS, tus) through a proxy paced to 1 Mbit/s, in turns with one bare TCP stream of as many bytes through such a proxy; and every byte of TCP payload that crossed the link, both ways, handshake included, per sealed byte.`,
    columns: ['', 'median'],
    rows: [
      ['upload', kbit(upload)],
      ['bare TCP', kbit(bare)],
      ['ratio', `${((upload / bare) * 100).toFixed(1)} %`],
      ['bytes on the wire per sealed byte', ((up + down) / sealed).toFixed(4)],
    ],
  };
}

/** The services of the ground's kiosk, on its own profile, with the centre behind the slow link. */
async function servicesOver({ folder }: TrainingGround, link: PacedProxy): Promise<ShellServices> {
  const config = await readKioskConfig(folder.kioskConfig);
  return createShellServices({
    config: { ...config, gateway: { ...config.gateway, url: `https://127.0.0.1:${link.port}` } },
    profileDir: folder.profile,
    secretBox: createFileSecretBox(join(folder.profile, 'secret-box.key')),
    description: { shell: 'chromium-host', version: 'bench', forProduction: false },
    log: { write: () => undefined },
  });
}

/** Takes everything, and answers one byte when the sender has ended. */
async function startSink(): Promise<{ port: number; close(): void }> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.resume();
    socket.on('end', () => socket.end('.'));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

/** @returns seconds from connecting to the sink's byte that it has all */
async function bareTransfer(port: number, size: number): Promise<number> {
  const start = performance.now();
  const socket = connect(port, '127.0.0.1');
  socket.end(Buffer.alloc(size, 0xa5));
  await new Promise((resolve, reject) => socket.once('data', resolve).once('error', reject));
  return (performance.now() - start) / 1000;
}
