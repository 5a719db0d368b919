/**
 * Fixtures of sites: answers in the shape of the platform, in words of our own.
 *
 * `tests/fixtures/collectors/<name>/<case>/received.jsonl`: one answer a line, `shape` names what it is read as; `rows.json` beside it are
 * the rows that come out (`vitest -u` writes it). `refused.jsonl`, there or in the platform's folder: answers that say no, with the
 * `sign` and the `outcome` of the platform's table.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { NO_ADDRESS } from '../../../collectors/browsing/address.ts';
import type { SiteSource } from '../../../collectors/browsing/site.ts';
import { siteOf } from '../../../collectors/browsing/site_collector.ts';
import { discoverCollectors } from '../../../collectors/discover.ts';
import type { Received } from '../../../warehouse/contracts/browse.ts';
import type { Collector } from '../../../warehouse/contracts/collector.ts';
import { outcome } from '../../../warehouse/contracts/raw.ts';

/** When fixtures were seen, unless a line says `at`. */
export const FIXTURE_SEEN_AT = Date.UTC(2026, 10, 20, 4);

const answer = {
  /** Absent: a saved body of which nobody knows where it was answered. */
  url: z.url().default(NO_ADDRESS),
  method: z.string().default('GET'),
  sent: z.string().nullable().default(null),
  status: z.int().default(200),
  headers: z.record(z.string(), z.string()).default({}),
  /** The body as JSON, or as text. */
  json: z.unknown().optional(),
  text: z.string().optional(),
  /** Whether it is the page itself. */
  document: z.boolean().default(false),
  /** Address of the page that it came to; absent: its own. */
  page: z.string().optional(),
  /** ISO moment. */
  at: z.iso.datetime().optional(),
};
const receivedLine = z.strictObject({ shape: z.union([z.string(), z.array(z.string()).min(1)]), ...answer });
const refusedLine = z.strictObject({ sign: z.string(), outcome, ...answer });

export interface ReceivedLine {
  readonly shapes: readonly string[];
  readonly received: Received;
}

export interface RefusedLine {
  readonly sign: string;
  readonly outcome: string;
  readonly received: Received;
}

export interface SiteFixture {
  readonly name: string;
  readonly dir: string;
  readonly lines: readonly ReceivedLine[];
}

export interface SiteUnderTest {
  readonly name: string;
  readonly site: SiteSource;
  readonly collector: Collector;
  readonly dir: string;
  readonly fixtures: readonly SiteFixture[];
  readonly refused: readonly RefusedLine[];
}

const FIXTURES = new URL('../../fixtures/collectors/', import.meta.url).pathname;

/** Every collector that declares a site, with its fixtures. */
export async function sitesUnderTest(): Promise<readonly SiteUnderTest[]> {
  return [...(await discoverCollectors())].flatMap(([name, collector]) => {
    const site = siteOf(collector);
    if (site === null) return [];
    const dir = join(FIXTURES, name);
    const files = existsSync(dir) ? readdirSync(dir, { recursive: true, encoding: 'utf8' }).sort() : [];
    const fixtures = files
      .filter((file) => file.endsWith('/received.jsonl'))
      .map((file) => fixtureIn(join(dir, file.slice(0, -'/received.jsonl'.length)), file.split('/')[0]!));
    const refused = files
      .filter((file) => /(?:^|\/)refused\.jsonl$/u.test(file))
      .flatMap((file) => refusedIn(join(dir, file)));
    return [{ name, site, collector, dir, fixtures, refused }];
  });
}

function fixtureIn(dir: string, name: string): SiteFixture {
  const lines = linesOf(join(dir, 'received.jsonl'), receivedLine).map(({ shape, ...line }) => {
    return { shapes: [shape].flat(), received: receivedOf(line) };
  });
  return { name, dir, lines };
}

function refusedIn(file: string): RefusedLine[] {
  return linesOf(file, refusedLine).map(({ sign, outcome: expected, ...line }) => {
    return { sign, outcome: expected, received: receivedOf(line) };
  });
}

function linesOf<T>(file: string, schema: z.ZodType<T>): T[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const read = schema.safeParse(JSON.parse(line));
    if (!read.success) throw new Error(`${file}:${index + 1}: ${z.prettifyError(read.error)}`);
    return [read.data];
  });
}

function receivedOf(line: Omit<z.infer<typeof receivedLine>, 'shape'>): Received {
  const { url, method, sent, status, headers, json, text, document, page, at } = line;
  return {
    url,
    method,
    sent,
    status,
    headers,
    text: text ?? (json === undefined ? '' : JSON.stringify(json)),
    at: at === undefined ? FIXTURE_SEEN_AT : Date.parse(at),
    isDocument: document,
    pageUrl: page ?? url,
  };
}
