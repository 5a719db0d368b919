/** The part of a source's entry that only sources which reach out have, with its defaults. */
import type { Query } from '../../warehouse/contracts/live.ts';
import type { ConfigFile } from './schema.ts';
import type { AutomationConfig, LiveConfig } from './types.ts';

/** Days that a first pass looks back where the entry says nothing. */
export const HISTORY_DAYS = 30;

type SourceEntry = ConfigFile['sources'][number];

export function resolveLive(source: SourceEntry): LiveConfig {
  return {
    brands: source.brands ?? null,
    queries: (source.queries ?? []).map(queryOf),
    perMinute: source.pace?.per_minute ?? null,
    historyDays: source.history_days ?? HISTORY_DAYS,
    backfillDaily: source.backfill?.daily ?? 0,
    refreshes: source.refresh ?? false,
    allowsPrivate: source.allow_private ?? false,
  };
}

/** Without the operator's `acknowledged: true` nothing is driven, whatever else the entry says. */
export function resolveAutomation({ automation }: SourceEntry): AutomationConfig | null {
  return automation?.acknowledged ? { permissionRef: automation.permission_ref } : null;
}

/** An account may be given by handle or id; the collector tells which it takes. */
export function queryOf(entry: NonNullable<SourceEntry['queries']>[number]): Query {
  if ('keyword' in entry) return { kind: 'keyword', words: entry.keyword, brandId: entry.brand };
  if ('author' in entry) return { kind: 'author', authorId: null, handle: entry.author.replace(/^@/u, '') };
  if ('post' in entry) return { kind: 'post', postId: entry.post, publishedAt: null };
  return { kind: 'mention_feed', brandId: entry.feed };
}
