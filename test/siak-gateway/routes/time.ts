import type { FastifyInstance } from 'fastify';
import { SIAK_API_PREFIX } from '../../../electron/contract/siak-api.ts';

/** `GET /v1/time`: the centre's clock; needs no proof, since a kiosk asks it to see whether there is a link. */
export function registerTime(app: FastifyInstance): void {
  app.get(`${SIAK_API_PREFIX}/time`, async (_request, reply) => {
    reply.header('Cache-Control', 'no-store');
    return { now: new Date().toISOString() };
  });
}
