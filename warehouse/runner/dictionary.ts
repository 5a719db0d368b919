/** What every published column means, made from the models' headers and the types they really yield. */
import { openDuck } from '../engines/duckdb.ts';
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
    const built = await materialise(duck, model);
    if (model.layer !== 'mart' || !model.header.published) continue;
    const { about, grain, columns } = model.header;
    marts.push({
      mart: model.name,
      about,
      grain,
      columns: built.map((column) => ({ ...column, ...columns[column.name]! })),
    });
  }
  return marts.sort((a, b) => (a.mart < b.mart ? -1 : 1));
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
