import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openDiagnosticLog } from '../../../../../electron/services/diagnostics/diagnostic-log.ts';
import { temporaryFolder } from '../../../../support/temporary-folder.ts';

const MIB = 1024 * 1024;

function setUp() {
  const profileDir = temporaryFolder();
  const file = join(profileDir, 'logs', 'kiosk.log');
  const lines = () =>
    readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
  return { profileDir, file, lines, log: openDiagnosticLog(profileDir, () => new Date(0)) };
}

describe('diagnostic log', () => {
  test('writes one JSON line for each entry', () => {
    const { log, lines } = setUp();
    log.write({ code: 'SPOOL_DISK_FULL', procedure: 'spool.put', detail: 'ENOSPC' });
    log.write({ code: 'RECEIPT_FORGED', sequence: 17 });
    const at = '1970-01-01T00:00:00.000Z';
    expect(lines()).toEqual([
      { at, code: 'SPOOL_DISK_FULL', procedure: 'spool.put', detail: 'ENOSPC' },
      { at, code: 'RECEIPT_FORGED', sequence: 17 },
    ]);
  });

  test('has no room for anything but codes, numbers and short technical words', () => {
    const { log, lines } = setUp();
    log.write({ code: 'Siti Aminah', procedure: 'Siti Aminah', detail: 'NIK 3273014107900001 «Siti»\n{"code":"X"}' });
    expect(lines()).toEqual([{ at: expect.any(String), code: 'CODE_INVALID', detail: 'NIK # ?Siti????code?:?X??' }]);
    log.write({ code: 'X1', detail: '9'.repeat(15) + '8'.repeat(400) });
    expect(lines()[1].detail).toBe('#');
  });

  test('whatever is written, each line is one JSON object of bounded length', () => {
    const { log, lines } = setUp();
    let written = 0;
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), fc.double(), (detail, code, sequence) => {
        log.write({ code, detail, sequence, procedure: detail });
        written++;
        const last = lines().at(-1);
        expect(lines()).toHaveLength(written);
        expect(JSON.stringify(last).length).toBeLessThan(400);
      }),
      { numRuns: 100 },
    );
  });

  test('turns over at one mebibyte and keeps five files', () => {
    const { profileDir, file, log } = setUp();
    mkdirSync(join(profileDir, 'logs'));
    for (let turn = 0; turn < 7; turn++) {
      log.write({ code: `TURN_${turn}` });
      writeFileSync(file, ' '.repeat(MIB - statSync(file).size - 1), { flag: 'a' });
    }
    log.write({ code: 'TURN_7' });
    const kept = readdirSync(join(profileDir, 'logs')).sort();
    expect(kept).toEqual(['kiosk.1.log', 'kiosk.2.log', 'kiosk.3.log', 'kiosk.4.log', 'kiosk.log']);
    const codes = kept.map((name) => /TURN_\d/.exec(readFileSync(join(profileDir, 'logs', name), 'utf8'))?.[0]);
    expect(codes).toEqual(['TURN_6', 'TURN_5', 'TURN_4', 'TURN_3', 'TURN_7']);
    for (const name of kept) expect(statSync(join(profileDir, 'logs', name)).size).toBeLessThanOrEqual(MIB);
  });

  test('only the owner may read it', () => {
    const { log, file } = setUp();
    log.write({ code: 'X1' });
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('never throws, even where it cannot write', () => {
    const { profileDir, log } = setUp();
    writeFileSync(join(profileDir, 'logs'), 'a file in the way');
    expect(() => log.write({ code: 'X1' })).not.toThrow();
  });
});
