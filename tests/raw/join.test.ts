/** Promises of joining: the small segments of a pass become few, and no record, count or checkpoint is another for it. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ManifestEntry } from '../../warehouse/contracts/raw.ts';
import { joinCommits } from '../../warehouse/raw/join.ts';
import { filesBelow } from '../support/exports.ts';
import { allOf, freshDir, open, passOptions, record } from './support.ts';

/** A pass of one commit a page; its commits in order. */
async function pages(dir: string, sizes: readonly number[]) {
  const raw = await open(dir);
  const commits: ManifestEntry[] = [];
  await using pass = raw.beginPass(passOptions());
  let id = 0;
  for (const [i, size] of sizes.entries()) {
    await pass.write(Array.from({ length: size }, () => record(String(id++), { page: i })));
    commits.push(await pass.commit({ page: i }, { rejected: 1 }));
  }
  commits.push(await pass.end({ outcome: 'ok', asked: { left: 0 }, cursor: { page: 'end' } }));
  return { raw, commits };
}

test('whatever the pages, the records stay, in order, in one segment of one commit with the counts of all', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 6 }), async (sizes) => {
      const dir = await freshDir();
      const { raw, commits } = await pages(dir, sizes);
      const before = await allOf(raw);
      const entry = await joinCommits(raw, commits);
      for (const store of [raw, await open(dir)]) {
        expect(await allOf(store)).toEqual(before);
        expect(store.entries()).toEqual([entry]);
        expect(store.checkpoint(entry.source_id)).toEqual({ page: 'end' });
      }
      expect(entry.segments.length).toBe(before.length === 0 ? 0 : 1);
      expect(entry.counts).toEqual({
        got: before.length + sizes.length,
        sealed: before.length,
        rejected: sizes.length,
        forgotten: 0,
      });
      // Nothing else is left behind.
      expect(filesBelow(join(dir, 'raw')).length).toBe(1 + entry.segments.length);
    }),
    { numRuns: 25 },
  );
});

test('a joining that was cut right after its entry was in place counts nothing twice, and sweeping ends it', async () => {
  const dir = await freshDir();
  const { raw, commits } = await pages(dir, [2, 3]);
  const manifest = join(dir, 'raw', 'manifest');
  const segment = (await readFile(raw.pathOf(commits[0]!.segments[0]!))).toString('base64');
  const old = await readFile(join(manifest, `${commits[0]!.run}.0.json`), 'utf8');
  const before = await allOf(raw);
  await joinCommits(raw, commits);
  // As if neither the first page's entry nor its segment had been removed yet.
  await writeFile(join(manifest, `${commits[0]!.run}.0.json`), old);
  await writeFile(raw.pathOf(commits[0]!.segments[0]!), Buffer.from(segment, 'base64'));
  const again = await open(dir);
  expect(await allOf(again)).toEqual(before);
  await again.sweep();
  expect(await readdir(manifest)).toHaveLength(1);
  expect(filesBelow(join(dir, 'raw'))).toHaveLength(2);
  expect(await allOf(await open(dir))).toEqual(before);
});

test('a torn page is not joined: the commits stay as they are', async () => {
  const dir = await freshDir();
  const { raw, commits } = await pages(dir, [2, 3]);
  await writeFile(raw.pathOf(commits[1]!.segments[0]!), 'torn');
  await expect(joinCommits(raw, commits)).rejects.toThrow('torn or altered');
  expect((await open(dir)).entries()).toHaveLength(3);
});
