import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeLibraryLinks } from './library-links.js';

test('missing links between libraries are made, existing ones stay, a package without a list needs none', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'kerege-links-'));
  const native = join(folder, 'native');
  mkdirSync(join(native, 'lib'), { recursive: true });
  writeFileSync(join(native, 'lib', 'libx.so.1.2'), 'library');
  await makeLibraryLinks(native);
  const entry = (name: string) => ({ source: 'native/lib/libx.so.1.2', target: `native/lib/${name}` });
  writeFileSync(join(native, 'pg-symlinks.json'), JSON.stringify([entry('libx.so'), entry('libx.so.1')]));
  await makeLibraryLinks(native);
  await makeLibraryLinks(native);
  for (const name of ['libx.so', 'libx.so.1']) expect(readFileSync(join(native, 'lib', name), 'utf8')).toBe('library');
  rmSync(folder, { recursive: true });
});
