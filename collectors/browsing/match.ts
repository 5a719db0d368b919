/** Reads one answer: refusals first, then every shape that may lie in it. Pure but for the memory it is given; it never throws. */
import type { Received } from '../../warehouse/contracts/browse.ts';
import { isHostOf, keptAddress, NO_ADDRESS } from './address.ts';
import type { Answer, Drift, Reading } from './answer.ts';
import { bodyOf } from './bodies.ts';
import { driftOf } from './drift.ts';
import { FORGETFUL, type Memory } from './memory.ts';
import { COMMON_REFUSALS } from './refuse.ts';
import { sealablePayload } from './secrets.ts';
import type { Part, Read, Refusal, Shape, SiteSource } from './site.ts';
import { gain, tryShape } from './try_shape.ts';

/**
 * `hosts`: whose answers count, see `siteHosts`; what other hosts answer is nothing. An answer without an address (`NO_ADDRESS`: a saved
 * body) may be of any shape: the one that takes it. `siteReader` is this with a memory.
 */
export function readAnswer(
  source: SiteSource,
  hosts: readonly string[],
  answer: Received,
  memory: Memory = FORGETFUL,
): Answer {
  const at = placeOf(answer, hosts);
  if (at === null) return NOTHING;
  const shapes = source.shapes.filter((shape) => isCandidate(shape, answer, at));
  const isAsked = answer.isDocument || shapes.length > 0;
  const refusal = isAsked ? refusalIn(source, answer) : null;
  if (refusal !== null) return { kind: 'refusal', refusal };
  if (shapes.length === 0 || isBodiless(answer)) return NOTHING;
  if (answer.status >= 400) return { kind: 'broken', shape: shapes[0]!.name, reason: `HTTP ${answer.status}` };
  const readings: Reading[] = [];
  const drifts: Drift[] = [];
  for (const alike of byPart(shapes)) {
    const { reading, drift } = readPart({ source, answer, memory, isAnywhere: at === 'anywhere' }, alike);
    if (reading !== null) readings.push(reading);
    if (drift !== null) drifts.push(drift);
  }
  return readings.length + drifts.length === 0 ? NOTHING : { kind: 'seen', readings, drifts };
}

/** The first refusal of the table, or of those of any site, that fits; null = none. Also for answers that are no shape's. */
export function refusalIn(source: Pick<SiteSource, 'refusals'>, answer: Received): Refusal | null {
  return [...source.refusals, ...COMMON_REFUSALS].find(({ is }) => is(answer)) ?? null;
}

const NOTHING: Answer = { kind: 'nothing' };

/** Its path; `anywhere` = not known; null = another host's, or no answer to a question of a page. */
function placeOf({ url, method }: Received, hosts: readonly string[]): string | null {
  if (method === 'OPTIONS' || method === 'HEAD') return null;
  if (url === NO_ADDRESS) return 'anywhere';
  const parsed = URL.parse(url);
  return parsed !== null && isHostOf(hosts, parsed.host) ? parsed.pathname : null;
}

/** Whether a shape may lie in an answer at this path. */
export function isCandidate(shape: Shape, answer: Received, at: string): boolean {
  const isOfPage = shape.part !== 'json';
  if (at === 'anywhere') return isOfPage === answer.isDocument;
  // Markup may come in pieces that scripts ask for; states of pages do not.
  if (isOfPage && shape.part !== 'html' && !answer.isDocument) return false;
  if (!shape.paths.some((path) => at.search(path) >= 0)) return false;
  try {
    return shape.isAt?.(answer) ?? true;
  } catch {
    return false;
  }
}

/** Redirects and answers that promise no body. */
function isBodiless({ status }: Received): boolean {
  return status < 200 || status === 204 || status === 205 || (status >= 300 && status < 400);
}

/** Shapes that are read from the same thing: of those one is meant. */
function byPart(shapes: readonly Shape[]): Iterable<readonly [Shape, ...Shape[]]> {
  const named = (part: Part) => (typeof part === 'string' ? part : `state ${part.state}`);
  return Map.groupBy(shapes, ({ part }) => named(part)).values() as Iterable<[Shape, ...Shape[]]>;
}

interface Asked {
  readonly source: SiteSource;
  readonly answer: Received;
  readonly memory: Memory;
  readonly isAnywhere: boolean;
}

interface Outcome {
  readonly reading: Reading | null;
  readonly drift: Drift | null;
}

/** Of several shapes the one that takes most of it; when none takes it, what the nearest one misses. */
function readPart({ source, answer, memory, isAnywhere }: Asked, shapes: readonly [Shape, ...Shape[]]): Outcome {
  const [first] = shapes;
  const body = bodyOf(first.part, answer);
  if ('why' in body) {
    // A page that is opened at the address of data, or a body of something else.
    const isOther = isAnywhere || (first.part === 'json' && answer.isDocument);
    return { reading: null, drift: isOther ? null : driftOf(source, answer, first, { path: '', reason: body.why }) };
  }
  const tried = shapes.map((shape) => ({ shape, ...tryShape(shape, body.value, answer, memory.seen) }));
  const taken = tried.flatMap(({ shape, read }) => (read === null ? [] : [{ shape, read }]));
  const best = taken.reduce<(typeof taken)[number] | null>(
    (most, one) => (most === null || gain(one.read) > gain(most.read) ? one : most),
    null,
  );
  if (best === null) {
    if (isAnywhere) return { reading: null, drift: null };
    const nearest = tried.reduce((least, one) => (one.misses.count < least.misses.count ? one : least));
    return { reading: null, drift: driftOf(source, answer, nearest.shape, nearest.misses) };
  }
  for (const record of best.read.records) memory.keep(record);
  const reading = readingOf(source, best.shape, best.read, answer);
  const { rejected, records } = best.read;
  const isChanged = rejected.length > 0 && rejected.length >= records.length;
  const odd = rejected[0];
  const drift =
    isChanged && odd !== undefined
      ? driftOf(source, answer, best.shape, { path: odd.field, reason: odd.reason })
      : null;
  return { reading, drift };
}

function readingOf(source: SiteSource, shape: Shape, read: Read, answer: Received): Reading {
  const clean = sealablePayload(source);
  return {
    shape,
    records: read.records.map((record) => ({ ...record, payload: clean(record.payload) })),
    more: read.more,
    rejected: read.rejected,
    gone: read.gone ?? [],
    links: read.links ?? {},
    address: keptAddress(answer.url, shape.keeps),
  };
}
