import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FileKeyStore } from './file-key-store.js';

describe('the key store on files', () => {
  const master = randomBytes(32);
  let folder: string;
  let store: FileKeyStore;
  const segmentFiles = async () => (await readdir(folder)).filter((name) => name.startsWith('keys-'));
  const firstFile = async () => join(folder, (await segmentFiles())[0] ?? '');

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'kerege-keys-'));
    store = await FileKeyStore.open(folder, master);
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('gives keys back to another process with the same master key', async () => {
    const keys = await store.create(3);
    const other = await FileKeyStore.open(folder, master);
    expect(await other.read(keys.map(({ slot }) => slot))).toEqual(new Map(keys.map(({ slot, key }) => [slot, key])));
    await other.close();
  });

  it('holds no key in clear', async () => {
    const [made] = await store.create(1);
    expect((await readFile(await firstFile())).includes(made?.key ?? '')).toBe(false);
  });

  it('never gives one slot to two processes that write at once', async () => {
    const others = await Promise.all([1, 2, 3].map(() => FileKeyStore.open(folder, master)));
    const batches = await Promise.all([store, ...others].flatMap((s) => [s.create(5), s.create(7)]));
    const slots = batches.flat().map(({ slot }) => slot);
    expect(new Set(slots).size).toBe(4 * 12);
    const read = await store.read(slots);
    for (const { slot, key } of batches.flat()) expect(read.get(slot)).toEqual(key);
    await Promise.all(others.map((other) => other.close()));
  });

  it('overwrites a destroyed key in the file', async () => {
    const keys = await store.create(2);
    const [gone, kept] = keys.map(({ slot }) => slot) as [number, number];
    const before = (await readFile(await firstFile())).subarray(0, 64);
    await store.destroy([gone]);
    expect([...(await store.read([gone, kept])).keys()]).toEqual([kept]);
    const after = await readFile(await firstFile());
    expect(after.includes(before)).toBe(false);
    expect(after.subarray(0, 64).every((byte) => byte === 0)).toBe(true);
  });

  it('refuses another master key', async () => {
    await store.create(1);
    await expect(FileKeyStore.open(folder, randomBytes(32))).rejects.toMatchObject({ code: 'key-store-tampered' });
  });

  it('refuses a record that was changed or moved to another slot', async () => {
    const slots = (await store.create(2)).map(({ slot }) => slot);
    const bytes = await readFile(await firstFile());
    await writeFile(await firstFile(), Buffer.concat([bytes.subarray(64), bytes.subarray(0, 64)]));
    await expect(store.read(slots)).rejects.toMatchObject({ code: 'key-store-tampered' });
    bytes[20] = (bytes[20] ?? 0) ^ 1;
    await writeFile(await firstFile(), bytes);
    await expect(store.read(slots)).rejects.toMatchObject({ code: 'key-store-tampered' });
  });

  it('refuses a file that is short or gone', async () => {
    const slots = (await store.create(2)).map(({ slot }) => slot);
    await truncate(await firstFile(), 100);
    await expect(store.read(slots)).rejects.toMatchObject({ code: 'key-store-short' });
    await store.close();
    await rm(await firstFile());
    const reopened = FileKeyStore.open(folder, master);
    await expect(reopened.then((s) => s.read(slots))).rejects.toMatchObject({ code: 'key-store-missing' });
  });

  it('makes no key after its folder was removed, although its file is still open', async () => {
    await store.create(1);
    await rm(folder, { recursive: true });
    await expect(store.create(1)).rejects.toMatchObject({ code: 'key-store-missing' });
    await expect(store.check()).rejects.toMatchObject({ code: 'key-store-missing' });
  });

  it('does not take keys without their seal for a new store', async () => {
    await store.create(1);
    await rm(join(folder, 'master.seal'));
    await expect(FileKeyStore.open(folder, master)).rejects.toMatchObject({ code: 'key-store-missing' });
  });
});
