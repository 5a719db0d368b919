/** What every folder in `collectors/` promises. A new collector needs no test of its own for these, only fixtures. */

import { existsSync, readdirSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { siteOf } from '../../collectors/browsing/site_collector.ts';
import { discoverCollectors } from '../../collectors/discover.ts';
import type { CollectedRecord, Collector, Reject } from '../../warehouse/contracts/collector.ts';
import { recordKind, segmentHeader, slug } from '../../warehouse/contracts/raw.ts';
import { canonicalAuthor, canonicalCounts, canonicalRecord } from '../../warehouse/contracts/rows.ts';
import { envelopeOf, headerOf } from './envelope.ts';
import { isLiveFixture, loadFixture } from './live/fixture.ts';
import { runLive, secretOf } from './live/pass.ts';
import { startPlatform } from './live/platform.ts';
import { IMPORTED_AT } from './workspace.ts';

const fixturesOf = (name: string) => new URL(`../fixtures/collectors/${name}/`, import.meta.url).pathname;
const collectors = await discoverCollectors();

test('the file importer is found by its folder', () => {
  expect([...collectors.keys()]).toContain('file_import');
});

describe.each([...collectors])('%s', (name, collector) => {
  test('says what it is, on what basis it works, and what it does with personal fields', () => {
    const { meta } = collector;
    expect(meta.name).toBe(name);
    expect(meta.platform === null || slug.safeParse(meta.platform).success).toBe(true);
    expect(meta.version).toBeGreaterThan(0);
    for (const kind of meta.kinds) expect(recordKind.safeParse(kind).success).toBe(true);
    expect(meta.kinds.length * meta.queryKinds.length).toBeGreaterThan(0);
    expect(meta.access.terms).toMatch(/\.$/u);
    for (const secret of meta.access.secrets) expect(secret).toMatch(/^[A-Z][A-Z0-9_]+$/u);
    if (meta.pace !== null) {
      expect(meta.queryKinds).not.toContain('file');
      expect(collector.hosts).toBeDefined();
      expect(collector.plan).toBeDefined();
    }
    if (meta.access.via === 'export') expect(meta.pace).toBeNull();
    else expect(meta.pace?.perMinute).toBeGreaterThan(0);
    expect(Object.keys(meta.personal)).not.toHaveLength(0);
    for (const { why } of Object.values(meta.personal)) expect(why).not.toBe('');
    for (const limitation of meta.limitations) expect(limitation).toMatch(/\.$/u);
  });

  test('says in a README what it is', () => {
    const readme = new URL(`../../collectors/${name}/README.md`, import.meta.url).pathname;
    expect(existsSync(readme)).toBe(true);
  });

  test('refuses options it does not know', () => {
    expect(collector.options.safeParse({ surely_unknown_option: 1 }).success).toBe(false);
  });

  // Sites that are seen through a browser have a suite of their own (`sites/`).
  describe.each(siteOf(collector) === null ? cases(name) : [])('fixture %s', (fixture) => {
    const folder = join(fixturesOf(name), fixture);

    test('every record is sealable and has an id of its own', async () => {
      const { records } = await collected(collector, folder);
      expect(records).not.toHaveLength(0);
      for (const record of records) {
        expect(slug.safeParse(record.platform).success).toBe(true);
        expect(collector.meta.kinds).toContain(record.kind);
        expect(() => JSON.parse(record.payloadJson)).not.toThrow();
      }
      // A live source may observe a post twice in a pass: in a listing, and by itself.
      const version = (payloadJson: string) => (collector.meta.pace === null ? '' : payloadJson);
      const ids = records.map(
        ({ platform, kind, id, payloadJson }) => `${platform}:${kind}:${id}:${version(payloadJson)}`,
      );
      expect(new Set(ids).size).toBe(ids.length);
    });

    test('nothing is rejected', async () => {
      expect((await collected(collector, folder)).rejects).toEqual([]);
    });

    test('cursors survive JSON', async () => {
      for (const cursor of (await collected(collector, folder)).cursors) {
        expect(collector.cursor.parse(JSON.parse(JSON.stringify(cursor)))).toEqual(cursor);
      }
    });

    test('normalises to canonical rows, the same ones each time', async () => {
      const { records, context } = await collected(collector, folder);
      const header = segmentHeader.parse(JSON.parse(JSON.stringify(headerOf(collector, context))));
      const [once, again] = [collector.normalizer(header), collector.normalizer(header)];
      for (const [seq, record] of records.entries()) {
        const envelope = envelopeOf(collector, record, seq);
        const frozen = deepFreeze(envelope);
        const rows = once(frozen);
        expect(again(structuredClone(envelope))).toEqual(rows);
        if ('skip' in rows) continue;
        for (const row of rows.records) {
          canonicalRecord.parse(row);
          expect([row.platform, row.kind, row.id]).toEqual([record.platform, record.kind, record.id]);
        }
        for (const row of rows.authors) canonicalAuthor.parse(row);
        for (const row of rows.counts) canonicalCounts.parse(row);
      }
    });

    test('no personal field that is to be dropped is sealed', async () => {
      const dropped = Object.entries(collector.meta.personal).flatMap(([field, { keep }]) => (keep ? [] : [field]));
      for (const { payloadJson } of (await collected(collector, folder)).records) {
        const paths = pathsIn(JSON.parse(payloadJson), '');
        for (const field of dropped) expect(paths.filter((path) => `.${path}`.endsWith(`.${field}`))).toEqual([]);
      }
    });

    const golden = join(folder, 'rows.json');
    test.skipIf(!existsSync(golden))('gives the rows that rows.json says', async () => {
      const { records, context } = await collected(collector, folder);
      const normalise = collector.normalizer(headerOf(collector, context));
      const rows = records.map((record, seq) => normalise(envelopeOf(collector, record, seq)));
      expect(rows).toEqual(JSON.parse(await readFile(golden, 'utf8')));
    });
  });
});

function cases(name: string): string[] {
  const folder = fixturesOf(name);
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  const found = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  if (found.length === 0) throw new Error(`collectors/${name} needs a fixture in tests/fixtures/collectors/${name}/`);
  return found;
}

async function collected(collector: Collector, folder: string) {
  if (isLiveFixture(folder)) {
    const fixture = await loadFixture(folder);
    await using platform = await startPlatform(fixture.exchanges, collector.meta.access.secrets.map(secretOf));
    const { records, cursors, rejects } = await runLive(collector, fixture, platform);
    const options = collector.options.parse(fixture.options);
    return { records, cursors, rejects, context: await collector.context(options, { timezone: 'Asia/Shanghai' }) };
  }
  const options = collector.options.parse(await withBlock(folder));
  const context = await collector.context(options, { timezone: 'Asia/Shanghai' });
  const rejects: Reject[] = [];
  const batches = collector.collect({
    sourceId: 'fixture',
    options,
    context,
    cursor: null,
    now: () => IMPORTED_AT,
    log: { debug() {}, info() {}, warn() {}, error() {} },
    signal: new AbortController().signal,
    reject: (reject) => rejects.push(reject),
    progress() {},
    live: null,
  });
  const records: CollectedRecord[] = [];
  const cursors: unknown[] = [];
  for await (const batch of batches) {
    records.push(...batch.records);
    cursors.push(batch.cursor);
  }
  return { records, cursors, rejects, context };
}

/** `with.json` of a fixture; a value that names a file of the fixture becomes its path. */
async function withBlock(folder: string): Promise<Record<string, unknown>> {
  const given = JSON.parse(await readFile(join(folder, 'with.json'), 'utf8')) as Record<string, unknown>;
  const files = await readdir(folder);
  const placed = Object.entries(given).map(([key, value]) => [
    key,
    files.includes(String(value)) ? join(folder, String(value)) : value,
  ]);
  return Object.fromEntries(placed);
}

/** Dotted paths of all fields; positions in lists do not count. */
function pathsIn(value: unknown, above: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => pathsIn(item, above));
  return Object.entries(value).flatMap(([key, inner]) => {
    const path = above === '' ? key : `${above}.${key}`;
    return [path, ...pathsIn(inner, path)];
  });
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(deepFreeze);
  return value;
}
