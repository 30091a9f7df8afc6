import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { ed25519PublicJwk, packetRecipient } from '../../../electron/contract/centre-keys.ts';
import { packetHeader } from '../../../electron/contract/packet.ts';
import { receipt } from '../../../electron/contract/receipt.ts';
import * as api from '../../../electron/contract/siak-api.ts';
import { loadCertificate } from '../../siak-gateway/certificate.ts';
import { createHttpServer } from '../../siak-gateway/http-server.ts';
import type { GatewayContext } from '../../siak-gateway/routes/context.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { apiDescription, documentedOperations, resolved } from './support/api-description.ts';

/** The contract's validators by the names that the document gives them. */
const CONTRACT = {
  Problem: z.extend(api.problem, { code: z.enum(api.SIAK_PROBLEM_CODES) }),
  Ed25519PublicJwk: ed25519PublicJwk,
  PacketRecipient: packetRecipient,
  ActivationBundle: api.activationBundle,
  Drive: api.drive,
  Officer: api.officer,
  RosterPage: api.rosterPage,
  Resident: api.resident,
  PacketHeader: packetHeader,
  ReceiptPage: api.receiptPage,
  Receipt: receipt,
  RequestProof: api.requestProof,
};

/** What a schema demands, without words, and without what zod adds to every format and integer. */
function demands(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(demands);
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = Object.entries(schema).filter(([key, value]) => {
    if (['$schema', 'description', 'additionalProperties'].includes(key)) return false;
    if (key === 'pattern' && 'format' in schema) return false;
    return !(typeof value === 'number' && Math.abs(value) === Number.MAX_SAFE_INTEGER);
  });
  return Object.fromEntries(kept.map(([key, value]) => [key, demands(value)]));
}

/** `METHOD /path` of each line of Fastify's route tree; a path is its own part behind those of the lines it hangs from. */
function routesOf(tree: string): string[] {
  const parents: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const [, branch = '', part = '', methods = ''] = /^(.*── )(\S+) \((.+)\)$/.exec(line) ?? [];
    if (methods === '') return [];
    const depth = branch.length / 4 - 1;
    parents.splice(depth, parents.length, part);
    const path = parents.join('').replace(/:(\w+)/g, '{$1}');
    return methods.split(', ').map((method) => `${method} ${path}`);
  });
}

describe('openapi.json', () => {
  it('describes each shape as the contract validates it', () => {
    for (const [name, validator] of Object.entries(CONTRACT)) {
      expect(demands(resolved(apiDescription.components.schemas[name])), name).toEqual(
        demands(z.toJSONSchema(validator)),
      );
    }
  });

  it('has every route of the server, and no other', async () => {
    // Routes are only registered here; none of them runs.
    const server = await createHttpServer({} as GatewayContext, await loadCertificate(temporaryFolder()), () => {});
    await server.ready();
    const routes = routesOf(server.printRoutes({ commonPrefix: false }));
    await server.close();
    expect(routes.sort()).toEqual([...documentedOperations].sort());
  });

  it('gives every operation a name of its own and every template its parameter', () => {
    expect(apiDescription.openapi).toBe('3.1.0');
    const names = Object.values(apiDescription.paths).flatMap((item) =>
      Object.values(item).flatMap((operation) => (operation as { operationId?: string }).operationId ?? []),
    );
    expect(names).toHaveLength(documentedOperations.length);
    expect(new Set(names).size).toBe(names.length);
    expect(() => resolved(apiDescription.paths)).not.toThrow();
  });
});
