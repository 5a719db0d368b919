/** Promises of `koc forget` in raw: no byte of the person is left, nobody else loses anything, and a crash only delays it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { zstdDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { dropDerived, dropOldExports } from '../../warehouse/derived.ts';
import { forgetRaw, forgottenKeys, pendingForgets, settleForget } from '../../warehouse/forget.ts';
import { appendRecords, DECISIONS_SOURCE, PUBLICATIONS_SOURCE } from '../../warehouse/raw/append.ts';
import type { RawStore } from '../../warehouse/raw/store.ts';
import { AUTHOR_KEY, authorOf, HANDLE, ID, NODE, pseudonymise, TEXT } from './person.ts';
import { allOf, collected, freshDir, open, passOptions, RUN, record, rememberingLog, seal } from './support.ts';

const LATER = '20261123T070000Z-3f9a1d';
const LAST = '20261130T070000Z-3f9a1e';
const TRACES = [ID, HANDLE, TEXT, NODE];

/** Three sources: the person among others, others who speak of the person, and what koc itself recorded. */
async function market(dir: string, copies = 1): Promise<RawStore> {
  const raw = await open(dir);
  const post = (id: string, uid: string, name: string, text: string) =>
    record(id, { id, uid, name, text }, { authorId: uid });
  for (let copy = 0; copy < copies; copy++) {
    const lines = Array.from({ length: 40 }, (_, i) =>
      i % 4 === 0
        ? post(i === 0 ? NODE : `note-own-${copy}-${i}`, ID, i === 4 ? `${HANDLE}_old` : HANDLE, `${TEXT}（${i}）`)
        : post(`note-other-${copy}-${i}`, `70010${i}`, `买家${i}`, `普通的一条 ${i}`),
    );
    await seal(raw, lines, { sourceId: `mixed${copy}`, rotateRecords: 15 });
    const replies = Array.from({ length: 20 }, (_, i) =>
      record(
        `reply-${copy}-${i}`,
        {
          id: `reply-${copy}-${i}`,
          uid: `80020${i}`,
          name: `路人${i}`,
          text: i % 2 ? `回复 @${HANDLE} 同意` : '第二条',
          to_uid: i % 5 ? null : ID,
          likes: 12,
        },
        {
          kind: 'comment',
          parentId: i === 3 ? NODE : null,
          authorId: `80020${i}`,
          requestUrl: i === 7 ? `https://x.example/u/${ID}/replies` : null,
        },
      ),
    );
    await seal(raw, [...replies, post('quote-00001', '900301', '转发者', `转：${TEXT}`)], {
      sourceId: `replies${copy}`,
    });
  }
  await using pass = raw.beginPass(passOptions({ sourceId: 'watch', run: LATER }));
  await pass.end({ outcome: 'ok', asked: { author: HANDLE }, cursor: { uid: ID, page: 3 } });
  const publication = (authorKey: string) => ({ asOf: '2026-11-16', list: 'koc', authorKey, rank: 1 });
  await appendRecords(raw, {
    run: LATER,
    sourceId: PUBLICATIONS_SOURCE,
    kind: 'publication',
    records: [publication(AUTHOR_KEY), publication('b'.repeat(32))],
  });
  const decision = (subjectKey: string) => ({ id: subjectKey, type: 'ugc_state', subjectKey });
  const decisions = [decision(AUTHOR_KEY), decision(pseudonymise(`weibo:post:${NODE}`)), decision('c'.repeat(32))];
  await appendRecords(raw, { run: LATER, sourceId: DECISIONS_SOURCE, kind: 'decision', records: decisions });
  return raw;
}

function forget(raw: RawStore, run = LAST) {
  return forgetRaw({ raw, run, authorKey: AUTHOR_KEY, pseudonymise, authorOf });
}

/** Every file below the folder, decompressed, with JSON escapes undone. */
async function bytesBelow(dir: string): Promise<string> {
  let all = '';
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    all += `${entry.name}\n`;
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(entry.parentPath, entry.name));
    all += entry.name.endsWith('.zst') ? zstdDecompressSync(bytes).toString('utf8') : bytes.toString('utf8');
  }
  return all;
}

