/**
 * A person looks, and what their browser is shown is kept: spooled as it comes and joined to raw in moments, so that the workspace is free
 * meanwhile. Invariant: whatever was shown is on its way to the disk before the next answer is read.
 */
import type { BrowserLimits, Page } from '../../collectors/browser.ts';
import { siteHosts } from '../../collectors/browsing/address.ts';
import type { Refusal } from '../../collectors/browsing/site.ts';
import type { Received } from '../../warehouse/contracts/browse.ts';
import type { BusyError } from '../../warehouse/contracts/errors.ts';
import type { ManifestEntry, Outcome } from '../../warehouse/contracts/raw.ts';
import type { Workspace } from '../config/types.ts';
import { type AccountUse, useAccount } from './account_use.ts';
import { joinWorkspaceCaptures } from './capture_joined.ts';
import type { CaptureSource } from './capture_open.ts';
import { type CaptureCounts, type CaptureReader, captureReader, goodEnd } from './capture_reader.ts';
import { type CaptureSpool, openSpool, removeSpool } from './capture_spool.ts';
import { askedOf, type WantedItem } from './capture_wanted.ts';
import { type WatchedWindow, type WindowEnd, watchWindow } from './capture_window.ts';
import { captureWords } from './capture_words.ts';
import type { RunContext } from './context.ts';
import type { CoolDown } from './cool_down.ts';
import { tryWorkspace, waitForWorkspace } from './hold_workspace.ts';
import { openWorkspaceRaw } from './raw.ts';
import { thumbnailMaker } from './thumbnails.ts';

export interface CaptureInput {
  readonly of: CaptureSource;
  /** Ticked off as its things are seen. */
  readonly wanted: readonly WantedItem[];
  readonly limits: BrowserLimits;
  /** False: no window, for a scripted person. */
  readonly isVisible: boolean;
  /** The account is taken and the window is about to open. */
  readonly onReady?: () => void;
  /** Told of what has come, at most four times a second. */
  readonly onChange?: (counts: CaptureCounts) => void;
  /** Somebody else holds the workspace: what was seen is joined when they are done. */
  readonly onWait?: (holder: BusyError) => void;
  /** Is lent the window's first page once the list is shown. Absent: a person has it. */
  readonly onPage?: (page: Page) => Promise<void>;
}

export interface CaptureResult {
  readonly end: WindowEnd;
  readonly outcome: Outcome;
  /** The pause that a refusal began; null = there was none. */
  readonly coolDown: CoolDown | null;
  readonly counts: CaptureCounts;
  readonly wanted: readonly WantedItem[];
  /** Its last commit; null = somebody else holds the workspace: the next run joins it. */
  readonly entry: ManifestEntry | null;
}

/**
 * Throws what `useAccount` throws (the platform is left alone, somebody else has the account, there is no browser), what launching throws,
 * and what ends any run (a disk that takes no more). Whatever was shown by then is joined by the next run.
 */
export async function capture(ws: Workspace, ctx: RunContext, input: CaptureInput): Promise<CaptureResult> {
  const { of, wanted } = input;
  const reader = captureReader(of.site, siteHosts(of.site, of.options), wanted);
  const { end, outcome, coolDown } = await look(ws, ctx, input, reader);
  const entry = await joinAtEnd(ws, ctx, input);
  return { end, outcome, coolDown, counts: reader.counts, wanted, entry };
}

async function look(
  ws: Workspace,
  ctx: RunContext,
  input: CaptureInput,
  reader: CaptureReader,
): Promise<Pick<CaptureResult, 'end' | 'outcome' | 'coolDown'>> {
  const { site, options, source, collector } = input.of;
  await using use = await useAccount(ws, ctx, site, options);
  input.onReady?.();
  let wasOpened = false;
  await using spool = await openSpool(ws.dir, {
    run: ctx.run,
    source_id: source.id,
    collector: collector.meta.name,
    collector_version: collector.meta.version,
    platform: site.meta.platform,
    started_at: ctx.now(),
  });
  try {
    const { end, isLoggedIn } = await watch(ws, ctx, input, { reader, use, spool }, () => {
      wasOpened = true;
    });
    const outcome = outcomeOf(end, reader.counts, isLoggedIn);
    const coolDown = end.by === 'refusal' ? await use.refused(end.refusal) : null;
    if (outcome === 'ok') await use.wentWell();
    const asked = { ...askedOf(input.wanted), ended_by: end.by, ...reader.counts.driftFacts };
    await spool.add([{ line: 'end', outcome, asked }]);
    return { end, outcome, coolDown };
  } finally {
    // What was never opened was no look at anything.
    if (!wasOpened) await removeSpool(ws.dir, ctx.run);
  }
}

