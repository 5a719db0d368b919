/**
 * A person looks, and what their browser is shown is kept: opens the window with a list of what to look at, spools what comes and joins it
 * to raw in moments. Invariant: nothing is opened, clicked or scrolled here, and after a refusal nothing is open any more.
 */
import { type Browser, BrowserError, type BrowserLimits, launchBrowser, type Page } from '../../collectors/browser.ts';
import { siteHosts } from '../../collectors/browsing/address.ts';
import type { Refusal, SiteOptions, SiteSource } from '../../collectors/browsing/site.ts';
import type { Collector } from '../../warehouse/contracts/collector.ts';
import type { BusyError } from '../../warehouse/contracts/errors.ts';
import type { ManifestEntry, Outcome } from '../../warehouse/contracts/raw.ts';
import type { Workspace } from '../config/types.ts';
import { joinWorkspaceCaptures } from './capture_joined.ts';
import type { CaptureHead } from './capture_lines.ts';
import { capturePage, listMarkup } from './capture_page.ts';
import { type CaptureCounts, type CaptureReader, captureReader, goodEnd } from './capture_reader.ts';
import { type CaptureSpool, openSpool, removeSpool } from './capture_spool.ts';
import { askedOf, type WantedItem } from './capture_wanted.ts';
import { captureWords } from './capture_words.ts';
import type { RunContext } from './context.ts';
import { tryWorkspace, waitForWorkspace } from './hold_workspace.ts';
import { openWorkspaceRaw } from './raw.ts';

export interface CaptureInput {
  readonly sourceId: string;
  readonly collector: Collector;
  readonly site: SiteSource;
  readonly options: SiteOptions;
  readonly wanted: readonly WantedItem[];
  readonly browser: {
    readonly executable: string;
    /** Folder of the account's profile. */
    readonly profile: string;
    readonly isVisible: boolean;
    readonly limits: BrowserLimits;
  };
  /** Told of every change, at most four times a second. */
  readonly onChange?: (counts: CaptureCounts) => void;
  /** Somebody else holds the workspace: what was seen is joined when they are done. */
  readonly onWait?: (holder: BusyError) => void;
  /** Is lent the window's first page once the list is shown. Absent: a person has it. */
  readonly onPage?: (page: Page) => Promise<void>;
}

/** What ended a capture: the person (window or Ctrl-C), a refusal, a limit of the browser, or its crash. */
export type CaptureEnd =
  | { readonly by: 'person' }
  | { readonly by: 'refusal'; readonly refusal: Refusal }
  | { readonly by: 'limit' | 'crash'; readonly error: BrowserError };

export interface CaptureResult {
  readonly end: CaptureEnd;
  readonly outcome: Outcome;
  readonly counts: CaptureCounts;
  readonly wanted: readonly WantedItem[];
  /** Its last commit; null = somebody else holds the workspace: the next capture or collect joins it. */
  readonly entry: ManifestEntry | null;
}

/** Throws what launching throws (BrowserError), and what ends any run: a disk that takes no more. */
export async function capture(ws: Workspace, ctx: RunContext, input: CaptureInput): Promise<CaptureResult> {
  const { site, options, wanted } = input;
  const head: CaptureHead = {
    run: ctx.run,
    source_id: input.sourceId,
    collector: input.collector.meta.name,
    collector_version: input.collector.meta.version,
    platform: site.meta.platform,
    started_at: ctx.now(),
  };
  const reader = captureReader(site, siteHosts(site, options), wanted);
  const spool = await openSpool(ws.dir, head);
  let end: CaptureEnd;
  let outcome: Outcome;
  let wasOpened = false;
  try {
    end = await watch(ws, ctx, input, spool, reader, () => {
      wasOpened = true;
    });
    outcome = outcomeOf(end, reader.counts);
    const asked = { ...askedOf(wanted), ended_by: end.by, ...reader.counts.driftFacts };
    await spool.add([{ line: 'end', outcome, asked }]);
  } finally {
    await spool[Symbol.asyncDispose]();
    // What was never opened was no look at anything.
    if (!wasOpened) await removeSpool(ws.dir, ctx.run);
  }
  const entry = await joinAtEnd(ws, ctx, input);
  return { end, outcome, counts: reader.counts, wanted, entry };
}

