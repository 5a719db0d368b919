/** What `koc forget` takes for an account that is not here, and what it says then. */
import { expect, test } from 'vitest';
import { openWorkspaceRaw } from '../../jobs/pipeline/raw.ts';
import { forgottenKeys } from '../../warehouse/forget.ts';
import { POSTS_MAP, testWorkspace } from '../support/workspace.ts';
import { expectCode, inProcess } from './support.ts';

const KOC = `version: 1
brands: [{ id: aurora, handles: { bilibili: ["77"] } }, { id: nova }, { id: coman }]
`;
const ROW = { id: '1', kind: 'post', author: 'a7', name: 'Ann', text: '欧若拉真的好用', at: '2026-11-09T08:00:00Z' };
const KEY = { KOC_PSEUDONYM_KEY: '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff' };

async function market() {
  const ws = await testWorkspace(KOC);
  await ws.importRows('notes', [ROW], POSTS_MAP);
  const tombstones = async () => forgottenKeys(await openWorkspaceRaw(await ws.open(), ws.context()));
  const forget = (typed: string, code = 0, ...more: string[]) =>
    expectCode(inProcess(ws.dir, ['forget', typed, ...more], { env: KEY }), code);
  return { ws, tombstones, forget };
}

test('spaces around what was typed are no part of it', async () => {
  const { ws, tombstones, forget } = await market();
  await using _ = ws;
  const { stdout } = await forget('  weibo:a7 ');
  expect(stdout).toContain('forgotten: 1 records erased');
  await forget('weibo:not_yet ');
  const { pseudonymise } = await ws.open();
  expect(await tombstones()).toEqual(new Set([pseudonymise('weibo:a7'), pseudonymise('weibo:not_yet')]));
});

test('an account of a known platform that is not here is refused in advance, and said to be unknown', async () => {
  const { ws, tombstones, forget } = await market();
  await using _ = ws;
  expect((await forget('weibo:nobody')).stdout).toBe('nobody here has this id; the refusal is noted\n');
  expect(JSON.parse((await forget('bilibili:nobody', 0, '--json')).stdout)).toMatchObject({ isFound: false });
  expect((await tombstones()).size).toBe(2);
});

test('a platform that is not here is a typo: nothing is noted and the nearest is named', async () => {
  const { ws, tombstones, forget } = await market();
  await using _ = ws;
  expect((await forget('wiebo:a7', 2)).stderr).toContain('Did you mean weibo?');
  expect((await forget('mastodon:a7', 2)).stderr).toContain('There are: bilibili, weibo.');
  expect((await tombstones()).size).toBe(0);
});
