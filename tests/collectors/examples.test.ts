/** The documentation of the importer is true: its table is that of the code, its examples are accepted, real files import. */
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { findCollectors } from '../../collectors/discover.ts';
import { FIELDS } from '../../collectors/file_import/fields.ts';
import { mapping, parseMapping } from '../../collectors/file_import/mapping.ts';
import { loadMapping } from '../../collectors/file_import/mapping_file.ts';
import { readConfig } from '../../jobs/config/workspace.ts';
import { testWorkspace } from './workspace.ts';

const ROOT = new URL('../../', import.meta.url).pathname;
const SHARED = process.env['KOC_SHARED_DIR'] ?? join(ROOT, '..', 'shared');
const manual = await readFile(join(ROOT, 'docs/import.md'), 'utf8');

test('docs/import.md lists every field as the code knows it', () => {
  const rows = Object.entries(FIELDS).map(([name, says]) => `| \`${name}\` | ${says} |`);
  const table = ['| field | what goes in |', '|---|---|', ...rows].join('\n');
  expect(manual).toContain(`${table}\n<!-- /fields -->`);
});

test('docs/import.md names every key of a mapping', () => {
  for (const key of Object.keys(mapping.shape)) expect(manual).toMatch(new RegExp(`\\b${key}\\b`, 'u'));
});

test('the mapping printed in docs/import.md is accepted', () => {
  const printed = [...manual.matchAll(/```yaml\n([\s\S]*?)```/gu)].map(([, text]) => text!);
  expect(parseMapping(parse(printed.find((text) => text.startsWith('platform:'))!)).collects).toEqual(['replies']);
});

/** Example folder → mapping → file of the development data and how many rows it has. */
const SETS = [
  ['en_whisky_reviews', 'map.yaml', 'rows.jsonl.gz', 30_712],
  ['en_hackernews_posts', 'map.yaml', 'rows.jsonl.gz', 14_068],
  ['en_spotify_support', 'map.yaml', 'rows.jsonl.gz', 10_463],
  ['zh_xiaohongshu_2018', 'map.yaml', 'rows.jsonl.gz', 1408],
  ['zh_ai_products_2026', 'map.yaml', 'posts.jsonl.gz', 30],
  ['zh_ai_products_2026', 'comments.yaml', 'comments.jsonl.gz', 340],
] as const;

test('every mapping in docs/examples is accepted and is one of those tried below', async () => {
  const examples = join(ROOT, 'docs/examples');
  for (const folder of readdirSync(examples, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const tried = SETS.filter(([set]) => set === folder.name).map(([, map]) => map);
    expect(tried).not.toHaveLength(0);
    for (const map of tried) await loadMapping(join(examples, folder.name, map));
  }
});

test('every koc.yaml in docs/examples is a valid config with an own brand and at least three brands in its category', async () => {
  const collectors = await findCollectors();
  for (const set of new Set(SETS.map(([name]) => name))) {
    const { config, warnings } = await readConfig(join(ROOT, 'docs/examples', set), { env: {}, collectors });
    expect(warnings).toEqual([]);
    expect(config.brands.some(({ role }) => role === 'own')).toBe(true);
    expect(config.brands.length).toBeGreaterThanOrEqual(3);
  }
});

describe.each(SETS)('%s with %s', (set, map, file, rows) => {
  const path = join(SHARED, 'data', set, file);
  test.skipIf(!existsSync(path))(
    `imports ${rows} rows without a reject (skipped without the development data)`,
    async () => {
      await using ws = await testWorkspace();
      const entry = await ws.import(path, join(ROOT, 'docs/examples', set, map));
      expect(entry).toMatchObject({ outcome: 'ok', counts: { got: rows, sealed: rows, rejected: 0 } });
      const records = await ws.records();
      expect(records).toHaveLength(rows);
      expect(records.every(({ publishedAt, authorId }) => publishedAt !== null && authorId !== null)).toBe(true);
    },
  );
});
