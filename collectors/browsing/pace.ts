/** How fast a site may be driven: never faster than its source declares, but for a copy of one's own on this machine. */
import type { SiteOptions } from './site.ts';

export interface WantedPace {
  /** Actions a minute as declared by the source. */
  readonly declared: number;
  /** As configured; null = nothing is. */
  readonly wanted: number | null;
  readonly options: Pick<SiteOptions, 'base_url'>;
  /** Whether the operator has allowed private addresses for this source. */
  readonly allowsPrivate: boolean;
}

/** Actions a minute. */
export function drivenPerMinute({ declared, wanted, options, allowsPrivate }: WantedPace): number {
  if (wanted === null) return declared;
  return allowsPrivate && isLoopback(options.base_url) ? wanted : Math.min(declared, wanted);
}

function isLoopback(baseUrl: string | null): boolean {
  const host = baseUrl === null ? '' : (URL.parse(baseUrl)?.hostname ?? '');
  return host === 'localhost' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/u.test(host);
}
