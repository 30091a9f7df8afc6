import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readRendererFile } from '../../../../../electron/services/renderer-files/renderer-files.ts';
import { temporaryFolder } from '../../../../support/temporary-folder.ts';

const SECRET = 'outside the renderer';

/** A built renderer with a secret beside it, and links that lead to the secret. */
function builtRenderer(): string {
  const folder = temporaryFolder();
  const renderer = join(folder, 'renderer');
  mkdirSync(join(renderer, 'assets'), { recursive: true });
  writeFileSync(join(renderer, 'index.html'), 'the page');
  writeFileSync(join(renderer, 'assets/index-abc.js'), 'the script');
  writeFileSync(join(renderer, 'assets/index-abc.js.map'), 'the sources');
  writeFileSync(join(folder, 'secret.html'), SECRET);
  symlinkSync(join(folder, 'secret.html'), join(renderer, 'link.html'));
  symlinkSync(folder, join(renderer, 'up'));
  return renderer;
}

const read = async (renderer: string, path: string) => {
  const file = await readRendererFile(renderer, path);
  return file && { text: new TextDecoder().decode(file.bytes), ...file.headers };
};

describe('readRendererFile', () => {
  test('serves the page for every screen, and hashed files for ever', async () => {
    const renderer = builtRenderer();
    const page = { text: 'the page', 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' };
    expect(await read(renderer, '/')).toEqual(page);
    expect(await read(renderer, '/antrean/12')).toEqual(page);
    expect(await read(renderer, '/assets/index-abc.js')).toMatchObject({
      text: 'the script',
      'Cache-Control': expect.stringContaining('immutable'),
    });
  });

  test.each([
    '/../secret.html',
    '/assets/../../secret.html',
    '/%2e%2e/secret.html',
    '/..%2fsecret.html',
    '/..%5csecret.html',
    '/link.html',
    '/up/secret.html',
    '/assets/index-abc.js.map',
    '/index.html%00.js',
    '/%zz.html',
    '//etc/hosts.html',
    'index.html',
    '/absent.js',
  ])('serves nothing for %s', async (path) => {
    expect(await readRendererFile(builtRenderer(), path)).toBeNull();
  });

  test('never leaves the folder, whatever the path is made of', async () => {
    const renderer = builtRenderer();
    const piece = fc.constantFrom(
      '..',
      '.',
      '/',
      '\\',
      '%2e',
      '%2f',
      '%5c',
      '%00',
      'up',
      'secret.html',
      'link.html',
      'assets',
      ':',
      '',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
        expect((await read(renderer, `/${pieces.join('')}`))?.text).not.toBe(SECRET);
      }),
    );
  });
});
