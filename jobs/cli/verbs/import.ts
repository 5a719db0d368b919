/**
 * `koc import`: takes a file into raw under a mapping, or as the known tool's export that it is. The same file twice changes
 * nothing; bad rows are told and set apart.
 */
import { basename, resolve } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import type { SiteSource } from '../../../collectors/browsing/site.ts';
import { UsageError } from '../../../warehouse/contracts/errors.ts';
import { slug } from '../../../warehouse/contracts/raw.ts';
import type { SavedFit } from '../../pipeline/import_saved.ts';
import { type PassProgress, progressLine } from '../../pipeline/progress.ts';
import { type App, type GlobalOptions, openSession } from '../app.ts';
import { addVerb } from '../verb.ts';

interface ImportOptions extends GlobalOptions {
  readonly source?: string;
  readonly map?: string;
  readonly as?: string;
  readonly maxRejectRatio?: number;
}

export function addImport(program: Command, app: App): void {
  addVerb(
    program,
    'import',
    'Import a file of posts, comments or reviews (CSV, JSONL, JSON, Parquet, XLSX), or what a browser received (JSON, HAR, HTML).',
    'koc import xhs_search_contents.jsonl\nkoc import export.csv --source xhs_export --map maps/xhs.yaml\nkoc import session.har --as xiaohongshu',
  )
    .argument('<file>')
    .option('--source <id>', 'name of the source in raw (default: the kind of export that the file is)')
    .option('--map <file>', 'mapping of columns to fields (docs/import.md); not needed for known exports')
    .option(
      '--as <name>',
      'known export that the file is (docs/known-exports.md), or the platform whose bodies it holds',
    )
    .option('--max-reject-ratio <ratio>', 'share of rows that may fail before the whole import does', ratio)
    .action(async (file: string, options: ImportOptions) => {
      const path = resolve(app.cwd, file);
      if (options.source !== undefined) sourceName(options.source);
      const { known, how } = await howToRead(app, path, options);
      // A listing of the platform keeps its checkpoint under its own name.
      const preset = 'site' in how ? `${how.site.meta.name}_saved` : (known?.replaceAll('-', '_') ?? '');
      const sourceId = sourceName(options.source ?? preset);
      const { importFile } = await import('../../pipeline/collect.ts');
      const { importSaved } = await import('../../pipeline/import_saved.ts');
      const { openWorkspaceRaw } = await import('../../pipeline/raw.ts');
      const { passBasics } = await import('../../pipeline/sources.ts');
      await using session = await openSession(app, options, { writes: true });
      const { ws, ctx } = session;
      const raw = await openWorkspaceRaw(ws, ctx);
      await raw.sweep();
      const started = app.now();
      const input = {
        ...(await passBasics(ws, ctx, raw)),
        sourceId,
        file: path,
        onProgress: throttled(app, (progress: PassProgress) => app.out.progress(progressLine(progress))),
      };
      const ratio = options.maxRejectRatio === undefined ? {} : { maxRejectRatio: options.maxRejectRatio };
      const pass =
        'site' in how ? await importSaved(how.site, input) : await importFile({ ...input, ...how, ...ratio });
      app.out.progress(null);
      const seconds = (app.now() - started) / 1000;
      const facts = { source: sourceId, ...(known === null ? {} : { recognised: known }) };
      if ('unchanged' in pass) {
        if (options.json) return app.out.json({ ...facts, unchanged: true, run: pass.run, steps: { import: seconds } });
        return app.out.data(`${sourceId}: nothing new, the same file was imported by run ${pass.run}\n`);
      }
      const { counts, outcome, run, asked } = pass;
      const leftOut = Number(asked['left_out'] ?? 0);
      const rejects = counts.rejected === 0 ? null : `rejects/${sourceId}-${run}.jsonl`;
      if (options.json) {
        return app.out.json({
          ...facts,
          run,
          outcome,
          ...counts,
          left_out: leftOut,
          reject_file: rejects,
          steps: { import: seconds },
        });
      }
      const rate = Math.round(counts.sealed / Math.max(seconds, 0.001));
      const told = [`${counts.sealed} records in ${seconds.toFixed(1)} s (${rate}/s)`, `outcome ${outcome}`];
      if (rejects !== null) told.push(`${counts.rejected} rows rejected, see ${rejects}`);
      if (leftOut > 0) told.push(`${leftOut} rows left out: no opinions, advertisements or unpublished`);
      if (counts.forgotten > 0) told.push(`${counts.forgotten} left out: their authors asked to be forgotten`);
      await app.out.data(`${sourceId}: ${told.join('; ')}\n`);
    });
}

