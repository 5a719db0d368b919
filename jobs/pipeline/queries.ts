/** What a live source is asked for by the config: the queries it names, else the names of its brands, else its own feed. Pure. */
import type { Collector, CollectorMeta } from '../../warehouse/contracts/collector.ts';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import type { Query } from '../../warehouse/contracts/live.ts';
import type { Config, SourceConfig } from '../config/types.ts';

/** Throws UsageError when the collector can be asked for nothing that the config gives. */
export function configuredQueries(
  config: Pick<Config, 'brands'>,
  source: SourceConfig,
  collector: Collector,
): readonly Query[] {
  const asked = namedQueries(config, source, collector.meta);
  return collector.queries?.(collector.options.parse(source.options), asked) ?? asked;
}

function namedQueries(config: Pick<Config, 'brands'>, source: SourceConfig, meta: CollectorMeta): Query[] {
  const { queries, brands: only } = source.live;
  if (queries.length > 0) return [...queries];
  const brands = config.brands.filter(({ id }) => only === null || only.includes(id));
  if (meta.queryKinds.includes('keyword')) {
    return brands.flatMap(({ id, names }) => {
      return [...new Set(names)].map((words): Query => ({ kind: 'keyword', words, brandId: id }));
    });
  }
  if (meta.queryKinds.includes('mention_feed')) {
    const [brand, ...more] = only ?? [];
    return [{ kind: 'mention_feed', brandId: more.length === 0 ? (brand ?? null) : null }];
  }
  throw new UsageError(`source ${source.id}: ${meta.name} has to be told what to ask for`, {
    hint: `Add  queries: [{ ${meta.queryKinds[0] ?? 'post'}: … }]`,
  });
}
