import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { SIAK_API_PREFIX } from '../../../electron/contract/siak-api.ts';

/** `GET /v1/openapi.json`: the document beside this gateway. */
export async function registerOpenApi(app: FastifyInstance): Promise<void> {
  const document = await readFile(new URL('../openapi.json', import.meta.url), 'utf8');
  app.get(`${SIAK_API_PREFIX}/openapi.json`, (_request, reply) => reply.type('application/json').send(document));
}