test('no byte of id, handle, text or post id is left in raw, and the others keep every record', async () => {
  const dir = await freshDir();
  const raw = await market(dir);
  const others = (await allOf(raw)).filter(({ payload }) => !isPerson(payload)).map(({ id }) => id);
  const before = await bytesBelow(dir);
  for (const trace of TRACES) expect(before).toContain(trace);

  const report = await forget(raw);
  expect(report).toMatchObject({ dropped: 13, scrubbed: 13 });
  const after = await bytesBelow(dir);
  for (const trace of TRACES) expect(after).not.toContain(trace);

  const left = await allOf(await open(dir));
  expect(left.map(({ id }) => id).filter((id) => others.includes(id))).toEqual(others);
  expect(left.find(({ id }) => id === 'reply-0-1')?.payload).toMatchObject({
    text: '回复 [forgotten] 同意',
    likes: 12,
  });
  expect(left.find(({ id }) => id === 'reply-0-3')?.parent_id).toBe('[forgotten]');
  expect(left.filter(({ kind }) => kind === 'publication').length).toBe(1);
});

test('the rest of raw stays sound: hashes, counts and a chain from each old segment to its new one', async () => {
  const dir = await freshDir();
  const raw = await market(dir);
  const old = new Map(raw.segments().map(({ ref }) => [ref.sha256, ref.path]));
  await forget(raw);
  const again = await open(dir);
  expect((await collected(again.verify())).length).toBe(again.segments().length);
  const steps = again.entries().flatMap(({ rewrites }) => rewrites);
  const current = new Set(again.segments().map(({ ref }) => ref.sha256));
  for (const sha256 of old.keys()) {
    let at = sha256;
    for (
      let step = steps.find(({ from_sha256 }) => from_sha256 === at);
      step;
      step = steps.find(({ from_sha256 }) => from_sha256 === at)
    )
      at = step.to_sha256;
    expect(current.has(at)).toBe(true);
  }
  expect(steps.reduce((sum, { removed }) => sum + removed, 0)).toBe(13);
  expect(await again.sweep()).toEqual({ parts: 0, segments: 0, temps: 0, setAside: 0 });
});

test('a tombstone stays that names the pseudonym only, and forgetting twice adds nothing', async () => {
  const dir = await freshDir();
  await forget(await market(dir));
  const raw = await open(dir);
  expect(await forgottenKeys(raw)).toEqual(new Set([AUTHOR_KEY]));
  const segments = raw.segments().map(({ ref }) => ref.sha256);
  expect(await forget(raw, '20261207T070000Z-3f9a1f')).toEqual({ dropped: 0, scrubbed: 0, purged: 0 });
  expect(raw.segments().map(({ ref }) => ref.sha256)).toEqual(segments);
});

test('the same person seen again is refused by what the tombstones say', async () => {
  const raw = await market(await freshDir());
  await forget(raw);
  const keys = await forgottenKeys(raw);
  const entry = await seal(raw, [record('x1', {}, { authorId: ID }), record('x2', {}, { authorId: '1' })], {
    run: '20261207T070000Z-3f9a1f',
    isForgotten: (platform, id) => keys.has(pseudonymise(`${platform}:${id}`)),
  });
  expect(entry.counts).toMatchObject({ sealed: 1, forgotten: 1 });
});

test('somebody else with the same shown name keeps it, and words of the mapping stay', async () => {
  const raw = await open(await freshDir());
  const context = { fields: { author_id: 'uid', [HANDLE]: HANDLE } };
  const namesake = record(
    'n-1',
    { id: 'n-1', uid: '42424242', name: HANDLE, text: `我也叫 ${HANDLE}` },
    { authorId: '42424242' },
  );
  await seal(raw, [namesake, record('p-1', { id: 'p-1', uid: ID, name: HANDLE, text: TEXT }, { authorId: ID })]);
  await seal(raw, [record('m-1', { id: 'm-1', uid: '1', name: 'x', shop: HANDLE })], { sourceId: 'mapped', context });
  await forget(raw);
  expect((await allOf(raw)).filter(({ platform }) => platform !== 'koc').map(({ payload }) => payload)).toEqual([
    { id: 'n-1', uid: '42424242', name: HANDLE, text: `我也叫 ${HANDLE}` },
    { id: 'm-1', uid: '1', name: 'x', shop: HANDLE },
  ]);
});

test('damaged segments are deleted with a count, since nobody can tell whose they are', async () => {
  const dir = await freshDir();
  const raw = await market(dir);
  await writeFile(raw.pathOf(raw.segments()[0]!.ref), `torn, with ${HANDLE} in it`);
  const log = rememberingLog();
  expect((await forget(await open(dir, log))).purged).toBe(1);
  expect(await bytesBelow(dir)).not.toContain(HANDLE);
  expect(log.said.some(({ level }) => level === 'warn')).toBe(true);
});

