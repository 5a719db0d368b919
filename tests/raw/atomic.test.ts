/** Promises of single-file changes: the old whole or the new whole, and nothing left beside it. */
import { mkdir, readdir, readFile, readlink, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readdirIfAny, removeTemps, symlinkAtomic, tempPath, writeFileAtomic } from '../../warehouse/atomic.ts';
import { freshDir } from './support.ts';

test('a file is written with its folders and mode, replaced whole, and no temporary file stays', async () => {
  const dir = await freshDir();
  const path = join(dir, 'a', 'b.json');
  await writeFileAtomic(path, 'old', { mode: 0o600 });
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  await writeFileAtomic(path, Buffer.from('new'));
  expect(await readFile(path, 'utf8')).toBe('new');
  expect(await readdir(join(dir, 'a'))).toEqual(['b.json']);
});

test('readers of a file that is rewritten again and again never see a part of it', async () => {
  const path = join(await freshDir(), 'f');
  const versions = ['a', 'b'].map((letter) => letter.repeat(200_000));
  await writeFileAtomic(path, versions[0]!);
  let isDone = false;
  const writing = (async () => {
    for (let i = 0; i < 30; i++) await writeFileAtomic(path, versions[i % 2]!);
    isDone = true;
  })();
  while (!isDone) expect(versions.includes(await readFile(path, 'utf8'))).toBe(true);
  await writing;
});

test('a failed write leaves the old file and no temporary one', async () => {
  const dir = await freshDir();
  await mkdir(join(dir, 'taken'));
  await writeFile(join(dir, 'taken', 'x'), '');
  await expect(writeFileAtomic(join(dir, 'taken'), 'new')).rejects.toThrow();
  expect(await readdir(dir)).toEqual(['taken']);
});

test('a symlink moves without ever being missing and keeps a relative target', async () => {
  const dir = await freshDir();
  await symlinkAtomic('one', join(dir, 'current'));
  let isDone = false;
  const moving = (async () => {
    for (let i = 0; i < 50; i++) await symlinkAtomic(i % 2 ? 'one' : 'two', join(dir, 'current'));
    isDone = true;
  })();
  while (!isDone) expect(['one', 'two']).toContain(await readlink(join(dir, 'current')));
  await moving;
  expect(await readdir(dir)).toEqual(['current']);
});

test('temporary files of killed writers are found at any depth, other hidden files stay', async () => {
  const dir = await freshDir();
  await mkdir(join(dir, 'a', 'b'), { recursive: true });
  await writeFile(tempPath(join(dir, 'a', 'b', 'f')), 'half');
  await writeFile(join(dir, 'a', '.keep'), '');
  expect(await removeTemps(dir)).toBe(1);
  expect(await readdir(join(dir, 'a', 'b'))).toEqual([]);
  expect(await readdir(join(dir, 'a'))).toEqual(['.keep', 'b']);
  expect(await readdirIfAny(join(dir, 'none'))).toEqual([]);
});
