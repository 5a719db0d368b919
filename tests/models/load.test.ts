import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadModels, upstream } from '../../warehouse/runner/load.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'koc-models-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function model(file: string, sql: string, header = 'about: A table.\ngrain: [a]'): Promise<void> {
  await mkdir(dirname(join(dir, file)), { recursive: true });
  await writeFile(join(dir, file), `/*---\n${header}\n---*/\n${sql}\n`);
}

test('models come after what they read, and the names of their own CTEs are not tables', async () => {
  await model('staging/stg_z.sql', 'select post_key as a from lake_posts');
  await model(
    'intermediate/int_a.sql',
    'with inner_one as (select a from int_b) select a from inner_one where a in (select a from stg_z)',
  );
  await model(
    'intermediate/int_b.sql',
    "select a from stg_z join params on true union all select 'from int_c' as a from ref_brands",
  );
  const models = await loadModels(dir);
  expect(models.map(({ name }) => name)).toEqual(['stg_z', 'int_b', 'int_a']);
  expect(models.map(({ reads }) => reads)).toEqual([
    ['lake_posts'],
    ['params', 'ref_brands', 'stg_z'],
    ['int_b', 'stg_z'],
  ]);
  expect(upstream(models, ['int_b']).map(({ name }) => name)).toEqual(['stg_z', 'int_b']);
});

test('a circle is told with the way round', async () => {
  await model('intermediate/int_a.sql', 'select a from int_b');
  await model('intermediate/int_b.sql', 'select a from int_a');
  await expect(loadModels(dir)).rejects.toThrow('circle: int_a → int_b → int_a');
});

test('an unknown table is told with file and name', async () => {
  await model('intermediate/int_a.sql', 'select a from stg_nowhere');
  await expect(loadModels(dir)).rejects.toThrow('intermediate/int_a.sql: reads stg_nowhere');
});

test('SQL that does not parse is told with its line, and two statements are refused', async () => {
  await model('intermediate/int_a.sql', 'select a\nfrom where');
  await expect(loadModels(dir)).rejects.toThrow('intermediate/int_a.sql: line 2');
  await model('intermediate/int_a.sql', 'select 1 as a; select 2 as a');
  await expect(loadModels(dir)).rejects.toThrow('2 statements');
});

test.each([
  ['about: x', 'grain'],
  ['about: x\ngrain: [a]\nowner: me', 'owner'],
  ['about: x\ngrain: [a]\ncolumns: { a: { says: s } }', 'columns.a.personal'],
  ['about: x\ngrain: [a]\ncolumns: { a: { says: s, personal: maybe } }', 'columns.a.personal'],
  ['about: x\ngrain: [a]\nchecks: { between: { a: [1] } }', 'checks.between.a'],
  ['about: x: y', 'not YAML'],
])('a wrong header is told with its place: %j', async (header, place) => {
  await model('intermediate/int_a.sql', 'select 1 as a', header);
  await expect(loadModels(dir)).rejects.toThrow(place);
});

test('a file without a header, in the wrong folder or under a name that is taken is refused', async () => {
  await mkdir(join(dir, 'staging'));
  await writeFile(join(dir, 'staging/stg_a.sql'), 'select 1 as a');
  await expect(loadModels(dir)).rejects.toThrow('staging/stg_a.sql: no header');
  await model('staging/stg_a.sql', 'select 1 as a');
  await model('staging/int_a.sql', 'select 1 as a');
  await expect(loadModels(dir)).rejects.toThrow('belongs to intermediate/');
  await rm(join(dir, 'staging/int_a.sql'));
  await model('marts/params.sql', 'select 1 as a');
  await expect(loadModels(dir)).rejects.toThrow('name params is taken');
});

test('a mart without checks on its grain is refused', async () => {
  await model('marts/best.sql', 'select 1 as a', 'about: x\ngrain: [a]\nchecks: { unique: [a] }');
  await expect(loadModels(dir)).rejects.toThrow('a mart checks that its grain is unique and not null');
});