test('killed with −9 at any moment, the next run finds it pending and ends with the same records', async () => {
  const template = await freshDir();
  const undisturbed = await freshDir();
  await market(template, 3);
  await cp(template, undisturbed, { recursive: true });
  await forget(await open(undisturbed));
  const wanted = (await allOf(await open(undisturbed))).map(({ platform, id, payload }) => ({ platform, id, payload }));
  for (let round = 0; round < 6; round++) {
    const dir = await freshDir();
    await cp(template, dir, { recursive: true });
    const child = spawn(process.execPath, [join(import.meta.dirname, 'forget_child.ts'), dir, LAST], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    await Promise.race([once(child.stdout, 'data'), ended]);
    await sleep(round * 40);
    child.kill('SIGKILL');
    await ended;
    const raw = await open(dir);
    expect(await pendingForgets(raw)).toEqual([AUTHOR_KEY]);
    await forget(raw, '20261207T070000Z-3f9a1f');
    await settleForget(raw, AUTHOR_KEY);
    expect(await pendingForgets(raw)).toEqual([]);
    const after = await bytesBelow(dir);
    for (const trace of TRACES) expect(after).not.toContain(trace);
    const left = (await allOf(await open(dir))).map(({ platform, id, payload }) => ({ platform, id, payload }));
    expect(left).toEqual(wanted);
  }
});

test('an author_key that is none is refused before anything is written', async () => {
  const dir = await freshDir();
  const raw = await open(dir);
  await expect(forgetRaw({ raw, run: RUN, authorKey: '../x', pseudonymise, authorOf })).rejects.toThrow(/author_key/u);
  expect(await readdir(dir)).toEqual([]);
});

test('derived files of rewritten segments go, those of untouched ones stay', async () => {
  const dir = await freshDir();
  const raw = await market(dir);
  await seal(raw, [record('q-1', { id: 'q-1', uid: '77', name: 'q', text: 'quiet' })], { sourceId: 'quiet' });
  const name = (sha256: string) => `${sha256.slice(0, 16)}-0123456789abcdef`;
  for (const { ref } of raw.segments()) {
    for (const file of [
      `lake/posts/${name(ref.sha256)}.parquet`,
      `lake/stamps/normalise.${name(ref.sha256)}.json`,
      `identity/identity_posts/${name(ref.sha256)}.parquet`,
    ]) {
      await mkdir(join(dir, file, '..'), { recursive: true });
      await writeFile(join(dir, file), ref.path);
    }
  }
  await mkdir(join(dir, 'builds', 'f'), { recursive: true });
  await mkdir(join(dir, 'rejects'));
  await forget(raw);
  await dropDerived(dir, raw);
  const left = await readdir(dir, { recursive: true, withFileTypes: true });
  const parts = left.filter((entry) => entry.isFile() && !entry.parentPath.startsWith(join(dir, 'raw')));
  const texts = await Promise.all(parts.map((entry) => readFile(join(entry.parentPath, entry.name), 'utf8')));
  expect([...new Set(texts)]).toEqual([`quiet/${RUN}/00000.jsonl.zst`]);
  expect(texts.length).toBe(3);
  expect((await readdir(dir)).sort()).toEqual(['.koc', 'identity', 'lake', 'raw']);
});

test('old exports go and the current one stays readable, or all go when nothing can be published', async () => {
  const dir = await freshDir();
  for (const run of ['a', 'b', 'c']) await mkdir(join(dir, 'exports', run), { recursive: true });
  await writeFile(join(dir, 'exports', 'b', 'x.csv'), 'x');
  await symlink('b', join(dir, 'exports', 'current'));
  expect(await dropOldExports(dir, { keepCurrent: true })).toBe(2);
  expect(await readFile(join(dir, 'exports', 'current', 'x.csv'), 'utf8')).toBe('x');
  expect(await dropOldExports(dir, { keepCurrent: false })).toBe(1);
  expect(await readdir(join(dir, 'exports'))).toEqual([]);
});

function isPerson(payload: unknown): boolean {
  const said = payload as { uid?: string; authorKey?: string; subjectKey?: string };
  return (
    said.uid === ID ||
    [said.authorKey, said.subjectKey].some((key) => key === AUTHOR_KEY || key === pseudonymise(`weibo:post:${NODE}`))
  );
}
