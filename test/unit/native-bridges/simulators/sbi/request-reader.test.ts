import { expect, test } from 'vitest';
import { readRequest } from '../../../../../native-bridges/simulators/sbi/request-reader.ts';

const request = (lengthLine: string, body: string) =>
  Buffer.from(`RCAPTURE /capture HTTP/1.1\r\nHost: 127.0.0.1\r\n${lengthLine}\r\n\r\n${body}`);

test.each([
  ['Content-Length: 2', true, true],
  ['content-length: 2', true, true],
  ['CONTENT-LENGTH: 2', true, false],
  ['Content-Length:2', true, false],
  ['CONTENT-LENGTH:2', false, true],
  ['Transfer-Encoding: chunked', true, false],
  ['Transfer-Encoding: chunked', false, false],
])('%s: a strict service (%s) reads it: %s', (lengthLine, strict, isRead) => {
  const expected = isRead ? { verb: 'RCAPTURE', path: '/capture', body: '{}' } : 'malformed';
  expect(readRequest(request(lengthLine, '{}'), strict)).toEqual(expected);
});

test('it waits for the rest, and a strict service waits for ever where bytes were counted instead of characters', () => {
  expect(readRequest(request('Content-Length: 3', '{}'), true)).toBeNull();
  expect(readRequest(Buffer.from('RCAPTURE /cap'), true)).toBeNull();
  const ñ = Buffer.from('ñ');
  expect(readRequest(request(`Content-Length: ${ñ.length}`, 'ñ'), true)).toBeNull();
  expect(readRequest(request(`Content-Length: ${ñ.length}`, 'ñ'), false)).toMatchObject({ verb: 'RCAPTURE' });
});

test('what is no request, or too long, is malformed', () => {
  expect(readRequest(Buffer.from('\x16\x03\x01\r\n\r\n'), true)).toBe('malformed');
  expect(readRequest(Buffer.alloc(70_000, 'a'), true)).toBe('malformed');
});
