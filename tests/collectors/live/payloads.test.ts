/** What others have recorded of the real platforms is read without a reject: fixtures alone would only prove that we agree with ourselves. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { siteOf } from '../../../collectors/browsing/site_collector.ts';
import { discoverCollectors } from '../../../collectors/discover.ts';
import { query } from '../../../warehouse/contracts/live.ts';
import { canonicalAuthor, canonicalCounts, canonicalRecord } from '../../../warehouse/contracts/rows.ts';
import { envelopeOf, headerOf } from '../envelope.ts';
import { ask, type Exchange } from './fixture.ts';
import { runLive, secretOf } from './pass.ts';
import { startPlatform } from './platform.ts';

const FIXTURES = new URL('../../fixtures/collectors/', import.meta.url).pathname;
const SHARED = join(
  process.env['KOC_SHARED_DIR'] ?? new URL('../../../../shared', import.meta.url).pathname,
  'payloads',
);
const WIDE = { since: '2000-01-01T00:00:00Z', until: '2100-01-01T00:00:00Z' };

const cases = z.array(
  z.strictObject({
    what: z.string().min(1),
    query,
    options: z.unknown().default({}),
    window: z.strictObject({ since: z.string(), until: z.string() }).default(WIDE),
    /** The recorded body that answers every request whose address has `path` in it; the first that fits. */
    answers: z
      .array(
        z.union([
          z.strictObject({ path: z.string(), file: z.string() }),
          // What nobody records, such as a token.
          z.strictObject({ path: z.string(), json: z.unknown() }),
        ]),
      )
      .min(1),
    /** Records of the first page. */
    records: z.int().positive(),
  }),
);

const collectors = await discoverCollectors();
const found = readdirSync(FIXTURES).flatMap((name) => {
  const file = join(FIXTURES, name, 'payloads.json');
  if (!existsSync(file) || siteOf(collectors.get(name)!) !== null) return [];
  return cases.parse(JSON.parse(readFileSync(file, 'utf8'))).map((one) => [`${name}: ${one.what}`, name, one] as const);
});

describe('bodies that others recorded (needs the shared data)', () => {
  test.skipIf(!existsSync(SHARED)).each(found)('%s', async (_what, name, one) => {
    const collector = collectors.get(name)!;
    const fixture = {
      options: one.options,
      ask: ask.parse({ queries: [one.query], window: one.window, now: '2026-11-22T00:00:00Z' }),
      exchanges: [],
    };
    const answerTo = (url: string): Pick<Exchange, 'json' | 'text'> | null => {
      const fit = one.answers.find(({ path }) => url.includes(path));
      if (fit === undefined) return null;
      if (!('file' in fit)) return { json: fit.json };
      const text = readFileSync(join(SHARED, fit.file), 'utf8');
      return fit.file.endsWith('.json') ? { json: JSON.parse(text) } : { text };
    };
    await using platform = await startPlatform([], collector.meta.access.secrets.map(secretOf), answerTo);
    const run = await runLive(collector, fixture, platform, { batches: 1 });
    expect(platform.unknown).toEqual([]);
    expect(run.rejects).toEqual([]);
    expect(run.records).toHaveLength(one.records);
    const normalise = collector.normalizer(headerOf(collector, {}));
    const rows = run.records.map((record, seq) => normalise(envelopeOf(collector, record, seq)));
    expect(rows.some((row) => !('skip' in row))).toBe(true);
    for (const row of rows) {
      if ('skip' in row) continue;
      for (const record of row.records) canonicalRecord.parse(record);
      for (const author of row.authors) canonicalAuthor.parse(author);
      for (const counts of row.counts) canonicalCounts.parse(counts);
    }
  });
});
