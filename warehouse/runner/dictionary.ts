/** What every published column means, made from the models' headers and the types they really yield. */
import { join } from 'node:path';
import { literal, openDuck } from '../engines/duckdb.ts';
import type { Personal } from './header.ts';
import { createLakeViews, createRefTables, NO_REFS } from './inputs.ts';
import type { Model } from './load.ts';
import { materialise } from './materialise.ts';

export interface DictionaryColumn {
  readonly name: string;
  /** DuckDB type. */
  readonly type: string;
  readonly says: string;
  readonly personal: Personal;
}

/** One mart. */
export interface DictionaryMart {
  readonly mart: string;
  readonly about: string;
  readonly grain: readonly string[];
  /** In the order of the table. */
  readonly columns: readonly DictionaryColumn[];
}

/** Describes the published marts of a build by its files, in order of name; `dir` holds `<mart>.parquet` for each. */
export async function builtDictionary(models: readonly Model[], dir: string): Promise<DictionaryMart[]> {
  await using duck = await openDuck(':memory:', { threads: 1, memoryLimit: '256MB' });
  const marts: DictionaryMart[] = [];
  for (const model of models) {
    if (!isPublished(model)) continue;
    const file = literal(join(dir, `${model.name}.parquet`));
    const found = await duck.rows(`describe from read_parquet(${file}, hive_partitioning = false)`);
    marts.push(
      described(
        model,
        found.map((row) => ({ name: String(row['column_name']), type: String(row['column_type']) })),
      ),
    );
  }
  return marts.sort(byName);
}

/** Describes all published marts over empty tables, in order of name. Throws KocError where a header and its SELECT disagree. */
export async function dictionary(models: readonly Model[]): Promise<DictionaryMart[]> {
  await using duck = await openDuck(':memory:', { threads: 1, memoryLimit: '256MB' });
  await createLakeViews(duck, {});
  await createRefTables(duck, {
    ...NO_REFS,
    params: [{}],
  });
  const marts: DictionaryMart[] = [];
  for (const model of models) {
    const { columns } = await materialise(duck, model);
    if (isPublished(model)) marts.push(described(model, columns));
  }
  return marts.sort(byName);
}

function isPublished({ layer, header }: Model): boolean {
  return layer === 'mart' && header.published;
}

function described({ name, header }: Model, built: readonly { name: string; type: string }[]): DictionaryMart {
  const { about, grain, columns } = header;
  return { mart: name, about, grain, columns: built.map((column) => ({ ...column, ...columns[column.name]! })) };
}

function byName(a: DictionaryMart, b: DictionaryMart): number {
  return a.mart < b.mart ? -1 : 1;
}

/** The dictionary as a page for people. */
export function dictionaryMarkdown(marts: readonly DictionaryMart[]): string {
  const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
  const sections = marts.map(
    ({ mart, about, grain, columns }) =>
      `## ${mart}\n\n${about}\n\nOne row per ${grain.map((name) => `\`${name}\``).join(', ')}.\n\n` +
      `| column | type | meaning | personal |\n|---|---|---|---|\n` +
      columns.map((c) => `| \`${c.name}\` | ${c.type} | ${cell(c.says)} | ${c.personal} |\n`).join(''),
  );
  return `${HEAD}\n${sections.join('\n')}`;
}

const HEAD = `# Data dictionary

Every published table and column. Made from the headers of \`models/marts/*.sql\`; a test keeps it fresh (\`vitest -u\` rewrites it).

\`personal\`: \`none\` says nothing about one account; \`linkable\` stands under a keyed pseudonym; \`direct\` names somebody.
`;
