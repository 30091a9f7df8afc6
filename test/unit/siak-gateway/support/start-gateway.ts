import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGateway, type Gateway } from '../../../siak-gateway/gateway.ts';
import { inventTrainingTenant, type TenantSeed } from '../../../siak-gateway/tenant.ts';

export interface RunningGateway {
  readonly gateway: Gateway;
  readonly dataFolder: string;
  /** Lines that the gateway logged. */
  readonly lines: string[];
  /** Closes it and starts another one over the same data. */
  restart(): Promise<Gateway>;
  /** Closes the last one and removes the data. */
  stop(): Promise<void>;
}

/** Starts a gateway in this process over a folder of its own, with few residents unless `change` says otherwise. */
export async function startGateway(
  change: (tenant: TenantSeed) => TenantSeed = (tenant) => tenant,
): Promise<RunningGateway> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'jemput-gateway-'));
  const lines: string[] = [];
  const tenant = change(await inventTrainingTenant({ seed: 11, residentCount: 12, firstDay: '2026-11-21' }));
  const start = (): Promise<Gateway> =>
    createGateway({ dataFolder, port: null, tenant, log: (line) => lines.push(line) });
  let current = await start();
  return {
    gateway: current,
    dataFolder,
    lines,
    async restart() {
      await current.close();
      current = await start();
      return current;
    },
    async stop() {
      await current.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}
