import { chmod, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder, load } from './support.ts';

const FILES = { 'koc.yaml': 'version: 1\nbrands: [{ id: a }]\n' };
const KEY = 'ab'.repeat(32);

async function withRecords(dir: string): Promise<void> {
  await mkdir(join(dir, 'raw', 'manifest'), { recursive: true });
  await writeFile(join(dir, 'raw', 'manifest', 'run.0.json'), '{}');
}

test('reading makes no key, and using one that is not there is told', async () => {
  const dir = await folder(FILES);
  const ws = await load(dir);
  expect(ws.keySource).toBe('none');
  expect(ws.key).toBeNull();
  expect(() => ws.pseudonymise('weibo:1')).toThrow('no pseudonym key yet');
  await expect(stat(join(dir, '.koc'))).rejects.toThrow('ENOENT');
});

test('the first writing verb makes a private random key, and later ones keep it', async () => {
  const dir = await folder(FILES);
  const first = await load(dir, { createKey: true });
  const path = join(dir, '.koc', 'key');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readFile(path, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/u);
  const second = await load(dir, { createKey: true });
  expect(second.pseudonymise('weibo:1')).toBe(first.pseudonymise('weibo:1'));
  expect((await load(dir)).keySource).toBe('file');
});

test('KOC_PSEUDONYM_KEY comes before the file and leaves no key on disk', async () => {
  const dir = await folder(FILES);
  const ws = await load(dir, { createKey: true, env: { KOC_PSEUDONYM_KEY: KEY } });
  expect(ws.keySource).toBe('env');
  expect(Buffer.from(ws.key!).toString('hex')).toBe(KEY);
  await expect(stat(join(dir, '.koc', 'key'))).rejects.toThrow('ENOENT');
  expect(await readFile(join(dir, '.koc', 'key.check'), 'utf8')).not.toContain(KEY.slice(0, 16));
});

test('a workspace with records never gets a second key', async () => {
  const dir = await folder(FILES);
  await load(dir, { createKey: true });
  await withRecords(dir);
  await rm(join(dir, '.koc', 'key'));
  await expect(load(dir, { createKey: true })).rejects.toMatchObject({ exitCode: 2 });
  await expect(load(dir, { createKey: true, env: { KOC_PSEUDONYM_KEY: KEY } })).rejects.toThrow('not the one');
});

test('all but raw, config and key may be deleted: the key still fits', async () => {
  const dir = await folder(FILES);
  const before = await load(dir, { createKey: true });
  await withRecords(dir);
  await rm(join(dir, '.koc', 'key.check'));
  const after = await load(dir, { createKey: true });
  expect(after.pseudonymise('weibo:1')).toBe(before.pseudonymise('weibo:1'));
});

test('a short key is refused without being repeated', async () => {
  const dir = await folder(FILES);
  const refused = load(dir, { env: { KOC_PSEUDONYM_KEY: 'hunter2' } });
  await expect(refused).rejects.toThrow('too short');
  await expect(refused).rejects.not.toThrow('hunter2');
});

test('a key that others may read is made private again, and said', async () => {
  const dir = await folder(FILES);
  await load(dir, { createKey: true });
  await chmod(join(dir, '.koc', 'key'), 0o644);
  expect((await load(dir)).warnings.join()).toContain('0600');
  expect((await stat(join(dir, '.koc', 'key'))).mode & 0o777).toBe(0o600);
});