async function watch(
  ws: Workspace,
  ctx: RunContext,
  input: CaptureInput,
  spool: CaptureSpool,
  reader: CaptureReader,
  onOpened: () => void,
): Promise<CaptureEnd> {
  const stop = new AbortController();
  const onAbort = (): void => stop.abort();
  ctx.signal.addEventListener('abort', onAbort);
  if (ctx.signal.aborted) onAbort();
  let refusal: Refusal | null = null;
  /** What could not be written: without a disk nothing more may be looked at. */
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => {});
  const page = listPage(input, ws);
  const browser = await launchBrowser({
    executable: input.browser.executable,
    env: ctx.env ?? {},
    limits: input.browser.limits,
    signal: stop.signal,
    hosts: siteHosts(input.site, input.options),
    profile: input.browser.profile,
    isVisible: input.browser.isVisible,
    runsScripts: true,
    answers: {
      now: ctx.now,
      onAnswer: (answer) => {
        if (refusal !== null) return;
        const took = reader.take(answer);
        if (took.refusal !== null && took.refusal.concerns !== 'query') {
          refusal = took.refusal;
          stop.abort();
          return;
        }
        spool.add(took.lines).catch(failed.reject);
        if (took.lines.length > 0) page.changed(reader.counts);
      },
    },
  });
  onOpened();
  const joining = setInterval(() => void joinMeanwhile(ws, ctx, spool).catch(failed.reject), JOIN_MS);
  try {
    await page.show(browser);
    await Promise.race([lookedAt(browser, input), failed.promise]);
    return refusal === null ? { by: 'person' } : { by: 'refusal', refusal };
  } catch (error) {
    if (refusal !== null) return { by: 'refusal', refusal };
    if (!(error instanceof BrowserError)) throw error;
    if (ctx.signal.aborted) return { by: 'person' };
    return { by: 'limit' in error.facts ? 'limit' : 'crash', error };
  } finally {
    clearInterval(joining);
    ctx.signal.removeEventListener('abort', onAbort);
    // Answers under way are still told while it closes.
    await browser[Symbol.asyncDispose]();
    page.stop();
    await spool.add([]);
  }
}

/** What is seen reaches raw at the latest so long after, unless a run holds the workspace. */
const JOIN_MS = 30_000;

async function lookedAt(browser: Browser, { onPage }: CaptureInput): Promise<void> {
  if (onPage === undefined) return browser.untilLeft();
  const left = browser.untilLeft();
  left.catch(() => {});
  await Promise.race([onPage(browser.firstPage), left]);
}

/** The list in the first tab, shown anew when something is ticked off; where the person has left it, it is left alone. */
function listPage(input: CaptureInput, ws: Workspace) {
  const words = captureWords(ws.config.publish.languages);
  let tab: Page | null = null;
  let shown = -1;
  let timer: NodeJS.Timeout | null = null;
  const seen = (): number => input.wanted.filter(({ seenAt }) => seenAt !== null).length;
  const render = async (): Promise<void> => {
    if (tab === null || shown === seen() || tab.url() !== BLANK) return;
    shown = seen();
    const markup = listMarkup(input.wanted, words).toString();
    await tab.locator('main').evaluate((main: { innerHTML: string }, html) => {
      main.innerHTML = html;
    }, markup);
  };
  return {
    async show(browser: Browser): Promise<void> {
      tab = browser.firstPage;
      shown = seen();
      await tab.setContent(capturePage(input.sourceId, input.wanted, words));
    },
    changed(counts: CaptureCounts): void {
      timer ??= setTimeout(() => {
        timer = null;
        input.onChange?.(counts);
        // The tab may be closed at any moment; then nobody looks at the list.
        void render().catch(() => {});
      }, RENDER_MS);
    },
    stop(): void {
      if (timer !== null) clearTimeout(timer);
    },
  };
}

const BLANK = 'about:blank';
const RENDER_MS = 250;

function outcomeOf(end: CaptureEnd, counts: CaptureCounts): Outcome {
  if (end.by === 'refusal') return end.refusal.outcome;
  if (end.by === 'limit') return 'capped';
  return end.by === 'crash' ? 'partial' : goodEnd(counts);
}

async function joinMeanwhile(ws: Workspace, ctx: RunContext, spool: CaptureSpool): Promise<void> {
  await spool.rotate();
  await using lock = await tryWorkspace(ws.dir);
  if (lock !== null) await joinWorkspaceCaptures(ws, ctx, await openWorkspaceRaw(ws, ctx));
}

/** Waits for whoever holds the workspace, unless the person has no more time (Ctrl-C): then it is left to the next run. */
async function joinAtEnd(ws: Workspace, ctx: RunContext, { onWait }: CaptureInput): Promise<ManifestEntry | null> {
  await using lock = await waitForWorkspace(ws.dir, ctx.signal, onWait ?? (() => {}));
  if (lock === null) return null;
  const raw = await openWorkspaceRaw(ws, ctx);
  await joinWorkspaceCaptures(ws, ctx, raw);
  return raw.entries().find((entry) => entry.run === ctx.run && entry.outcome !== null) ?? null;
}
