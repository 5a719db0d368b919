/** What a capture of one source works with: its site, its account, and what there is to look at. Reads only; opens nothing. */
import { knownLinks } from '../../collectors/browsing/links.ts';
import type { SiteOptions, SiteSource } from '../../collectors/browsing/site.ts';
import { siteOf } from '../../collectors/browsing/site_collector.ts';
import { loadCollector } from '../../collectors/discover.ts';
import type { Collector } from '../../warehouse/contracts/collector.ts';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import type { Query } from '../../warehouse/contracts/live.ts';
import { nearest } from '../../warehouse/contracts/nearest.ts';
import { forgottenKeys } from '../../warehouse/forget.ts';
import type { SourceConfig, Workspace } from '../config/types.ts';
import { type WantedItem, wantedItems } from './capture_wanted.ts';
import type { RunContext } from './context.ts';
import { dueAuthors } from './due_authors.ts';
import { duePosts } from './due_posts.ts';
import { openSourceState } from './live_state.ts';
import { configuredQueries } from './queries.ts';
import { openWorkspaceRaw } from './raw.ts';

export interface CaptureSource {
  readonly source: SourceConfig;
  readonly collector: Collector;
  readonly site: SiteSource;
  readonly options: SiteOptions;
}

/**
 * The source as the config has it, for one of its accounts (null: the configured one).
 *
 * @throws UsageError for an unknown source, one that no browser shows, one that its operator has not acknowledged, and wrong options.
 */
export async function captureSource(ws: Workspace, sourceId: string, account: string | null): Promise<CaptureSource> {
  const source = ws.config.sources.find(({ id }) => id === sourceId);
  if (source === undefined) throw await unknownSource(ws, sourceId);
  const collector = await loadCollector(source.collector);
  const site = siteOf(collector);
  if (site === null || site.session === null) {
    throw new UsageError(`source ${sourceId}: ${collector.meta.name} is not seen through a browser`, {
      hint: collector.meta.access.via === 'export' ? 'koc import takes its files.' : '`koc collect` asks it.',
    });
  }
  if (!source.acknowledged) {
    throw new UsageError(`source ${sourceId} is off until its operator agrees to its terms`, {
      hint: `${collector.meta.access.terms} If you agree, set acknowledged: true in koc.yaml.`,
    });
  }
  const parsed = site.options.safeParse(account === null ? source.options : { ...source.options, account });
  if (parsed.success) return { source, collector, site, options: parsed.data };
  const issue = parsed.error.issues[0]!;
  throw new UsageError(`source ${sourceId}: with.${issue.path.map(String).join('.')}: ${issue.message}`);
}

/** Words of the brands, the own account's mentions, authors and posts that are due: in that order. */
export async function whatToLookAt(
  ws: Workspace,
  ctx: RunContext,
  { source, collector, site, options }: CaptureSource,
): Promise<WantedItem[]> {
  const { meta } = collector;
  const asked = configuredQueries(ws.config, source, collector);
  const mentions: Query[] =
    meta.queryKinds.includes('mention_feed') && !asked.some(({ kind }) => kind === 'mention_feed')
      ? [{ kind: 'mention_feed', brandId: null }]
      : [];
  const refusing = await forgottenKeys(await openWorkspaceRaw(ws, ctx), ['forget', 'opt_out']);
  const authors = await dueAuthors(ws, source, meta, ctx.now(), refusing);
  const posts = await duePosts(ws, source, meta, ctx.now());
  const queries = [...asked, ...mentions, ...(authors?.queries ?? []), ...(posts?.queries ?? [])];
  const links = Object.fromEntries(knownLinks(await openSourceState(ws.dir, source.id)));
  return wantedItems(site, options, queries, { links, offset: ws.offset });
}

async function unknownSource(ws: Workspace, typed: string): Promise<UsageError> {
  const browsed: string[] = [];
  for (const { id, collector } of ws.config.sources) {
    const site = await loadCollector(collector).then(siteOf, () => null);
    if (site !== null && site.session !== null) browsed.push(id);
  }
  const meant = nearest(typed, browsed);
  const hint =
    browsed.length === 0
      ? 'koc.yaml has no source that is seen through a browser; docs/browsing.md says how to add one.'
      : meant === null
        ? `There are: ${browsed.join(', ')}.`
        : `Did you mean ${meant}?`;
  return new UsageError(`unknown source ${JSON.stringify(typed)}`, { hint });
}
