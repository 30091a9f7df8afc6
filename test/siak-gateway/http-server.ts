import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import type { Certificate } from './certificate.ts';
import { CAPTIVE_PORTAL_PAGE } from './faults.ts';
import { GatewayProblem, PROBLEM_MEDIA_TYPE } from './problems.ts';
import { registerActivations } from './routes/activations.ts';
import type { GatewayContext } from './routes/context.ts';
import { registerOpenApi } from './routes/openapi.ts';
import { registerPackets } from './routes/packets.ts';
import { registerReceipts } from './routes/receipts.ts';
import { registerRoster } from './routes/roster.ts';
import { registerTime } from './routes/time.ts';

/** Bodies that Fastify itself reads are a key or a cursor. */
const MAX_JSON_BYTES = 16 * 1024;

/** The HTTPS server with all routes; it does not listen yet. TLS 1.3 only: both ends are ours. */
export async function createHttpServer(
  context: GatewayContext,
  { keyPem, certificatePem }: Certificate,
  log: (line: string) => void,
): Promise<FastifyInstance> {
  const app = fastify({
    https: { key: keyPem, cert: certificatePem, minVersion: 'TLSv1.3' },
    bodyLimit: MAX_JSON_BYTES,
    exposeHeadRoutes: false,
    // A village's upload takes as long as it takes.
    requestTimeout: 0,
    forceCloseConnections: true,
  }) as unknown as FastifyInstance;

  app.addHook('onRequest', async (_request, reply) => {
    if (context.faults.current === '500') throw new GatewayProblem('INTERNAL', 'fault switched on');
    if (context.faults.current === 'html') return reply.type('text/html; charset=utf-8').send(CAPTIVE_PORTAL_PAGE);
  });
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    const problem = asProblem(error);
    if (problem.code === 'INTERNAL' && problem !== error) log(`internal error: ${error.name} ${error.code ?? ''}`);
    if (problem.status === 401) reply.header('WWW-Authenticate', 'Jemput');
    return reply.code(problem.status).type(PROBLEM_MEDIA_TYPE).send(JSON.stringify(problem.body()));
  });
  app.setNotFoundHandler(() => {
    throw new GatewayProblem('NOT_FOUND', 'no such path');
  });

  registerActivations(app, context);
  registerRoster(app, context);
  registerPackets(app, context);
  registerReceipts(app, context);
  registerTime(app);
  await registerOpenApi(app);
  return app;
}

function asProblem(error: FastifyError): GatewayProblem {
  if (error instanceof GatewayProblem) return error;
  const status = error.statusCode ?? 500;
  // Fastify's own refusals: no JSON, too long, another media type.
  if (status >= 400 && status < 500) return new GatewayProblem('REQUEST_INVALID', error.code, status);
  return new GatewayProblem('INTERNAL', 'internal error');
}