interface HowToRead {
  /** Name of the known export or of the platform; null under a mapping. */
  readonly known: string | null;
  readonly how: { readonly map: string } | { readonly as: string } | { readonly site: SiteSource };
}

/** Under the given mapping, or as what the file is recognised as; what is not recognised gets a draft, told in the UsageError. */
async function howToRead(app: App, path: string, options: ImportOptions): Promise<HowToRead> {
  const { map, as, source } = options;
  if (map !== undefined) {
    if (as !== undefined) throw new UsageError('--map and --as exclude each other');
    if (source === undefined) throw new UsageError('--map needs --source, the name of the source in raw');
    return { known: null, how: { map: resolve(app.cwd, map) } };
  }
  if (as !== undefined) {
    const { siteNamed } = await import('../../pipeline/import_saved.ts');
    const site = await siteNamed(as);
    if (site !== null) return { known: as, how: { site } };
  }
  const { recogniseFile } = await import('../../../collectors/file_import/recognise/recognise.ts');
  const { leftAside, notRecognised, recognisedAs } = await import(
    '../../../collectors/file_import/recognise/explain.ts'
  );
  const { found, trouble } = await recogniseFile(path, as).then(
    (read) => ({ found: read, trouble: null }),
    (error: unknown) => ({ found: null, trouble: error }),
  );
  if (found !== null && 'mapping' in found) {
    app.out.tell(recognisedAs(path, found));
    for (const more of [found.known.signature.note, leftAside(found)]) if (more) app.out.tell(more);
    return { known: found.known.name, how: { as: found.known.name } };
  }
  if (as === undefined && (found === null || found.fitting.length === 0)) {
    const saved = await savedSite(path);
    if (saved !== null) {
      const { site, sees } = saved;
      app.out.tell(`${basename(path)}: recognised as saved bodies of ${site.meta.name} (${sees.join(', ')})`);
      return { known: site.meta.name, how: { site } };
    }
  }
  if (found === null) throw trouble;
  const { message, hint } = notRecognised(path, found, as);
  if (hint !== null) throw new UsageError(message, { hint });
  const { draftFor } = await import('../../pipeline/draft_map.ts');
  const draft = await draftFor(path, found.seen, app.cwd, source);
  const what = draft.isNew ? `Drafted ${draft.name} from its columns` : `${draft.name} is there already`;
  throw new UsageError(message, { hint: `${what}: settle the lines marked "# ?", then run: ${draft.next}` });
}

/** The platform whose pages received what the file holds; null = none, also for what is no body of anybody. */
async function savedSite(path: string): Promise<SavedFit | null> {
  const { allSites, siteIn } = await import('../../pipeline/import_saved.ts');
  const sites = await allSites();
  try {
    return await siteIn(path, sites);
  } catch (error) {
    if (error instanceof UsageError && error.facts['fitting'] === undefined) return null;
    throw error;
  }
}

/** At most ten lines a second. */
function throttled<Progress>(app: App, show: (progress: Progress) => void): (progress: Progress) => void {
  let last = 0;
  return (progress) => {
    const now = app.now();
    if (now - last < 100) return;
    last = now;
    show(progress);
  };
}

function sourceName(text: string): string {
  if (slug.safeParse(text).success && !text.startsWith('koc_')) return text;
  throw new UsageError(
    `--source: expected a name of a-z, 0-9, _ or - (at most 64, not koc_…), got ${JSON.stringify(text)}`,
  );
}

function ratio(text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('Expected a number from 0 to 1.');
}
