/** How fast and how much a site may be driven: never more than its source declares, but for a copy of one's own on this machine. */
import { DEFAULT_DAILY_BUDGET } from './budget.ts';
import type { SiteOptions, SiteSource } from './site.ts';

export interface DrivenPace {
  /** Actions a minute; between two of them lies always the same time. */
  readonly perMinute: number;
  /** Actions a day. */
  readonly perDay: number;
}

export interface WantedPace {
  /** Actions a minute as configured; null = nothing is. */
  readonly perMinute: number | null;
  readonly options: Pick<SiteOptions, 'base_url'>;
  /** Whether the operator has allowed private addresses for this source. */
  readonly allowsPrivate: boolean;
}

/** The day's budget of a copy that is driven faster grows as the pace does. */
export function drivenPace(
  { meta, dailyBudget = DEFAULT_DAILY_BUDGET }: Pick<SiteSource, 'meta' | 'dailyBudget'>,
  { perMinute: wanted, options, allowsPrivate }: WantedPace,
): DrivenPace {
  const declared = meta.pace?.perMinute ?? 1;
  if (wanted === null || wanted <= declared) return { perMinute: wanted ?? declared, perDay: dailyBudget };
  const isCopy = allowsPrivate && isLoopback(options.base_url);
  if (!isCopy) return { perMinute: declared, perDay: dailyBudget };
  return { perMinute: wanted, perDay: Math.floor((dailyBudget * wanted) / declared) };
}

function isLoopback(baseUrl: string | null): boolean {
  const host = baseUrl === null ? '' : (URL.parse(baseUrl)?.hostname ?? '');
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/u.test(host);
}
