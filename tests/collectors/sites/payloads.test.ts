/**
 * What others have recorded of the real platforms is read, with nothing of use dropped: each field of an item either changes a row or
 * stands in `dropped.json` with the reason. Needs the shared data.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { savedBodies } from '../../../collectors/browsing/saved_file.ts';
import { savedLayer } from '../../../collectors/browsing/saved_read.ts';
import type { SiteSource } from '../../../collectors/browsing/site.ts';
import { siteReader } from '../../../collectors/browsing/site_reader.ts';
import { recogniseFile } from '../../../collectors/file_import/recognise/recognise.ts';
import { sitesUnderTest } from './fixture.ts';
import { addLeaves, covers, type Leaves } from './leaves.ts';

const FIXTURES = new URL('../../fixtures/collectors/', import.meta.url).pathname;
const SHARED = join(
  process.env['KOC_SHARED_DIR'] ?? new URL('../../../../shared', import.meta.url).pathname,
  'payloads',
);
/** Folders of the shared data whose every body must be read. */
const FOLDERS = [
  'xiaohongshu',
  'douyin',
  'weibo',
  'bilibili',
  'zhihu',
  'tieba',
  'tiktok',
  'wechat',
  'wechat_channels',
  'jd',
];

/** `file`: below the shared payloads. A body that a shape reads, or an export that is known by `known` (docs/known-exports.md). */
const recorded = z.union([
  z.strictObject({
    file: z.string(),
    shape: z.union([z.string(), z.array(z.string())]),
    records: z.int().positive(),
    /** Where it was answered, for bodies that say nothing without it. */
    url: z.url().optional(),
  }),
  z.strictObject({ file: z.string(), known: z.string() }),
]);
type Recorded = z.infer<typeof recorded>;

/** Of collectors that ask for pages themselves (`live/payloads.test.ts`). */
const answered = z.array(z.looseObject({ answers: z.array(z.looseObject({ file: z.string().optional() })) }));

const dropped = z.record(z.string(), z.string().min(1));

const sites = await sitesUnderTest();

function json(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

const lists = sites.map(({ name, site, dir }) => {
  const list = z.array(recorded).parse(json(join(dir, 'payloads.json')) ?? []);
  return { name, site, list, knowingly: dropped.parse(json(join(dir, 'dropped.json')) ?? {}) };
});

function listedElsewhere(): string[] {
  const own = readFileSync(new URL('../live/pages_of_china.test.ts', import.meta.url), 'utf8');
  const named = [...own.matchAll(/recorded\('([^']+)'\)/gu)].map(([, file]) => file!);
  const answering = readdirSync(FIXTURES).flatMap((name) => {
    if (sites.some((site) => site.name === name)) return [];
    const cases = answered.safeParse(json(join(FIXTURES, name, 'payloads.json')));
    const files = cases.success ? cases.data.flatMap(({ answers }) => answers.flatMap(({ file }) => file ?? [])) : [];
    return files;
  });
  return [...new Set([...named, ...answering])];
}

async function readBody(site: SiteSource, one: Recorded, leaves: Leaves) {
  const { file } = one;
  const url = 'url' in one ? one.url : undefined;
  const reader = siteReader(site, site.hosts);
  const shapes = new Set<string>();
  const odd: string[] = [];
  let records = 0;
  for await (const { body } of savedBodies(join(SHARED, file))) {
    if (typeof body === 'string') throw new Error(body);
    const { answer, layer } = savedLayer(reader, url === undefined ? body : { ...body, url, pageUrl: url });
    if (answer.kind !== 'seen') continue;
    for (const reading of answer.readings) {
      shapes.add(reading.shape.name);
      records += reading.records.length;
      odd.push(...reading.rejected.map(({ field, reason }) => `${field}: ${reason}`));
      addLeaves(site, layer, reading, leaves);
    }
  }
  return { shapes: [...shapes], records, odd };
}

if (existsSync(SHARED)) {
  test('every recorded body stands in exactly one list', () => {
    const listed = [...lists.flatMap(({ list }) => list.map(({ file }) => file)), ...listedElsewhere()];
    const all = FOLDERS.flatMap((folder) => readdirSync(join(SHARED, folder)).map((file) => `${folder}/${file}`));
    expect(all.filter((file) => !listed.includes(file))).toEqual([]);
    expect(listed.filter((file) => FOLDERS.includes(file.split('/')[0]!) && !all.includes(file))).toEqual([]);
    expect(listed.filter((file, i) => listed.indexOf(file) !== i)).toEqual([]);
  });

  describe.each(lists.filter(({ list }) => list.length > 0))('$name', ({ site, list, knowingly }) => {
    test('reads every recorded body by the shape that it is, and no field of use is dropped', {
      timeout: 300_000,
    }, async () => {
      const leaves: Leaves = new Map();
      for (const one of list) {
        if ('known' in one) {
          const found = await recogniseFile(join(SHARED, one.file));
          expect([one.file, 'known' in found ? found.known.name : 'not recognised']).toEqual([one.file, one.known]);
          continue;
        }
        const { shapes, records, odd } = await readBody(site, one, leaves);
        expect([one.file, ...shapes, records, ...odd]).toEqual([one.file, ...[one.shape].flat(), one.records]);
      }
      const paths = Object.keys(knowingly);
      const isCovered = (leaf: string) => paths.some((path) => covers(path, leaf));
      const all = [...leaves.keys()].sort();
      expect(all.filter((leaf) => leaves.get(leaf) === false && !isCovered(leaf))).toEqual([]);
      expect(paths.filter((path) => !all.some((leaf) => covers(path, leaf)))).toEqual([]);
      expect(all.filter((leaf) => leaves.get(leaf) === true && isCovered(leaf))).toEqual([]);
    });
  });
}
