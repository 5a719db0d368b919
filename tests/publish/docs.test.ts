/** The SQL that the pages about tables, dashboards and privacy show runs against what is published, as it stands there. */
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { literal, openDuck } from '../../warehouse/engines/duckdb.ts';
import { publishRun } from '../../warehouse/publish/publish.ts';
import { market } from './market.ts';
import { testDir } from './marts.ts';

const PAGES = ['warehouse', 'parquet', 'dashboards', 'privacy'];

/** Blocks of SQL at the left margin; those inside the source of another page are that page's. */
async function statementsOf(page: string): Promise<string[]> {
  const text = await readFile(new URL(`../../docs/${page}.md`, import.meta.url), 'utf8');
  const own = text.replaceAll(/^````.*?^````$/gmsu, '');
  return [...own.matchAll(/^```sql\n(?<sql>.*?)^```$/gmsu)].flatMap(({ groups }) =>
    groups!['sql']!.split(/;\s*$/mu).filter((sql) => sql.trim() !== ''),
  );
}

test('every statement of the pages about the warehouse runs, and most of them find rows', async () => {
  await using dir = await testDir();
  await mkdir(join(dir.path, 'exports'));
  await publishRun(await market(dir.path));
  await using duck = await openDuck(':memory:', { threads: 1, memoryLimit: '512MB' });
  await duck.run(`attach ${literal(join(dir.path, 'exports/current/koc.duckdb'))} as koc (read_only)`);
  await duck.run('use koc');
  await duck.run(`set file_search_path = ${literal(dir.path)}`);
  let found = 0;
  for (const page of PAGES) {
    const statements = await statementsOf(page);
    expect([page, statements.length > 0]).toEqual([page, true]);
    for (const sql of statements) {
      const { length } = await duck.rows(sql).catch((error: unknown) => {
        throw new Error(`docs/${page}.md: ${String(error)}\n${sql}`);
      });
      if (length > 0) found += 1;
    }
  }
  expect(found).toBeGreaterThan(11);
});
