import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { fromJSONSchema } from 'zod';
import * as z from 'zod/mini';

type Json = Record<string, unknown>;

/** The parts of the OpenAPI document that the tests read. */
const schemaMap = z.record(z.string(), z.record(z.string(), z.unknown()));
const response = z.object({
  content: z.optional(z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) }))),
});
const operation = z.looseObject({
  operationId: z.string(),
  responses: z.record(z.string(), z.union([z.object({ $ref: z.string() }), z.looseObject(response.shape)])),
});
const description = z.looseObject({
  openapi: z.string(),
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.looseObject({ schemas: schemaMap, responses: z.record(z.string(), z.looseObject(response.shape)) }),
});

/** `openapi.json` beside the gateway. */
export const apiDescription = description.parse(
  JSON.parse(readFileSync(new URL('../../../siak-gateway/openapi.json', import.meta.url), 'utf8')),
);

const METHODS = ['get', 'head', 'post', 'patch', 'options', 'put', 'delete'];

/** `POST /v1/packets` and so on, as documented. */
export const documentedOperations: readonly string[] = Object.entries(apiDescription.paths).flatMap(([path, item]) =>
  METHODS.filter((method) => method in item).map((method) => `${method.toUpperCase()} ${path}`),
);

/** The part of the document with every `$ref` replaced by what it names. */
export function resolved(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(resolved);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $ref: reference } = schema as Json;
  if (typeof reference === 'string') {
    const [, section, name] = /^#\/components\/(schemas|responses)\/(\w+)$/.exec(reference) ?? [];
    const target = section && name && apiDescription.components[section as 'schemas' | 'responses'][name];
    if (!target) throw new RangeError(`dangling reference ${reference}`);
    return resolved(target);
  }
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, resolved(value)]));
}

export interface AnswerToCheck {
  readonly method: string;
  /** Path with query, as sent. */
  readonly path: string;
  readonly status: number;
  readonly contentType: string | undefined;
  readonly body: Buffer;
}

/** Fails the test where an answer is not one that the document promises: path, method, status, media type, shape. */
export function expectDocumented({ method, path, status, contentType, body }: AnswerToCheck): void {
  const plain = path.split('?')[0]!.replace(/^(\/v1\/packets\/).+$/, '$1{packetId}');
  const item = apiDescription.paths[plain];
  // Paths that do not exist are asked for as well; their answer is a problem like any other.
  if (!item) {
    expectProblem(status, contentType, body);
    return;
  }
  const { responses } = operation.parse(item[method.toLowerCase()]);
  const named = responses[String(status)];
  expect(named, `${method} ${plain} answers ${status}, which is not documented`).toBeDefined();
  const reference = (named as { $ref?: string }).$ref;
  const promised = reference ? apiDescription.components.responses[reference.split('/').at(-1)!] : named;
  const content = response.parse(promised).content ?? {};
  if (method === 'HEAD' || Object.keys(content).length === 0) {
    expect(body).toHaveLength(0);
    return;
  }
  const mediaType = (contentType ?? '').split(';')[0]!;
  expect(Object.keys(content), `${method} ${plain} ${status}`).toContain(mediaType);
  if (!mediaType.includes('json')) return;
  expectShape(content[mediaType]!.schema, body);
}

function expectProblem(status: number, contentType: string | undefined, body: Buffer): void {
  expect(status).toBe(404);
  expect(contentType).toContain('application/problem+json');
  expectShape(apiDescription.components.schemas.Problem, body);
}

function expectShape(schema: unknown, body: Buffer): void {
  const shape = fromJSONSchema(resolved(schema) as Parameters<typeof fromJSONSchema>[0]);
  expect(shape.safeParse(JSON.parse(body.toString())).error).toBeUndefined();
}
