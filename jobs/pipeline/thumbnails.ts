/**
 * Makes small pictures of posts out of what a browser has loaded anyway: covers are told by answers, their pictures come by themselves, and a
 * browser of its own that reaches nobody scales them down. Invariant: no picture leaves here at more than `MAX_PX`, or without an author.
 */
import PQueue from 'p-queue';
import { type Browser, launchBrowser, type PictureListener, shrinkPicture } from '../../collectors/browser.ts';
import { readAnswer } from '../../collectors/browsing/match.ts';
import { memory } from '../../collectors/browsing/memory.ts';
import { pictureName } from '../../collectors/browsing/picture_name.ts';
import type { SiteSource } from '../../collectors/browsing/site.ts';
import type { Received } from '../../warehouse/contracts/browse.ts';
import { isMaskedAuthorId } from '../../warehouse/contracts/ids.ts';
import type { RunContext } from './context.ts';
import type { Thumbnail } from './media.ts';

/** Pixels of the longer side: at most, and of the smallest picture that shows anything (icons are smaller). */
const [MAX_PX, MIN_PX] = [320, 64];

/** Covers whose pictures have not come; pictures that wait to be scaled. More of them are let go. */
const [WAITING, QUEUED] = [5_000, 200];

export interface ThumbnailInput {
  readonly site: SiteSource;
  /** Whose answers count, see `siteHosts`. */
  readonly hosts: readonly string[];
  /** Path of the browser's program. */
  readonly executable: string;
  /** Is given each post's picture once a session, one after the other. */
  readonly keep: (thumbnail: Thumbnail) => Promise<void>;
}

/** Closed after the browser that shows the site, so that what it loaded last is kept too. */
export interface ThumbnailMaker extends AsyncDisposable {
  /** To be told every answer. */
  take(answer: Received): void;
  readonly pictures: PictureListener;
}

type Cover = Omit<Thumbnail, 'jpeg'>;

/** Starts nothing before the first picture. What cannot be scaled, or comes when no browser starts, costs itself only. */
export function thumbnailMaker(ctx: RunContext, { site, hosts, executable, keep }: ThumbnailInput): ThumbnailMaker {
  const waiting = new Map<string, Map<string, Cover>>();
  const done = new Set<string>();
  const queue = new PQueue({ concurrency: 1 });
  const seen = memory();
  let browser: Promise<Browser> | null = null;
  let failure: { readonly error: unknown } | null = null;
  let isWarned = false;

  const open = (): Promise<Browser> => {
    browser ??= launchBrowser({
      executable,
      env: ctx.env ?? {},
      limits: { pages: 100_000, ms: 24 * 3_600_000, bytes: 1e9 },
      signal: ctx.signal,
      // Reaches nobody, and keeps the sandbox: it opens what strangers made.
      hosts: [],
      runsScripts: true,
    });
    return browser;
  };
  const make = async (bytes: Uint8Array, covers: readonly Cover[]): Promise<void> => {
    const blank = await open();
    const jpeg = await blank.withPage((page) => shrinkPicture(page, bytes, { minPx: MIN_PX, maxPx: MAX_PX }));
    if (jpeg === null) return;
    for (const cover of covers) {
      await keep({ ...cover, jpeg }).catch((error: unknown) => {
        failure ??= { error };
      });
    }
  };
  const letGo = (error: unknown): void => {
    if (isWarned || ctx.signal.aborted) return;
    isWarned = true;
    const reason = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
    ctx.log.warn({ reason }, 'pictures of posts were let go');
  };
  const wait = (name: string, cover: Cover): void => {
    const post = `${cover.platform} ${cover.kind} ${cover.id}`;
    if (done.has(post)) return;
    const covers = waiting.get(name) ?? new Map<string, Cover>();
    waiting.delete(name);
    waiting.set(name, covers.set(post, cover));
    if (waiting.size > WAITING) waiting.delete(waiting.keys().next().value!);
  };
  return {
    take(answer) {
      const read = readAnswer(site, hosts, answer, seen);
      if (read.kind !== 'seen') return;
      for (const { platform = site.meta.platform, kind, id, authorId, cover } of read.readings.flatMap(
        ({ records }) => records,
      )) {
        const name = cover == null ? null : pictureName(cover);
        if (name === null || authorId === null || isMaskedAuthorId(authorId)) continue;
        wait(name, { platform, kind, id, authorId, at: answer.at });
      }
    },
    pictures: {
      isWanted: (url) => waiting.has(pictureName(url) ?? ''),
      onPicture(url, bytes) {
        const name = pictureName(url) ?? '';
        const covers = waiting.get(name);
        if (covers === undefined || queue.size >= QUEUED) return;
        waiting.delete(name);
        const missing = [...covers].filter(([post]) => !done.has(post));
        for (const [post] of missing) done.add(post);
        const of = missing.map(([, cover]) => cover);
        if (of.length > 0) void queue.add(() => make(bytes, of)).catch(letGo);
      },
    },
    async [Symbol.asyncDispose]() {
      await queue.onIdle();
      const opened = await browser?.catch(() => null);
      await opened?.[Symbol.asyncDispose]();
      if (failure !== null) throw failure.error;
    },
  };
}
