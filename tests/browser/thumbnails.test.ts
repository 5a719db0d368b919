/** Small pictures of posts with a real browser: those that a person's window has loaded anyway, with `media: thumbnail` and not without. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Page } from '../../collectors/browser.ts';
import { MEDIA_DAYS, thumbnails } from '../../jobs/pipeline/media.ts';
import { jpegSize } from '../../jobs/report/workbook/pictures.ts';
import { authorId, recordId } from '../../warehouse/contracts/ids.ts';
import { DAY_MS } from '../../warehouse/contracts/time.ts';
import { expectCode, inProcess } from '../cli/support.ts';
import { type ReplicaMarket, replicaMarket } from '../replica/market.ts';
import { lookThrough } from '../replica/person.ts';
import { serveReplica } from '../replica/server.ts';
import type { ReplicaSite } from '../replica/site.ts';
import { allReplicas, siteStage } from '../replica/sites.ts';
import { replica } from '../replica/xiaohongshu.ts';
import { KEY, look } from '../support/captures.ts';
import { png } from '../support/picture.ts';
import { testWorkspace } from '../support/workspace.ts';

const market = replicaMarket({ posts: 8, authors: 3, comments: 0, replies: 0, until: Date.now() });
const found = market.posts.filter(({ isGone }) => !isGone);
const [first] = found;
const second = found.find(({ author }) => author !== first!.author);
/** One is there before its post is told, one comes later, the others are never loaded. */
const [EARLY, LATE] = [replica.ids.post(first!.no), replica.ids.post(second!.no)];
const WIDE = png(640, 480, [200, 30, 30]);

/** The replica with covers, under signed addresses in one size; the page loads another one. */
const site = (of: ReplicaMarket): ReplicaSite => ({
  answer(request) {
    const { path, url } = request;
    if (path.startsWith('/pictures/')) return { body: '', bytes: WIDE, type: 'image/png' };
    const given = replica.site(of).answer(request);
    if (given === null) return null;
    if (path === '/search_result')
      return { ...given, body: given.body.replace('<main>', `${image(EARLY)}<img src="/pictures/face.png"><main>`) };
    if (!path.endsWith('/search/notes')) return given;
    const body = JSON.parse(given.body) as { data: { items: { id: string; note_card?: { cover: object } }[] } };
    for (const { id, note_card } of body.data.items)
      if (note_card !== undefined) note_card.cover = { url_default: `${url.origin}/pictures/${id}!nc_big?sign=secret` };
    return { ...given, body: JSON.stringify(body) };
  },
});

const image = (id: string): string => `<img src="/pictures/signed/${id}!nc_small" alt="">`;

const server = await serveReplica(replica, site(market));
afterAll(() => server[Symbol.asyncDispose]());

const koc = (media: string): string => `version: 1
brands:
  - { id: own, role: own, category: skincare, names: [${market.words}] }
sources:
  - { id: notes, collector: xiaohongshu, acknowledged: true, allow_private: true, with: { base_url: "${server.url}"${media} } }
`;

async function browse(page: Page): Promise<void> {
  await lookThrough(page, `${server.url}/search_result?keyword=${market.words}`);
  await page.evaluate((markup) => {
    const { document } = globalThis as unknown as {
      document: { body: { insertAdjacentHTML(at: string, html: string): void } };
    };
    document.body.insertAdjacentHTML('beforeend', markup);
  }, image(LATE));
  await page
    .locator(`img[src*="${LATE}"]`)
    .evaluate((shown) => (shown as unknown as { decode(): Promise<void> }).decode());
}

test('pictures that the window has loaded are kept small, by pseudonym, for their days and no longer than their author', async () => {
  await using workspace = await testWorkspace(koc(', media: thumbnail'));
  const { dir } = workspace;
  await expect(look(dir, browse)).resolves.toMatchObject({ outcome: 'ok' });
  const { pseudonymise } = await workspace.open();
  const keyOf = (id: string) => pseudonymise(recordId('xiaohongshu', 'post', id));

  const kept = await thumbnails(dir, Date.now());
  expect(new Set(kept.keys())).toEqual(new Set([EARLY, LATE].map(keyOf)));
  for (const path of kept.values()) {
    expect(jpegSize(await readFile(path))).toEqual({ width: 320, height: 240 });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  }
  expect((await stat(join(dir, 'media'))).mode & 0o777).toBe(0o700);
  // Nothing was asked for that the page had not asked for: each picture once.
  const asked = server.asked.filter(({ target }) => target.startsWith('/pictures/')).map(({ target }) => target);
  expect(asked.toSorted()).toEqual(
    ['/pictures/face.png', ...[EARLY, LATE].map((id) => `/pictures/signed/${id}!nc_small`)].toSorted(),
  );
  expect((await thumbnails(dir, Date.now() + MEDIA_DAYS * DAY_MS)).size).toBe(0);

  const env = { KOC_PSEUDONYM_KEY: KEY };
  await expectCode(
    inProcess(dir, ['forget', authorId('xiaohongshu', replica.ids.author(first!.author.no))], { env }),
    0,
  );
  expect([...(await thumbnails(dir, Date.now())).keys()]).toEqual([keyOf(LATE)]);
});

test('without the option no picture is read or kept', async () => {
  await using workspace = await testWorkspace(koc(''));
  await expect(look(workspace.dir, browse)).resolves.toMatchObject({ outcome: 'ok' });
  expect(await readdir(workspace.dir)).not.toContain('media');
});

test('a driven pass keeps them as well, for what its pages loaded', async () => {
  const of = (await allReplicas()).find(({ name }) => name === replica.name)!;
  const size = { posts: 8, authors: 3, comments: 2, replies: 1 };
  await using stage = await siteStage({ ...of, replica: { ...replica, site } }, { size, media: 'thumbnail' });
  await stage.logIn();
  expect(await stage.collect()).toMatchObject({ outcome: 'ok' });
  const { pseudonymise } = await stage.ws.open();
  const kept = await thumbnails(stage.ws.dir, Date.now());
  expect([...kept.keys()]).toEqual([pseudonymise(recordId('xiaohongshu', 'post', EARLY))]);
});
