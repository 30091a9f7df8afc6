import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FramingError } from '../../../../native-bridges/framing/framing-error.ts';
import { HttpAnswerParser, type HttpPart } from '../../../../native-bridges/framing/http-answer.ts';
import { inPieces, mutatedLine, randomOf } from '../../../support/frame-fuzz.ts';

const latin1 = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

interface Read {
  readonly status: number | null;
  readonly body: string;
  readonly ended: boolean;
  readonly error: FramingError['reason'] | null;
  readonly ignoredBytes: number;
}

function summary(parts: readonly (HttpPart | FramingError)[], parser: HttpAnswerParser): Read {
  let read: Read = { status: null, body: '', ended: false, error: null, ignoredBytes: parser.ignoredBytes };
  for (const part of parts) {
    // Nothing follows an end or an error.
    expect(read.ended || read.error !== null).toBe(false);
    if (part instanceof FramingError) read = { ...read, error: part.reason };
    else if (part.kind === 'head') read = { ...read, status: part.head.status };
    else if (part.kind === 'body') read = { ...read, body: read.body + textOf(part.bytes) };
    else read = { ...read, ended: true };
  }
  return read;
}

function readAll(pieces: Iterable<Uint8Array>, close = false): Read {
  const parser = new HttpAnswerParser();
  const parts: (HttpPart | FramingError)[] = [];
  for (const piece of pieces) parts.push(...parser.push(piece));
  if (close) parts.push(...parser.close());
  return summary(parts, parser);
}

const read = (text: string, close = false) => readAll([latin1(text)], close);
const whole = (status: number, body: string, ignoredBytes = 0): Read => ({
  status,
  body,
  ended: true,
  error: null,
  ignoredBytes,
});

test.each([
  ['a stated length', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello', whole(200, 'hello')],
  ['CR LF CR LF behind the body', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello\r\n\r\n', whole(200, 'hello', 4)],
  ['an error called OK', 'HTTP/1.1 405 OK\r\ncontent-length:2\r\n\r\n{}', whole(405, '{}')],
  ['no reason phrase', 'HTTP/1.0 500\r\nContent-Length: 0\r\n\r\n', whole(500, '')],
  ['lines without CR', 'HTTP/1.1 200 OK\nContent-Length: 1\n\nx', whole(200, 'x')],
  [
    'chunks, with an extension and a trailer',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n3;a=b\r\nabc\r\nA\r\n0123456789\r\n0\r\nX: y\r\n\r\n!',
    whole(200, 'abc0123456789', 1),
  ],
  [
    'an interim answer before',
    'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx',
    whole(200, 'x'),
  ],
  ['no content', 'HTTP/1.1 204 No Content\r\n\r\n', whole(204, '')],
])('reads %s', (_, text, expected) => {
  expect(read(text)).toEqual(expected);
});

test('without a length the body ends with the connection', () => {
  expect(read('HTTP/1.0 200 OK\r\n\r\nhello')).toMatchObject({ body: 'hello', ended: false, error: null });
  expect(read('HTTP/1.0 200 OK\r\n\r\nhello', true)).toEqual(whole(200, 'hello'));
});

test.each([
  ['HEAD', 'SSH-2.0-OpenSSH_9\r\n'],
  ['HEAD', 'HTTP/2 200 OK\r\n'],
  ['HEAD', 'HTTP/1.1 2000 OK\r\n'],
  ['HEAD', 'HTTP/1.1 200 OK\r\nno colon\r\n'],
  ['HEAD', `HTTP/1.1 200 OK\r\nA: ${'x'.repeat(3_000)}`],
  ['HEAD', `HTTP/1.1 200 OK\r\n${'A: b\r\n'.repeat(65)}`],
  ['LENGTH', 'HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n'],
  ['LENGTH', 'HTTP/1.1 200 OK\r\nContent-Length: 5 5\r\n\r\n'],
  ['LENGTH', 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n'],
  ['LENGTH', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n'],
  ['LENGTH', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n'],
  ['LENGTH', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n'],
])('refuses with %s: %j', (reason, text) => {
  expect(read(text)).toMatchObject({ ended: false, error: reason });
});

test('a connection that is closed too early is no end', () => {
  const text = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello';
  for (let cut = 0; cut < text.length; cut += 1) {
    expect(read(text.slice(0, cut), true)).toMatchObject({ ended: false, error: 'LENGTH' });
  }
});

const answer = (random: () => number): Uint8Array => {
  const body = 'b'.repeat(Math.floor(random() * 60));
  return latin1(
    random() < 0.5
      ? `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`
      : `HTTP/1.1 405 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n`,
  );
};

test('whatever comes, however it is cut: the same answer, in bounds, and no more body than bytes came', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const line = mutatedLine(seed, 4, answer);
      const random = randomOf(seed);
      const cut = readAll(inPieces(line, random), true);
      expect(cut).toEqual(readAll([line], true));
      expect(cut.body.length + cut.ignoredBytes).toBeLessThanOrEqual(line.length);
    }),
    { numRuns: 2_000 },
  );
});
