/** The one place at which snake_case of the file becomes camelCase, and at which every default that the schema leaves open is set. */

import { resolveAutomation, resolveLive } from './resolve_live.ts';
import type { ConfigFile } from './schema.ts';
import type { Brand, Config, Language, Scoring, WatchedPerson } from './types.ts';

/** Defaults of ranking.md 0. */
export const SCORING: Scoring = {
  fastHalfLifeDays: 60,
  slowHalfLifeDays: 365,
  brandPriorMentions: 60,
  positivityPriorMentions: 3,
  activityExponent: 0.5,
  listSize: 50,
  kolFollowers: 30_000,
};

export const TIMEZONE = 'Asia/Shanghai';

/** `absolute` gives a source's options with their paths made absolute. */
export function resolveConfig(
  file: ConfigFile,
  parts: {
    readonly brands: readonly Brand[];
    readonly people: readonly WatchedPerson[];
    readonly absolute: (source: ConfigFile['sources'][number]) => Readonly<Record<string, unknown>>;
    /** Makes a path of the file absolute. */
    readonly path: (path: string) => string;
  },
): Config {
  const scoring = file.scoring ?? {};
  return {
    timezone: file.timezone ?? TIMEZONE,
    contact: file.contact ?? null,
    brands: parts.brands,
    people: parts.people,
    sources: file.sources.map((source) => ({
      id: source.id,
      collector: source.collector,
      acknowledged: source.acknowledged,
      options: parts.absolute(source),
      schedule: source.schedule ?? null,
      secrets: source.secrets,
      live: resolveLive(source),
      automation: resolveAutomation(source),
    })),
    schedules: Object.entries(file.schedules).map(([name, schedule]) => {
      return typeof schedule === 'string'
        ? { name, cron: schedule, run: 'collect', notify: false }
        : { name, ...schedule };
    }),
    scoring: {
      fastHalfLifeDays: scoring.fast_half_life_days ?? SCORING.fastHalfLifeDays,
      slowHalfLifeDays: scoring.slow_half_life_days ?? SCORING.slowHalfLifeDays,
      brandPriorMentions: scoring.brand_prior_mentions ?? SCORING.brandPriorMentions,
      positivityPriorMentions: scoring.positivity_prior_mentions ?? SCORING.positivityPriorMentions,
      activityExponent: scoring.activity_exponent ?? SCORING.activityExponent,
      listSize: scoring.list_size ?? SCORING.listSize,
      kolFollowers: scoring.kol_followers ?? SCORING.kolFollowers,
    },
    publish: {
      languages: [...new Set<Language>(file.publish?.languages ?? ['zh', 'en'])],
      identity: {
        workbook: file.publish?.identity?.workbook ?? 'handle',
        html: file.publish?.identity?.html ?? 'handle',
        csv: file.publish?.identity?.csv ?? 'handle',
        parquet: file.publish?.identity?.parquet ?? 'pseudonym',
        duckdb: file.publish?.identity?.duckdb ?? 'pseudonym',
      },
      keepRuns: file.publish?.keep_runs ?? 8,
    },
    notify: (file.publish?.notify ?? []).map((bot) => ({
      kind: bot.kind,
      urlEnv: bot.url_env,
      secretEnv: bot.secret_env ?? null,
      brands: bot.brands ?? null,
      language: bot.language ?? null,
      reportUrl: bot.report_url ?? null,
    })),
    workbook: { language: file.workbook?.language ?? null },
    worklist: { size: file.worklist?.size ?? 20, cooldownDays: file.worklist?.cooldown_days ?? 28 },
    sentiment: {
      onnxModelDir: file.sentiment?.backend === 'onnx' ? parts.path(file.sentiment.model ?? 'model') : null,
      calibrationFile: optionalPath(file.sentiment?.calibration?.file, parts.path),
      lexiconFile: optionalPath(file.sentiment?.lexicon?.file, parts.path),
    },
    desk: { publicFeed: file.desk?.public_feed ?? false },
    keywords: {
      isEnabled: file.keywords?.enabled ?? false,
      file: optionalPath(file.keywords?.file, parts.path),
    },
    retention: { rawDays: file.retention?.raw_days ?? null },
    platforms: Object.fromEntries(
      Object.entries(file.platforms).map(([name, { kol_followers, searched }]) => [
        name,
        { kolFollowers: kol_followers ?? null, isSearched: searched ?? null },
      ]),
    ),
    sensitiveCategories: Object.entries(file.categories).flatMap(([name, { sensitive }]) => (sensitive ? [name] : [])),
  };
}

function optionalPath(path: string | undefined, absolute: (path: string) => string): string | null {
  return path === undefined ? null : absolute(path);
}
