/** robots.txt (RFC 9309): no file means allowed, an unreachable one means nothing is sent; a day's copy is kept. */
import robotsModule from 'robots-parser';

/** The package is CommonJS and declares an ES module: what is imported is the function itself. */
const robotsParser = robotsModule as unknown as typeof robotsModule.default;

/** Ms for which a copy counts (RFC 9309 2.4). */
export const ROBOTS_KEEP_MS = 24 * 3_600_000;
/** Bytes that are read of a file, at most (RFC 9309 2.5 asks for at least 500 KiB). */
export const ROBOTS_MAX_BYTES = 512 * 1024;

export interface RobotsRules {
  readonly isAllowed: (url: string) => boolean;
  /** Ms between two requests that the site asks for; null = it does not say. */
  readonly delayMs: number | null;
}

/** `agent` is the product name that a site would write, `koc-radar`. An empty text allows everything. */
export function robotsRules(origin: string, text: string, agent: string): RobotsRules {
  const rules = robotsParser(`${origin}/robots.txt`, text);
  const delay = rules.getCrawlDelay(agent);
  return {
    isAllowed: (url) => rules.isAllowed(url, agent) ?? true,
    delayMs: delay === undefined || !Number.isFinite(delay) ? null : Math.min(Math.max(delay, 0), 600) * 1000,
  };
}