interface Keeping {
  readonly reader: CaptureReader;
  readonly use: AccountUse;
  readonly spool: CaptureSpool;
}

async function watch(
  ws: Workspace,
  ctx: RunContext,
  { of, wanted, limits, isVisible, onChange, onPage }: CaptureInput,
  { reader, use, spool }: Keeping,
  onOpened: () => void,
): Promise<WatchedWindow> {
  let refresh = (): void => {};
  let telling: NodeJS.Timeout | null = null;
  const tell = (): void => {
    telling ??= setTimeout(() => {
      telling = null;
      onChange?.(reader.counts);
      refresh();
    }, TELL_MS);
  };
  const hosts = siteHosts(of.site, of.options);
  await using maker =
    of.options.media === 'thumbnail'
      ? thumbnailMaker(ctx, {
          site: of.site,
          hosts,
          executable: use.executable,
          keep: ({ jpeg, ...post }) =>
            spool.add([{ line: 'picture', ...post, jpeg: Buffer.from(jpeg).toString('base64') }]),
        })
      : null;
  /** What could not be written: without a disk nothing more may be looked at. */
  let failure: unknown = null;
  const take = (answer: Received): Refusal | null => {
    if (failure !== null) throw failure;
    const { lines, refusal } = reader.take(answer);
    maker?.take(answer);
    spool.add(lines).catch((error: unknown) => {
      failure ??= error;
    });
    if (lines.length > 0) tell();
    return refusal === null || refusal.concerns === 'query' ? null : refusal;
  };
  const meanwhile = async (): Promise<void> => {
    await spool.rotate();
    if (failure !== null) throw failure;
    await using lock = await tryWorkspace(ws.dir);
    if (lock !== null) await joinWorkspaceCaptures(ws, ctx, await openWorkspaceRaw(ws, ctx));
  };
  try {
    const watched = await watchWindow(
      ctx,
      {
        source: of.source.id,
        hosts,
        wanted,
        words: captureWords(ws.config.publish.languages),
        use,
        limits,
        isVisible,
        take,
        meanwhile,
        onOpened,
        ...(maker === null ? {} : { pictures: maker.pictures }),
        ...(onPage === undefined ? {} : { onPage }),
      },
      (window) => {
        refresh = window.refresh;
      },
    );
    await spool.add([]);
    if (failure !== null) throw failure;
    return watched;
  } finally {
    if (telling !== null) clearTimeout(telling);
    onChange?.(reader.counts);
  }
}

const TELL_MS = 250;

/** A session that has expired is no empty success. */
function outcomeOf(end: WindowEnd, counts: CaptureCounts, isLoggedIn: boolean | null): Outcome {
  if (end.by === 'refusal') return end.refusal.outcome;
  if (end.by === 'limit') return 'capped';
  if (end.by === 'crash') return 'partial';
  const good = goodEnd(counts);
  return good === 'empty' && isLoggedIn === false ? 'login_needed' : good;
}

/** Waits for whoever holds the workspace, unless the person has no more time (Ctrl-C): then it is left to the next run. */
async function joinAtEnd(ws: Workspace, ctx: RunContext, { onWait }: CaptureInput): Promise<ManifestEntry | null> {
  await using lock = await waitForWorkspace(ws.dir, ctx.signal, onWait ?? (() => {}));
  if (lock === null) return null;
  const raw = await openWorkspaceRaw(ws, ctx);
  await joinWorkspaceCaptures(ws, ctx, raw);
  return raw.entries().find((entry) => entry.run === ctx.run && entry.outcome !== null) ?? null;
}
