/** Promises of `koc forget` about answers that no schema took: whoever is named in one anywhere takes it along, now and later. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { DriftPayload } from '../../warehouse/contracts/drift.ts';
import { authorId } from '../../warehouse/contracts/ids.ts';
import { forgetRaw } from '../../warehouse/forget.ts';
import { AUTHOR_KEY, authorOf, HANDLE, ID, pseudonymise, TEXT } from './person.ts';
import { allOf, freshDir, open, record, seal } from './support.ts';

function drift(id: string, body: unknown) {
  const payload: DriftPayload = {
    koc_drift: 'search',
    path: 'data.items',
    reason: 'missing',
    is_document: false,
    body,
  };
  return record(id, payload, { kind: 'event' });
}

const named = [
  drift('by-number', { list: [{ owner: Number(ID), says: TEXT }] }),
  drift('by-field-name', { users: { [ID]: { says: TEXT } } }),
  drift('by-handle', { list: [{ says: `转自 ${HANDLE}：不错` }] }),
  drift('by-words', { states: { s: { cut: `“${TEXT}”` } } }),
  drift('by-address', { markup: `<a href="/u/${ID}?x=1">…</a>` }),
];
const others = [drift('others', { list: [{ owner: 700101, says: '普通的一条' }] })];

test('what names the person by id, handle or words is dropped whole, and nothing of them is left in any byte', async () => {
  const dir = await freshDir();
  const raw = await open(dir);
  await seal(raw, [record('note-1', { id: 'note-1', uid: ID, name: HANDLE, text: TEXT }, { authorId: ID })]);
  await seal(raw, [...named, ...others], { sourceId: 'changed' });
  await forgetRaw({ raw, run: '20261123T070000Z-3f9a1d', authorKey: AUTHOR_KEY, pseudonymise, authorOf });
  const left = (await allOf(await open(dir))).filter(({ kind }) => kind === 'event');
  expect(left.map(({ id }) => id)).toEqual(['others']);
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(entry.parentPath, entry.name));
    const text = (entry.name.endsWith('.zst') ? zstdDecompressSync(bytes) : bytes).toString('utf8');
    for (const trace of [ID, HANDLE, TEXT]) expect(text).not.toContain(trace);
  }
});

test('somebody of whom nothing else is known is found in it by the pseudonym alone', async () => {
  const dir = await freshDir();
  const raw = await open(dir);
  await seal(raw, [...named, ...others], { sourceId: 'changed' });
  await forgetRaw({ raw, run: '20261123T070000Z-3f9a1d', authorKey: AUTHOR_KEY, pseudonymise, authorOf });
  const left = (await allOf(await open(dir))).filter(({ kind }) => kind === 'event').map(({ id }) => id);
  expect(left).not.toContain('by-number');
  expect(left).not.toContain('by-field-name');
  expect(left).not.toContain('by-address');
  expect(left).toContain('others');
});

test('an answer that comes later and names somebody who was forgotten is refused', async () => {
  const raw = await open(await freshDir());
  const isForgotten = (platform: string, id: string) => pseudonymise(authorId(platform, id)) === AUTHOR_KEY;
  const { counts } = await seal(raw, [named[0]!, named[1]!, ...others], { isForgotten });
  expect(counts).toMatchObject({ sealed: 1, forgotten: 2 });
});
