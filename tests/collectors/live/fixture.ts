/** A recorded case of a source that reaches out: what it is asked for, what the platform answered. Written by hand or by `koc collect --record`. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
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
