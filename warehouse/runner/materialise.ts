/** Makes a model's table. What it yields must be what its header promises: named columns of the four kinds of number, text and time. */
import { KocError } from '../contracts/errors.ts';
import { type Duck, quoted } from '../engines/duckdb.ts';
import type { Model } from './load.ts';

/** Types a model may yield; anything else (INTEGER, HUGEINT, DECIMAL, lists) differs by engine and must be cast. */
const TYPES: ReadonlySet<string> = new Set(['VARCHAR', 'BIGINT', 'DOUBLE', 'BOOLEAN', 'DATE', 'TIMESTAMP']);

export interface BuiltColumn {
  readonly name: string;
  /** DuckDB type. */
  readonly type: string;
}

export interface Materialised {
  readonly columns: readonly BuiltColumn[];
  /** Of the table; null for a view, which holds none. */
  readonly rows: number | null;
}

/** Creates the table or view. Throws KocError naming the model when the SQL fails or yields other columns than the header says. */
export async function materialise(duck: Duck, model: Model): Promise<Materialised> {
  const { materialised } = model.header;
  let rows: number | null = null;
  try {
    const [made] = await duck.rows(`create ${materialised} ${quoted(model.name)} as ${model.sql}`);
    if (materialised === 'table') rows = Number(made!['Count']);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new KocError(`models/${model.file}: ${message.split('\n', 1)[0]}`, {
      cause,
      facts: { model: model.name },
      hint: 'The SQL of this model does not run; `npm test` names the line.',
    });
  }
  const described = await duck.rows(`describe ${quoted(model.name)}`);
  const columns = described.map((row) => ({ name: String(row['column_name']), type: String(row['column_type']) }));
  requireHeader(model, columns);
  return { columns, rows };
}

function requireHeader(model: Model, columns: readonly BuiltColumn[]): void {
  const yielded = new Set(columns.map((column) => column.name));
  const fail = (message: string, hint: string) => {
    throw new KocError(`models/${model.file}: ${message}`, { facts: { model: model.name }, hint });
  };
  const uncast = columns.find((column) => !TYPES.has(column.type));
  if (uncast !== undefined)
    fail(`${uncast.name} is ${uncast.type}`, 'Cast it to bigint, double, boolean, date or timestamp.');
  const { grain, columns: documented, checks } = model.header;
  const named = [...grain, ...Object.keys(documented), ...(checks.unique ?? []), ...(checks.not_null ?? [])];
  named.push(...Object.keys(checks.accepted), ...Object.keys(checks.between), ...Object.keys(checks.relationships));
  const absent = named.find((column) => !yielded.has(column));
  if (absent !== undefined)
    fail(`the header names ${absent}, which the SELECT does not yield`, 'Correct the header or the SELECT.');
  const silent = columns.find((column) => !Object.hasOwn(documented, column.name));
  if (model.layer === 'mart' && silent !== undefined) {
    fail(`${silent.name} has no text in the header`, 'Say what it means and whether it is personal.');
  }
}
