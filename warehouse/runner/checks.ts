/** Runs a model's checks right after it is built. A check that fails stops the build: nothing is published on doubtful tables. */
import { CheckError } from '../contracts/errors.ts';
import { type Duck, literal, quoted } from '../engines/duckdb.ts';
import { tokenise } from './lexer.ts';
import type { Model } from './load.ts';

interface Check {
  /** As in the header, for the message. */
  readonly check: string;
  /** Gives one row for each thing that is wrong. */
  readonly offending: string;
}

/**
 * Throws CheckError at the first check that finds something; facts carry model, check, count and up to five example keys.
 * `rows` of its table (null = not known): where there is none, only queries that may look at other tables are run.
 */
export async function runChecks(duck: Duck, model: Model, rows: number | null): Promise<void> {
  const table = quoted(model.name);
  const ofRows = rows === 0 ? [] : rowChecks(model);
  if (ofRows.length > 0) {
    // All conditions on single rows in one pass over the table.
    const counts = ofRows.map(({ isWrong }) => `count(case when ${isWrong} then 1 end)`);
    const [found] = await duck.rows(`select ${counts.map((count, i) => `${count} as c${i}`).join(', ')} from ${table}`);
    for (const [i, { check, isWrong }] of ofRows.entries()) {
      const count = Number(found![`c${i}`]);
      if (count > 0) await fail(duck, model, { check, offending: `select * from ${table} where ${isWrong}` }, count);
    }
  }
  for (const check of rows === 0 ? queryChecks(model) : [...tableChecks(model), ...queryChecks(model)]) {
    const [found] = await duck.rows(`select count(*) as n from (${check.offending})`);
    const count = Number(found!['n']);
    if (count > 0) await fail(duck, model, check, count);
  }
}

async function fail(duck: Duck, model: Model, { check, offending }: Check, count: number): Promise<never> {
  const examples = await duck.rows(`select * from (${offending}) limit 5`);
  const keys = examples.map((row) => exampleKey(row, model.header.grain)).sort();
  const rows = `${count} ${count === 1 ? 'row' : 'rows'}`;
  throw new CheckError(`${model.name}: check ${check} failed for ${rows}, such as ${keys.join('; ')}`, {
    facts: { model: model.name, check, count, examples: keys.join('; ') },
    hint: `Nothing was published. What the check holds is written in models/${model.file}.`,
  });
}

/** Grain values of a row, or its first value where the query gives no grain. */
function exampleKey(row: Readonly<Record<string, unknown>>, grain: readonly string[]): string {
  const named = grain.filter((column) => column in row);
  const values = named.length > 0 ? named.map((column) => row[column]) : Object.values(row).slice(0, 1);
  return values.map((value) => (value instanceof Date ? value.toISOString().slice(0, 10) : String(value))).join('|');
}

/** Checks that look at one row at a time. */
function rowChecks(model: Model): { readonly check: string; readonly isWrong: string }[] {
  const { not_null: notNull = [], accepted, between } = model.header.checks;
  const checks = notNull.map((column) => ({ check: `not_null ${column}`, isWrong: `${quoted(column)} is null` }));
  for (const [column, values] of Object.entries(accepted)) {
    const list = values.map((value) => (typeof value === 'string' ? literal(value) : String(value))).join(', ');
    checks.push({ check: `accepted ${column}`, isWrong: `${quoted(column)} not in (${list})` });
  }
  for (const [column, [low, high]] of Object.entries(between)) {
    // NaN sorts above every number on DuckDB, so it fails here too.
    const isWrong = `not (${quoted(column)} between ${low} and ${high})`;
    checks.push({ check: `between ${column} [${low}, ${high}]`, isWrong });
  }
  return checks;
}

/** Checks that compare the rows of the table with each other or with those of another one; a table without rows passes. */
function tableChecks(model: Model): Check[] {
  const { unique, relationships } = model.header.checks;
  const table = quoted(model.name);
  const checks: Check[] = [];
  if (unique !== undefined) {
    const columns = unique.map(quoted).join(', ');
    checks.push({
      check: `unique [${unique.join(', ')}]`,
      offending: `select ${columns} from ${table} group by ${columns} having count(*) > 1`,
    });
  }
  for (const [column, target] of Object.entries(relationships)) {
    const [other, key] = target.split('.') as [string, string];
    checks.push({
      check: `relationships ${column} in ${target}`,
      offending: `select t.* from ${table} t left join (select distinct ${quoted(key)} as k from ${quoted(other)}) o
        on t.${quoted(column)} = o.k where t.${quoted(column)} is not null and o.k is null`,
    });
  }
  return checks;
}

/** Queries of the header that must give no row. */
function queryChecks(model: Model): Check[] {
  const table = quoted(model.name);
  return model.header.checks.no_rows.map((sql) => ({
    check: `no_rows ${oneLine(sql)}`,
    offending: overThis(sql, table),
  }));
}

const oneLine = (sql: string): string => sql.replaceAll(/\s+/gu, ' ').trim();

/** The query with the word `this` (not in strings) replaced by the table. */
function overThis(sql: string, table: string): string {
  return tokenise(sql)
    .map(({ kind, text }) => {
      if (kind === 'string') return literal(text.replaceAll("''", "'"));
      if (kind === 'quoted') return quoted(text);
      return kind === 'word' && text.toLowerCase() === 'this' ? table : text;
    })
    .join(' ');
}
