/** Promises of sealing and reading: what was written is read, in order, whatever the cutting; nothing else is raw. */

import { hash } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PayloadError } from '../../warehouse/contracts/errors.ts';
import { rawEnvelope } from '../../warehouse/contracts/raw.ts';
import { appendRecords, PUBLICATIONS_SOURCE } from '../../warehouse/raw/append.ts';
import { parseEnvelope, payloadText } from '../../warehouse/raw/envelope.ts';
import { readLines } from '../../warehouse/raw/reader.ts';
import { allOf, freshDir, open, passOptions, RUN, record, seal } from './support.ts';

describe('sealing and reading', () => {
  test('any records come back in order, whatever the batches, rotation and commits', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.array(fc.record({ id: fc.string({ minLength: 1, unit: 'binary' }), payload: fc.jsonValue() }), {
            maxLength: 8,
          }),
          { maxLength: 8 },
        ),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 400 }),
        fc.array(fc.boolean(), { maxLength: 8 }),
        async (batches, rotateRecords, rotateBytes, commits) => {
          const dir = await freshDir();
          const raw = await open(dir);
          await using pass = raw.beginPass(passOptions({ rotateRecords, rotateBytes }));
          for (const [i, batch] of batches.entries()) {
            await pass.write(batch.map(({ id, payload }) => record(id, payload)));
            if (commits[i] === true) await pass.commit({ batch: i });
          }
          await pass.end({ outcome: 'ok', asked: {} });
          const read = await allOf(await open(dir));
          expect(read.map(({ id, payload }) => ({ id, payload }))).toEqual(
            batches.flat().map(({ id, payload }) => ({ id, payload: JSON.parse(JSON.stringify(payload)) as unknown })),
          );
          expect(read.map(({ seq }) => seq)).toEqual(read.map((_, i) => i));
        },
      ),
      { numRuns: 25 },
    );
  });

  test('U+2028, U+0085, carriage returns, NUL, lone surrogates and raw line feeds between tokens survive', async () => {
    const raw = await open(await freshDir());
    const nasty = 'a\u2028b\u2029c\u0085d\re\u0000f\ud800g\udc00h\nüé真';
    const unescaped = '{"text":"x\u2028\u0085\ud800y",\n "n": 1.0}';
    await seal(raw, [record(nasty, { text: nasty }), record('2', null, { payloadJson: unescaped })]);
    const [first, second] = await allOf(raw);
    expect(first).toMatchObject({ id: nasty, payload: { text: nasty } });
    expect(second?.payload).toEqual({ text: 'x\u2028\u0085\ud800y', n: 1 });
  });

  test('the payload text stands in the line untouched and its hash is that of the text', async () => {
    const raw = await open(await freshDir());
    const payloadJson = '{"n":12345678901234567890.10,"s":"\\u771f","payload":"\\",\\"payload\\":"}';
    await seal(raw, [record('","payload":', null, { payloadJson })]);
    const { batches } = await readLines(raw.dir, raw.segments()[0]!.ref);
    const line = (await batches.next()).value![0]!;
    expect(payloadText(line)).toBe(payloadJson);
    expect(parseEnvelope(line).sha256).toBe(hash('sha256', payloadJson));
  });

  test('lines longer than any buffer are read whole', async () => {
    const raw = await open(await freshDir());
    const text = '真香'.repeat(700_000);
    await seal(raw, [record('1'), record('2', { text }), record('3')]);
    const read = await allOf(raw);
    expect(read.map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect((read[1]!.payload as { text: string }).text === text).toBe(true);
  });

  test('segments of the same records have the same bytes, however they came in batches', async () => {
    const records = Array.from({ length: 3000 }, (_, i) => record(String(i), { text: `面霜 ${i} `.repeat(30) }));
    const hashes = new Set<string>();
    for (const size of [1, 7, 3000]) {
      const raw = await open(await freshDir());
      await using pass = raw.beginPass(passOptions());
      for (let at = 0; at < records.length; at += size) await pass.write(records.slice(at, at + size));
      const entry = await pass.end({ outcome: 'ok', asked: {} });
      hashes.add(entry.segments.map(({ sha256 }) => sha256).join());
    }
    expect(hashes.size).toBe(1);
  });

  test('the header carries the context of the pass', async () => {
    const raw = await open(await freshDir());
    await seal(raw, [record('1')], { context: { fields: { text: '正文' } } });
    const { ref } = raw.segments()[0]!;
    expect((await readLines(raw.dir, ref)).header.context).toEqual({ fields: { text: '正文' } });
  });

  test('the fast check of a line accepts exactly what the schema accepts', () => {
    const good = {
      schema: 1,
      platform: 'weibo',
      kind: 'post',
      id: '1',
      parent_id: null,
      request_url: null,
      collector: 'c',
      collector_version: 1,
      source_id: 's',
      run: RUN,
      seq: 0,
      fetched_at: 1,
      sha256: 'a'.repeat(64),
      payload: {},
    };
    const value = fc.oneof(
      fc.constantFrom(
        null,
        undefined,
        '',
        'Bad Slug',
        'ok',
        -1,
        0,
        1.5,
        2,
        1e300,
        'A'.repeat(64),
        'b'.repeat(64),
        'x\n',
      ),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(good)), value, (key, changed) => {
        const json = JSON.stringify({ ...good, [key]: changed });
        const wanted = rawEnvelope.safeParse(JSON.parse(json)).success && 'payload' in (JSON.parse(json) as object);
        let accepted = true;
        try {
          parseEnvelope(json);
        } catch (error) {
          expect(error).toBeInstanceOf(PayloadError);
          accepted = false;
        }
        expect(accepted).toBe(wanted);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('commits', () => {
  test('nothing is part of raw before its commit, and an aborted pass leaves no file', async () => {
    const dir = await freshDir();
    const raw = await open(dir);
    const pass = raw.beginPass(passOptions({ rotateRecords: 2 }));
    await pass.write([record('1'), record('2'), record('3')]);
    expect(raw.segments()).toEqual([]);
    expect((await open(dir)).segments()).toEqual([]);
    await pass.abort();
    expect((await readdir(dir, { recursive: true })).filter((name) => name.includes('jsonl'))).toEqual([]);
  });

  test('abort keeps what was committed, and the checkpoint is that of the newest commit', async () => {
    const dir = await freshDir();
    const raw = await open(dir);
    const pass = raw.beginPass(passOptions());
    await pass.write([record('1')]);
    await pass.commit({ page: 1 }, { rejected: 2 });
    await pass.write([record('2')]);
    await pass.abort();
    const again = await open(dir);
    expect((await allOf(again)).map(({ id }) => id)).toEqual(['1']);
    expect(again.checkpoint('shop')).toEqual({ page: 1 });
    expect(again.checkpoint('other')).toBeNull();
    expect(again.entries()).toMatchObject([{ commit: 0, outcome: null, counts: { got: 3, sealed: 1, rejected: 2 } }]);
  });

  test('sources of one run number their commits together and do not get in each other’s way', async () => {
    const dir = await freshDir();
    const raw = await open(dir);
    const names = ['a', 'b', 'c', 'd'];
    await Promise.all(names.map((sourceId) => seal(raw, [record(sourceId)], { sourceId })));
    await seal(raw, [record('a2')], { sourceId: 'a' });
    const again = await open(dir);
    expect(again.entries().map(({ commit }) => commit)).toEqual([0, 1, 2, 3, 4]);
    expect((await allOf(again)).map(({ id }) => id).sort()).toEqual(['a', 'a2', 'b', 'c', 'd']);
  });

  test('people who asked to be forgotten are refused and counted', async () => {
    const raw = await open(await freshDir());
    const records = [record('1', {}, { authorId: 'u1' }), record('2', {}, { authorId: 'u2' }), record('3')];
    const entry = await seal(raw, records, { isForgotten: (platform, id) => platform === 'weibo' && id === 'u1' });
    expect(entry.counts).toEqual({ got: 3, sealed: 2, rejected: 0, forgotten: 1 });
    expect((await allOf(raw)).map(({ id }) => id)).toEqual(['2', '3']);
  });

  test('the entry says from when to when and on which platforms records were seen', async () => {
    const raw = await open(await freshDir());
    const records = [record('1', {}, { observedAt: 30 }), record('2', {}, { observedAt: -5, platform: 'bluesky' })];
    expect(await seal(raw, records)).toMatchObject({
      observed_from: -5,
      observed_to: 30,
      platforms: ['bluesky', 'weibo'],
    });
    expect(await seal(raw, [], { sourceId: 'none' })).toMatchObject({ observed_from: null, segments: [] });
  });

  test.each(['manifest', 'set_aside', 'forgetting', '../x', 'A', ''])(
    'a source cannot be called %j',
    async (sourceId) => {
      const raw = await open(await freshDir());
      expect(() => raw.beginPass(passOptions({ sourceId }))).toThrow(/cannot be used/u);
    },
  );

  test('a record without id or with an impossible platform is refused with a message', async () => {
    const raw = await open(await freshDir());
    await expect(seal(raw, [record('')])).rejects.toThrow(/without id/u);
    await expect(seal(raw, [record('1', {}, { platform: '../x' })])).rejects.toThrow(/platform/u);
    expect(raw.segments()).toEqual([]);
  });

  test('records of koc itself have ids that depend on their content only', async () => {
    const raw = await open(await freshDir());
    const append = (run: string, records: object[]) =>
      appendRecords(raw, {
        run,
        sourceId: PUBLICATIONS_SOURCE,
        kind: 'publication',
        records,
        asked: { as_of: '2026-11-16' },
      });
    await append('20261116T070000Z-aaaaaa', [{ rank: 1, index: 2 }]);
    const entry = await append('20261123T070000Z-bbbbbb', [
      { index: 2, rank: 1 },
      { index: 3, rank: 2 },
    ]);
    const ids = (await allOf(raw)).map(({ id }) => id);
    expect(ids[0]).toBe(ids[1]);
    expect(new Set(ids).size).toBe(2);
    expect(entry?.asked).toEqual({ as_of: '2026-11-16' });
    expect((await append('20261130T070000Z-cccccc', []))?.counts.sealed).toBe(0);
  });
});

test('sweeping removes what no entry names and nothing else', async () => {
  const dir = await freshDir();
  const raw = await open(dir);
  await seal(raw, [record('1')]);
  const folder = join(raw.dir, 'shop', RUN);
  await writeFile(join(folder, '00001.jsonl.zst.part'), 'half');
  await writeFile(join(folder, '00002.jsonl.zst'), 'sealed, not named');
  await writeFile(join(folder, 'notes.txt'), 'not ours');
  await mkdir(join(raw.dir, 'gone', RUN), { recursive: true });
  await writeFile(join(raw.dir, 'gone', RUN, '00000.jsonl.zst.part'), '');
  await writeFile(join(raw.dir, 'manifest', `.${RUN}.7.json.1-0-1.tmp`), '{');
  expect(await raw.sweep()).toEqual({ parts: 2, segments: 1, temps: 1, setAside: 0 });
  expect((await readdir(folder)).sort()).toEqual(['00000.jsonl.zst', 'notes.txt']);
  expect(await raw.sweep()).toEqual({ parts: 0, segments: 0, temps: 0, setAside: 0 });
  expect((await allOf(await open(dir))).map(({ id }) => id)).toEqual(['1']);
});

test('sweeping leaves a pass alone that is being written', async () => {
  const raw = await open(await freshDir());
  const pass = raw.beginPass(passOptions());
  await pass.write([record('1')]);
  await raw.sweep();
  await pass.end({ outcome: 'ok', asked: {} });
  expect((await allOf(raw)).length).toBe(1);
});
