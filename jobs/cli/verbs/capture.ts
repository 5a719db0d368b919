/**
 * `koc capture`: a person browses in a window, and what it is shown is kept; or HAR files that people saved from their own browsers
 * are read. Nothing is opened, clicked or scrolled for them.
 */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { BrowserLimits } from '../../../collectors/browser.ts';
import { EXIT } from '../../../warehouse/contracts/errors.ts';
import { fellShort } from '../../../warehouse/contracts/raw.ts';
import type { CaptureSource } from '../../pipeline/capture_open.ts';
import { type App, type GlobalOptions, openSession, type Session } from '../app.ts';
import {
  captureFacts,
  captureSummary,
  countLine,
  harFacts,
  harSummary,
  tickLine,
  waitLine,
  wantedLines,
} from '../capture_told.ts';
import { addVerb } from '../verb.ts';

interface CaptureFlags extends GlobalOptions {
  readonly har?: readonly string[];
  readonly account?: string;
}

const EXAMPLE = `koc capture xiaohongshu
koc capture xiaohongshu --account anna
koc capture xiaohongshu --har monday.har tuesday.har`;

/** Far above what a person looks at in a day; only what runs wild meets them. */
const LIMITS: BrowserLimits = { pages: 10_000, ms: 12 * 3_600_000, bytes: 30e9 };

export function addCapture(program: Command, app: App): void {
  addVerb(program, 'capture', 'Keep what you are shown of a platform while you browse it yourself.', EXAMPLE)
    .argument('<source>', 'id of a source in koc.yaml that is seen through a browser')
    .option('--har <files...>', 'no window: read HAR files that were saved from the network panel, with content')
    .option('--account <name>', 'whose login (default: the account of the source)')
    .action(async (sourceId: string, options: CaptureFlags) => {
      const { captureSource } = await import('../../pipeline/capture_open.ts');
      if (options.har !== undefined) {
        await using session = await openSession(app, options, { writes: true });
        const of = await captureSource(session.ws, sourceId, options.account ?? null);
        return readHars(app, session, of, options, options.har);
      }
      const session = await openUnlocked(app, options);
      const of = await captureSource(session.ws, sourceId, options.account ?? null);
      return browse(app, session, of, options);
    });
}

/** A capture may last for hours, so the workspace's lock is let go; a workspace without a key gets one before. */
async function openUnlocked(app: App, options: GlobalOptions): Promise<Session> {
  const session = await openSession(app, options, { writes: false });
  if (session.ws.keySource !== 'none') return session;
  await using _ = await openSession(app, options, { writes: true });
  return openSession(app, options, { writes: false });
}

async function browse(app: App, { ws, ctx }: Session, of: CaptureSource, options: CaptureFlags): Promise<void> {
  const { capture } = await import('../../pipeline/capture.ts');
  const { whatToLookAt } = await import('../../pipeline/capture_open.ts');
  const { captureWords } = await import('../../pipeline/capture_words.ts');
  const { id } = of.source;
  const words = captureWords(ws.config.publish.languages);
  const wanted = await whatToLookAt(ws, ctx, of);
  const told = new Set<object>();
  const result = await capture(ws, ctx, {
    of,
    wanted,
    limits: LIMITS,
    isVisible: true,
    onReady: () => {
      for (const line of wantedLines(id, wanted, words)) app.out.tell(line);
    },
    onChange: (counts) => {
      const ticked = wanted.filter((item) => item.seenAt !== null && !told.has(item));
      for (const item of ticked) app.out.tell(tickLine(item, wanted, words));
      for (const item of ticked) told.add(item);
      app.out.progress(`${id}  ${countLine(counts, words)}`);
    },
    onWait: (holder) => app.out.tell(waitLine(holder)),
  });
  app.out.progress(null);
  // A window that is closed, or Ctrl-C, is how a capture ends well; an expired login is not.
  const isBad = result.end.by === 'refusal' || result.end.by === 'crash' || result.outcome === 'login_needed';
  app.setExitCode(isBad ? EXIT.someSourcesFailed : EXIT.ok);
  if (options.json) await app.out.json(captureFacts(id, of.options.account, ctx.run, result));
  else await app.out.data(captureSummary(id, result, words));
}

async function readHars(
  app: App,
  { ws, ctx }: Session,
  of: CaptureSource,
  options: CaptureFlags,
  files: readonly string[],
): Promise<void> {
  const { captureHar } = await import('../../pipeline/capture_har.ts');
  const { whatToLookAt } = await import('../../pipeline/capture_open.ts');
  const { captureWords } = await import('../../pipeline/capture_words.ts');
  const { joinWorkspaceCaptures } = await import('../../pipeline/capture_joined.ts');
  const { openWorkspaceRaw } = await import('../../pipeline/raw.ts');
  const words = captureWords(ws.config.publish.languages);
  const raw = await openWorkspaceRaw(ws, ctx);
  await raw.sweep();
  await joinWorkspaceCaptures(ws, ctx, raw);
  const { source, collector, site, options: settings } = of;
  const results = [];
  for (const file of files) {
    const wanted = await whatToLookAt(ws, ctx, of);
    const path = resolve(app.cwd, file);
    const result = await captureHar(ws, ctx, {
      file: path,
      sourceId: source.id,
      collector,
      site,
      options: settings,
      wanted,
      raw,
      onProgress: (read, all, counts) =>
        app.out.progress(`${file}  ${Math.floor((100 * read) / all)} %  ${countLine(counts, words)}`),
    });
    app.out.progress(null);
    if (!options.json) await app.out.data(harSummary(result, words));
    results.push(result);
  }
  if (results.some((one) => 'outcome' in one && fellShort(one.outcome) && one.counts.records === 0))
    app.setExitCode(EXIT.someSourcesFailed);
  if (options.json) await app.out.json({ source: source.id, files: results.map(harFacts) });
}
