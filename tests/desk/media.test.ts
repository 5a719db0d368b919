/** Small pictures of posts for those who look at posts: on the desk and in a workbook of their own, and nowhere once their time is over. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expireMedia, keepThumbnail, MEDIA_DAYS, pictureWorkbook, sweepMedia } from '../../jobs/pipeline/media.ts';
import { authorId, recordId } from '../../warehouse/contracts/ids.ts';
import { DAY_MS } from '../../warehouse/contracts/time.ts';
import { expectCode, inProcess } from '../cli/support.ts';
import type { TestWorkspace } from '../support/workspace.ts';
import { AS_OF, ask, deskWorkspace, KEY, publish, stage } from './stage.ts';

/** The head of a JPEG of 200 by 300, which is all that anything here reads of one. */
const JPEG = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0000b08012c00c8010111', 'hex');

let base: TestWorkspace;
beforeAll(async () => {
  base = await deskWorkspace();
});
afterAll(() => base[Symbol.asyncDispose]());

const IDS = Array.from({ length: 12 }, (_, i) => `${i}_4`);

async function withPictures(at: number, ids: readonly string[] = IDS): Promise<TestWorkspace> {
  const ws = await base.copy();
  const { dir, pseudonymise } = await ws.open();
  for (const id of ids) {
    const post = { platform: 'weibo', kind: 'post', id, authorId: `a${id.split('_')[0]}`, at, jpeg: JPEG } as const;
    await keepThumbnail({ dir, pseudonymise }, post);
  }
  return ws;
}

async function bytesOf(dir: string): Promise<Map<string, string>> {
  const root = join(dir, 'exports', 'current/');
  const files = (await readdir(root, { recursive: true, withFileTypes: true })).filter((one) => one.isFile());
  const path = ({ parentPath, name }: (typeof files)[number]): string => join(parentPath, name);
  return new Map(
    await Promise.all(files.map(async (one) => [path(one), await readFile(path(one), 'base64')] as const)),
  );
}

async function workbook(dir: string) {
  const { sheets } = await readXlsx(await readFile(pictureWorkbook(dir)));
  return sheets.flatMap(({ images = [] }) => images);
}

test('a card of the desk shows its picture to who is logged in, and no longer once it was forgotten or its days are over', async () => {
  await using ws = await withPictures(Date.now());
  await using desk = await stage(ws);
  const visitor = await desk.enter('Li');
  const page = (await visitor.get('/brands/aurora/ugc')).body;
  const shown = [...page.matchAll(/<img src="(\/media\/[0-9a-f]{32}\.jpg)"/gu)].map((match) => match[1]!);
  expect(shown.length).toBeGreaterThan(0);
  const picture = await visitor.get(shown[0]!);
  expect(picture).toMatchObject({
    status: 200,
    headers: { 'content-type': 'image/jpeg', 'cache-control': 'no-store' },
  });
  expect((await ask(desk.url, shown[0]!)).status).toBe(303);
  expect((await visitor.get(`/media/${'0'.repeat(32)}.jpg`)).status).toBe(404);

  await using later = await stage(ws, { now: () => Date.now() + MEDIA_DAYS * DAY_MS });
  const next = await later.enter('Wang');
  expect((await next.get(shown[0]!)).status).toBe(404);
  expect((await next.get('/brands/aurora/ugc')).body).not.toContain('<img');

  const { pseudonymise } = await ws.open();
  const whose = IDS.findIndex((id) => shown[0]!.includes(pseudonymise(recordId('weibo', 'post', id))));
  await expectCode(inProcess(ws.dir, ['forget', `weibo:a${whose}`], { env: KEY }), 0);
  expect((await visitor.get(shown[0]!)).status).toBe(404);
  const left = await readdir(join(ws.dir, 'media'), { recursive: true });
  expect(left.filter((name) => name.endsWith('.jpg'))).toHaveLength(IDS.length - 1);
  expect(left.join()).not.toContain(pseudonymise(authorId('weibo', `a${whose}`)));
});

test('the workbook with pictures lies apart: exports are the same to the byte, and it goes with its first picture', async () => {
  await using ws = await withPictures(Date.now());
  await using plain = await base.copy();
  await publish(ws);
  await publish(plain);
  const [images, page] = [await workbook(ws.dir), await bytesOf(ws.dir)];
  expect(images.length).toBeGreaterThan(0);
  expect(images[0]).toMatchObject({ type: 'jpeg', width: 117, height: 176 });
  // In the one cell beside its post.
  const { from, to } = images[0]!.anchor;
  expect(to).toEqual({ row: from.row + 1, col: from.col + 1 });
  expect((await stat(pictureWorkbook(ws.dir))).mode & 0o777).toBe(0o600);
  const books = (files: Map<string, string>) =>
    [...files].filter(([path]) => path.endsWith('.xlsx')).map(([, bytes]) => bytes);
  expect(books(page)).toEqual(books(await bytesOf(plain.dir)));
  expect([...page.values()].some((bytes) => Buffer.from(bytes, 'base64').includes(JPEG))).toBe(false);
  await expect(stat(pictureWorkbook(plain.dir))).rejects.toThrow('ENOENT');

  expect(await expireMedia(ws.dir, Date.now() + (MEDIA_DAYS - 1) * DAY_MS)).toBe(0);
  expect(await expireMedia(ws.dir, Date.now() + MEDIA_DAYS * DAY_MS)).toBe(IDS.length);
  await expect(stat(pictureWorkbook(ws.dir))).rejects.toThrow('ENOENT');
});

test('what the lake does not hold, and what the platform says is gone, loses its picture at the next publishing', async () => {
  await using ws = await withPictures(Date.now(), ['1_4', '2_4', 'nowhere']);
  expect(await sweepMedia(ws.dir)).toBe(1);
  const rows = [{ id: '1_4', kind: 'post', seen: '2026-11-15T00:00:00Z', at: '2026-11-12T08:00:00Z' }];
  await ws.importRows('again', rows, GONE_MAP);
  await expectCode(inProcess(ws.dir, ['publish', '--as-of', AS_OF, '-q'], { env: KEY }), 0);
  const { pseudonymise } = await ws.open();
  const names = (await readdir(join(ws.dir, 'media'), { recursive: true })).filter((name) => name.endsWith('.jpg'));
  expect(names.map((name) => name.slice(11, 43))).toEqual([pseudonymise('weibo:post:2_4')]);
});

/** A post that is seen without an author and without words: how one that is gone is told. */
const GONE_MAP = `platform: { value: weibo }
kind: { column: kind, values: { post: post } }
collects: [replies]
fields: { id: id, published_at: at, observed_at: seen }
`;
