/** Settings that the environment may override (flag > KOC_* > file > default). Everything else stands in koc.yaml only. */
import { UsageError } from '../../warehouse/contracts/errors.ts';
import { zoneOffset } from '../../warehouse/contracts/time.ts';
import type { Config, Language } from './types.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Throws UsageError naming the variable when its value cannot be used. An empty variable counts as not set. */
export function applyEnvironment(config: Config, env: Environment): Config {
  const timezone = env['KOC_TIMEZONE'] || config.timezone;
  if (timezone !== config.timezone) zoneOffset(timezone);
  return {
    ...config,
    timezone,
    scoring: { ...config.scoring, listSize: positiveInteger(env, 'KOC_LIST_SIZE', 1000) ?? config.scoring.listSize },
    publish: {
      ...config.publish,
      keepRuns: positiveInteger(env, 'KOC_KEEP_RUNS', 1000) ?? config.publish.keepRuns,
      languages: languages(env['KOC_LANGUAGES']) ?? config.publish.languages,
    },
  };
}

/** Null when the variable is not set. Throws UsageError unless it is a whole number from 1 to `max`. */
export function positiveInteger(env: Environment, name: string, max: number): number | null {
  const text = env[name]?.trim();
  if (!text) return null;
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= max) return value;
  throw new UsageError(`${name}: expected integer ≥ 1 and ≤ ${max}, got ${JSON.stringify(text)}`);
}

function languages(text: string | undefined): readonly Language[] | null {
  if (!text) return null;
  const wanted = [...new Set(text.split(',').map((part) => part.trim()))];
  const known = wanted.filter((part): part is Language => part === 'zh' || part === 'en');
  if (known.length === wanted.length) return known;
  throw new UsageError(`KOC_LANGUAGES: expected zh, en or both, got ${JSON.stringify(text)}`);
}
