/** Promises about bad files: each is told and set aside, none is half-read, and the good ones go on. */

import { hash } from 'node:crypto';
import { copyFile, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { IntegrityError } from '../../warehouse/contracts/errors.ts';
import { readSegment } from '../../warehouse/raw/reader.ts';
import type { RawStore } from '../../warehouse/raw/store.ts';
import { allOf, collected, freshDir, open, RUN, record, rememberingLog, seal } from './support.ts';

const LATER = '20261123T070000Z-3f9a1d';

async function threeSegments(dir: string): Promise<RawStore> {
  const raw = await open(dir);
  const records = Array.from({ length: 300 }, (_, i) => record(String(i), { text: `第${i}次回购 ${Math.sin(i)}` }));
  await seal(raw, records, { rotateRecords: 100 });
  return raw;
}

const DAMAGES: Record<string, (path: string) => Promise<void>> = {
  'a torn tail': async (path) => truncate(path, (await readFile(path)).byteLength - 7),
  'a frame cut to its first bytes': async (path) => truncate(path, 9),
  'an empty file': async (path) => truncate(path, 0),
  'a flipped bit': async (path) => {
    const bytes = await readFile(path);
    bytes[bytes.byteLength >> 1]! ^= 4;
    await writeFile(path, bytes);
  },
  'bytes behind the end': async (path) => writeFile(path, Buffer.concat([await readFile(path), Buffer.from('x')])),
  'a file that is missing': async (path) => rm(path),
};

describe.each(Object.entries(DAMAGES))('%s', (_name, damage) => {
  test('gives IntegrityError before a single record', async () => {
    const raw = await threeSegments(await freshDir());
    const { ref } = raw.segments()[1]!;
    await damage(raw.pathOf(ref));
    await expect(readSegment(raw.dir, ref)).rejects.toThrow(IntegrityError);
  });

  test('is set aside with a reason and a warning, once, and the others count', async () => {
    const dir = await freshDir();
    const before = await threeSegments(dir);
    const { ref } = before.segments()[1]!;
    await damage(before.pathOf(ref));
    const log = rememberingLog();
    const raw = await open(dir, log);
    expect((await collected(raw.verify())).length).toBe(2);
    expect(raw.segments().map(({ ref: { path } }) => path)).not.toContain(ref.path);
    expect(raw.setAsideSegments().map((segment) => segment.ref.path)).toEqual([ref.path]);
    expect(log.said.filter(({ level }) => level === 'warn').length).toBe(1);
    const aside = await readdir(join(raw.dir, 'set_aside'));
    expect(aside).toContain(`shop~${RUN}~00001.jsonl.zst.reason.json`);

    const again = await open(dir, log);
    expect((await allOf(again)).length).toBe(200);
    expect((await collected(again.verify())).length).toBe(2);
    await again.sweep();
    expect(log.said.filter(({ level }) => level === 'warn').length).toBe(1);
  });
});

test('a segment put back from a backup counts again', async () => {
  const dir = await freshDir();
  const raw = await threeSegments(dir);
  const path = raw.pathOf(raw.segments()[0]!.ref);
  await copyFile(path, join(dir, 'backup'));
  await truncate(path, 20);
  await collected(raw.verify());
  expect((await allOf(await open(dir))).length).toBe(200);
  await copyFile(join(dir, 'backup'), path);
  await collected((await open(dir)).verify());
  expect((await allOf(await open(dir))).length).toBe(300);
});

test('verify can be limited to the segments that are asked for', async () => {
  const raw = await threeSegments(await freshDir());
  for (const { ref } of raw.segments()) await truncate(raw.pathOf(ref), 5);
  expect(await collected(raw.verify(({ ref }) => ref.path.endsWith('00002.jsonl.zst')))).toEqual([]);
  expect(raw.segments().length).toBe(2);
});

test('a well-hashed line of the wrong shape is left out where the reader listens, and an error where it does not', async () => {
  const raw = await threeSegments(await freshDir());
  const { ref } = raw.segments()[0]!;
  const header = {
    schema: 1,
    segment: 'koc.raw',
    source_id: 'shop',
    collector: 'c',
    collector_version: 1,
    run: RUN,
    part: 0,
    context: {},
  };
  const bytes = zstdCompressSync(`${JSON.stringify(header)}\n{"schema":1}\nnot json\n`);
  await writeFile(raw.pathOf(ref), bytes);
  const forged = { ...ref, sha256: hash('sha256', bytes) };
  const bad: number[] = [];
  const { batches } = await readSegment(raw.dir, forged, (line) => bad.push(line));
  expect((await collected(batches)).flat()).toEqual([]);
  expect(bad).toEqual([1, 2]);
  await expect(collected((await readSegment(raw.dir, forged)).batches)).rejects.toThrow(IntegrityError);
});

describe('manifest', () => {
  test.each(['', '{"schema":1', 'null', '{"schema":1,"run":"x"}', '\u0000\u0000'])(
    'an entry holding %j is told and the others count; its segments are kept aside, not deleted',
    async (garbage) => {
      const dir = await freshDir();
      const first = await threeSegments(dir);
      await seal(first, [record('later')], { run: LATER });
      await writeFile(join(first.dir, 'manifest', `${RUN}.0.json`), garbage);
      const log = rememberingLog();
      const raw = await open(dir, log);
      expect((await allOf(raw)).map(({ id }) => id)).toEqual(['later']);
      expect(log.said).toMatchObject([{ level: 'warn', facts: { file: `${RUN}.0.json` } }]);
      expect((await raw.sweep()).setAside).toBe(4);
      expect((await readdir(join(raw.dir, 'set_aside'))).length).toBe(4);
      expect((await open(dir)).broken()).toEqual([]);
      await seal(raw, [record('again')], { run: RUN });
      expect((await allOf(await open(dir))).map(({ id }) => id)).toEqual(['again', 'later']);
    },
  );

  test('an entry that names files outside of raw, or is copied under another name, is not believed', async () => {
    const dir = await freshDir();
    const raw = await threeSegments(dir);
    const file = join(raw.dir, 'manifest', `${RUN}.0.json`);
    const entry = await readFile(file, 'utf8');
    await writeFile(join(raw.dir, 'manifest', `${LATER}.0.json`), entry);
    await writeFile(
      join(raw.dir, 'manifest', `${LATER}.1.json`),
      entry.replaceAll(RUN, LATER).replace('"commit": 0', '"commit": 1').replaceAll(`shop/${LATER}`, '../../shop'),
    );
    const again = await open(dir);
    expect(again.broken().length).toBe(2);
    expect((await allOf(again)).length).toBe(300);
  });

  test('an entry of a newer version stops everything, with a hint, before anything is lost', async () => {
    const dir = await freshDir();
    const raw = await threeSegments(dir);
    await writeFile(join(raw.dir, 'manifest', `${LATER}.0.json`), '{"schema":2}');
    await expect(open(dir)).rejects.toThrow(/newer koc/u);
  });
});
