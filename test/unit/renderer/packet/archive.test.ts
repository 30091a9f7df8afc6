import { describe, expect, test } from 'vitest';
import { buildArchive } from '../../../../renderer/packet/archive.ts';
import { readStoredZip } from '../../../siak-gateway/examination/stored-zip.ts';

const text = (content: string) => new TextEncoder().encode(content);

describe('the archive', () => {
  const files = [
    { name: 'manifest.json', bytes: text('{}') },
    { name: 'fingers/right-index.pgm', bytes: text('P5') },
    { name: 'audit.jsonl', bytes: text('') },
  ];

  test('the same files give the same bytes, whenever they are packed', () => {
    expect(buildArchive(files)).toEqual(buildArchive(files));
  });

  test('the centre’s strict reader takes it: stored, in order, nothing besides', () => {
    const entries = readStoredZip(buildArchive(files));
    expect([...entries.keys()]).toEqual(files.map(({ name }) => name));
    for (const { name, bytes } of files) expect(Buffer.from(entries.get(name)!)).toEqual(Buffer.from(bytes));
  });
});
