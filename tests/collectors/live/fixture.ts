/** A recorded case of a source that reaches out: what it is asked for, what the platform answered. Written by hand or by `koc collect --record`. */
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { discoverCollectors } from '../../../collectors/discover.ts';
import type { Collector } from '../../../warehouse/contracts/collector.ts';
import { query } from '../../../warehouse/contracts/live.ts';

export const exchange = z.strictObject({
  method: z.enum(['GET', 'POST']).default('GET'),
  /** Without secrets; the order of its parameters does not matter. */
  url: z.url(),
  /** Body of a POST, as it was sent. */
  sent: z.string().optional(),
  status: z.int().default(200),
  headers: z.record(z.string(), z.string()).default({}),
  /** The body: `json` is written as JSON, `text` as it stands. */
  json: z.unknown().optional(),
  text: z.string().optional(),
});
export type Exchange = z.output<typeof exchange>;

const moment = z.iso.datetime().transform((text) => Date.parse(text));
export const ask = z.strictObject({
  queries: z.array(query).min(1),
  window: z.strictObject({ since: moment, until: moment }),
  now: moment,
});

export interface LiveFixture {
  readonly options: unknown;
  readonly ask: z.output<typeof ask>;
  readonly exchanges: readonly Exchange[];
}

export function isLiveFixture(folder: string): boolean {
  return existsSync(join(folder, 'ask.json'));
}

export async function loadFixture(folder: string): Promise<LiveFixture> {
  const read = (name: string) => readFile(join(folder, name), 'utf8');
  const lines = (await read('exchanges.jsonl')).split('\n').filter((line) => line !== '');
  return {
    options: JSON.parse(await read('with.json')),
    ask: ask.parse(JSON.parse(await read('ask.json'))),
    exchanges: lines.map((line) => exchange.parse(JSON.parse(line))),
  };
}

const FIXTURES = new URL('../../fixtures/collectors/', import.meta.url).pathname;

export interface RecordedCase {
  /** `hackernews/keyword`. */
  readonly name: string;
  readonly collector: Collector;
  readonly dir: string;
  readonly fixture: LiveFixture;
}

/** The recorded cases of every source that reaches out, and sources that have none. */
export async function recordedCases(): Promise<{
  readonly cases: readonly RecordedCase[];
  readonly without: readonly string[];
}> {
  const cases: RecordedCase[] = [];
  const without: string[] = [];
  for (const [name, collector] of await discoverCollectors()) {
    if (collector.meta.pace === null || collector.meta.access.via === 'browser') continue;
    const folder = join(FIXTURES, name);
    const dirs = existsSync(folder) ? readdirSync(folder).map((one) => join(folder, one)) : [];
    const live = dirs.filter(isLiveFixture);
    if (live.length === 0) without.push(name);
    for (const dir of live)
      cases.push({ name: `${name}/${dir.slice(folder.length + 1)}`, collector, dir, fixture: await loadFixture(dir) });
  }
  return { cases, without };
}
