/** What feeds of the wild do wrong, one fixture a quirk: each is read as its author meant it, or refused with a reason. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { collector } from '../../collectors/feeds/index.ts';
import type { Collector } from '../../warehouse/contracts/collector.ts';
import { canonicalAuthor, canonicalCounts, canonicalRecord, type Rows } from '../../warehouse/contracts/rows.ts';
import { envelopeOf, headerOf } from './envelope.ts';
import { FEED, passOver, startWeb } from './feeds_stage.ts';

const FOLDER = new URL('../fixtures/feeds/', import.meta.url).pathname;

const expectation = z.strictObject({
  quirk: z.string(),
  /** The header; absent = application/xml. */
  content_type: z.string().optional(),
  /** Options of the feed beside its address. */
  options: z.record(z.string(), z.unknown()).default({}),
  /** Parts of the items that must come out, in this order. */
  items: z.array(z.record(z.string(), z.unknown())).optional(),
  refused: z.strictObject({ outcome: z.string(), reason: z.string() }).optional(),
  /** What may stand nowhere in what is sealed. */
  absent: z.array(z.string()).default([]),
  distinct_ids: z.int().optional(),
  longest_id: z.int().optional(),
});

const files = readdirSync(FOLDER).filter((name) => !name.endsWith('.expected.json'));
const cases = files.map((file) => {
  const expected = expectation.parse(
    JSON.parse(readFileSync(join(FOLDER, file.replace(/\.\w+$/u, '.expected.json')), 'utf8')),
  );
  return [`${file}: ${expected.quirk}`, file, expected] as const;
});

/** A row in the words of the fixtures. */
function inWords(rows: Rows) {
  const [record] = rows.records;
  const [author] = rows.authors;
  const [counts] = rows.counts;
  canonicalRecord.parse(record);
  if (author !== undefined) canonicalAuthor.parse(author);
  if (counts !== undefined) canonicalCounts.parse(counts);
  const at = record!.publishedAt;
  return {
    id: record!.id,
    kind: record!.kind,
    title: record!.title,
    text: record!.text,
    url: record!.url,
    at: at === null ? null : new Date(at).toISOString(),
    author: record!.authorId,
    name: author?.name ?? null,
    parent: record!.parentId,
    tags: record!.hashtags,
    images: record!.imageCount,
    video: record!.hasVideo,
    format: record!.format,
    rating: record!.rating,
    replies: counts?.replies?.value ?? null,
    likes: counts?.likes?.value ?? null,
    views: counts?.views?.value ?? null,
  };
}

test('there are at least sixty of them, each with what must come out', () => {
  expect(files.length).toBeGreaterThanOrEqual(60);
  for (const [, , { items, refused }] of cases) expect((items === undefined) !== (refused === undefined)).toBe(true);
});

describe('quirks', () => {
  test.each(cases)('%s', async (_name, file, expected) => {
    const body = readFileSync(join(FOLDER, file));
    await using web = await startWeb((_request, response) => {
      response.writeHead(200, { 'content-type': expected.content_type ?? 'application/xml' });
      response.end(body);
    });
    const run = await passOver(web, { feeds: [{ url: FEED, ...expected.options }] });
    expect(run.rejects).toEqual([]);
    for (const words of expected.absent) expect(JSON.stringify(run.records)).not.toContain(words);
    if (expected.refused !== undefined) {
      expect(run.end?.outcome).toBe(expected.refused.outcome);
      expect(String(run.end?.asked['refused_first'])).toContain(expected.refused.reason);
      expect(run.records).toEqual([]);
      return;
    }
    expect(run.end?.outcome).toBe(expected.items!.length === 0 ? 'empty' : 'ok');
    const normalise = (collector as Collector).normalizer(headerOf(collector as Collector, {}));
    const rows = run.records.map((record, seq) => {
      const said = normalise(envelopeOf(collector as Collector, record, seq));
      if ('skip' in said) throw new Error(said.skip);
      return inWords(said);
    });
    expect(rows).toMatchObject(expected.items!);
    expect(rows).toHaveLength(expected.items!.length);
    if (expected.distinct_ids !== undefined) {
      expect(new Set(rows.map(({ id }) => id)).size).toBe(expected.distinct_ids);
    }
    for (const { id } of rows) expect(id.length).toBeLessThanOrEqual(expected.longest_id ?? 1000);
  });
});
