/** What answers say about when to ask again: Retry-After (RFC 9110) and the RateLimit headers in the forms that platforms use. */

/** Ms after which a host is asked again whatever it said: a header must not silence a source for ever. */
const LONGEST_MS = 30 * 86_400_000;

/** UTC ms from which the host may be asked again, 30 days on at most; null = it says nothing. `nowMs` is the moment of the answer. */
export function askedToWaitUntil(
  status: number,
  headers: Readonly<Record<string, string>>,
  nowMs: number,
): number | null {
  const until = saidUntil(status, headers, nowMs);
  return until === null ? null : Math.min(Math.max(until, nowMs), nowMs + LONGEST_MS);
}

function saidUntil(status: number, headers: Readonly<Record<string, string>>, nowMs: number): number | null {
  const retry = retryAfter(headers['retry-after'], nowMs);
  if (retry !== null && (status === 429 || status === 503 || status >= 300)) return retry;
  const remaining = shown(headers, 'remaining');
  const isSpent = status === 429 || (remaining !== null && Number(remaining) < 1);
  return isSpent ? resetMoment(shown(headers, 'reset'), nowMs) : null;
}

function retryAfter(text: string | undefined, nowMs: number): number | null {
  if (text === undefined) return null;
  if (/^\d+(?:\.\d+)?$/u.test(text.trim())) return nowMs + Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : date;
}

/** `RateLimit-Remaining`, `X-RateLimit-Remaining`, `X-Rate-Limit-Remaining`, or `r` and `t` of the structured `RateLimit`. */
function shown(headers: Readonly<Record<string, string>>, what: 'remaining' | 'reset'): string | null {
  for (const prefix of ['ratelimit', 'x-ratelimit', 'x-rate-limit']) {
    const value = headers[`${prefix}-${what}`];
    if (value !== undefined && value !== '') return value.split(/[,;]/u)[0]!.trim();
  }
  const field = what === 'remaining' ? 'r' : 't';
  return new RegExp(`(?:^|[;,\\s])(?:${what}|${field})=(\\d+)`, 'u').exec(headers['ratelimit'] ?? '')?.[1] ?? null;
}

/** Seconds to go, seconds or milliseconds since 1970, or a date: told apart by size, since the headers do not say. */
function resetMoment(text: string | null, nowMs: number): number | null {
  if (text === null) return null;
  const value = Number(text);
  if (Number.isNaN(value)) {
    const date = Date.parse(text);
    return Number.isNaN(date) ? null : date;
  }
  if (value > 1e11) return value;
  if (value > 1e8) return value * 1000;
  return nowMs + value * 1000;
}
