import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { RECEIPT_JWS_TYPE } from '../../electron/contract/receipt.ts';
import { loadCentreKeys, makeSigningKey } from './centre-keys.ts';
import { type Certificate, loadCertificate } from './certificate.ts';
import { migrate } from './database/migrations.ts';
import { openPgliteDatabase } from './database/pglite-database.ts';
import { examinePacket } from './examination/examine-packet.ts';
import type { FaultSwitch, GatewayFault } from './faults.ts';
import { createHttpServer } from './http-server.ts';
import { PacketIntake } from './packets/packet-intake.ts';
import { UploadServer } from './packets/upload-server.ts';
import { UploadStore } from './packets/upload-store.ts';
import { type PublicDescription, readPort, writePublicDescription } from './public-description.ts';
import { RequestProofs } from './request-proofs.ts';
import type { GatewayContext } from './routes/context.ts';
import { PACKETS_PATH } from './routes/packets.ts';
import { createDriveStore } from './stores/drive-store.ts';
import { createKioskStore } from './stores/kiosk-store.ts';
import { createPacketStore } from './stores/packet-store.ts';
import type { TenantSeed } from './tenant.ts';

export interface GatewayOptions {
  /** Everything the gateway keeps: keys/, database/, uploads/, packets/, public.json. Made if it is not there. */
  readonly dataFolder: string;
  /** TCP port on 127.0.0.1; null for the last one used here, or any free one at the first start. */
  readonly port: number | null;
  /** What an empty database is filled with; a filled one keeps what it has. */
  readonly tenant: TenantSeed;
  /** Takes lines for a person to read: ids, numbers and codes, nothing personal. */
  readonly log: (line: string) => void;
}

/** A running reference centre. */
export interface Gateway extends PublicDescription {
  /** Switches a fault on, or with null off. */
  setFault(fault: GatewayFault | null): void;
  /** Ends connections, finishes what is being taken in, closes the database. */
  close(): Promise<void>;
}

/**
 * Starts the reference centre in this process. It answers when this resolves.
 *
 * @throws NodeJS.ErrnoException `EADDRINUSE` where the port is taken
 */
export async function createGateway({ dataFolder, port, tenant, log }: GatewayOptions): Promise<Gateway> {
  const folders = { uploads: join(dataFolder, 'uploads'), packets: join(dataFolder, 'packets') };
  await Promise.all(Object.values(folders).map((folder) => mkdir(folder, { recursive: true, mode: 0o700 })));
  const keys = await loadCentreKeys(join(dataFolder, 'keys'));
  const certificate = await loadCertificate(join(dataFolder, 'keys'));
  const database = await openPgliteDatabase(join(dataFolder, 'database'));
  await migrate(database, new Date().toISOString());
  const drives = createDriveStore(database);
  const kiosks = createKioskStore(database);
  const packets = createPacketStore(database);
  await drives.seed(tenant);

  const uploads = new UploadStore(folders.uploads);
  const intake = new PacketIntake({
    uploads,
    packets,
    packetFolder: folders.packets,
    log,
    sign: (receipt) => keys.receipts.sign({ typ: RECEIPT_JWS_TYPE, kid: keys.receipts.publicJwk.kid }, receipt),
    examine: async (sealed, header) => {
      const kioskKey = await kiosks.keyOf(header.kioskId);
      const { training } = await drives.find(header.driveId);
      return examinePacket(sealed, { header, kioskKey, training, ageIdentity: keys.ageIdentity });
    },
  });
  await intake.recover();

  const faults: FaultSwitch = { current: null };
  const context: GatewayContext = {
    keys,
    forger: await makeSigningKey(),
    faults,
    proofs: new RequestProofs(kiosks),
    drives,
    kiosks,
    packets,
    uploads,
    uploadServer: new UploadServer(PACKETS_PATH, uploads, (packetId) => requireReceived(intake, packetId)),
    intake,
  };
  const server = await createHttpServer(context, certificate, log);
  try {
    await server.listen({ host: '127.0.0.1', port: port ?? (await readPort(dataFolder)) });
  } catch (error) {
    await database.close();
    throw error;
  }
  const description = describe(server.server.address(), certificate, keys.root.publicJwk.kid, tenant);
  await writePublicDescription(dataFolder, description);
  return {
    ...description,
    setFault: (fault) => {
      faults.current = fault;
    },
    close: async () => {
      await server.close();
      await intake.idle();
      await database.close();
    },
  };
}

/** The upload's last byte is stored: the answer waits until the packet has its receipt. */
async function requireReceived(intake: PacketIntake, packetId: string): Promise<void> {
  const state = await intake.settle(packetId);
  if (state !== 'received') throw new Error('the finished upload is not there');
}

function describe(
  address: string | { readonly port: number } | null,
  { certificatePem }: Certificate,
  rootKeyThumbprint: string,
  { activationCode, officers }: TenantSeed,
): PublicDescription {
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return {
    url: `https://127.0.0.1:${address.port}`,
    certificatePem,
    rootKeyThumbprint,
    activationCode,
    credentials: officers.map(({ officerId, name, pin }) => ({ officerId, name, pin })),
  };
}
