/** `koc query`: SQL over the published tables, read-only. Rows are streamed, so a large result needs no memory. */
import { text as readText } from 'node:stream/consumers';
import type { DuckDBResult } from '@duckdb/node-api';
import type { Command } from 'commander';
import { UsageError } from '../../../warehouse/contracts/errors.ts';
import { type App, type GlobalOptions, openSession } from '../app.ts';
import { csvLine } from '../csv_line.ts';
import { toJson } from '../output.ts';
import { openPublished } from '../published.ts';
import { parquetDraft } from '../query_parquet.ts';
import { formatTable } from '../table.ts';
import { addVerb } from '../verb.ts';

/** A table on a screen is for looking; `--csv`, `--json` and `--parquet` give every row. */
const SHOWN_ROWS = 200;

export function addQuery(program: Command, app: App): void {
  addVerb(
    program,
    'query',
    'Run SQL over the published tables (read-only); `-` reads it from stdin.',
    'koc query "select brand_id, sov_authors from brand_weeks order by 2 desc"',
  )
    .argument('<sql>')
    .option('--csv', 'CSV on stdout')
    .option('--parquet <file>', 'the rows as a Parquet file; `-` writes it to stdout')
    .action(async (sql: string, options: GlobalOptions & { csv?: boolean; parquet?: string }) => {
      await using session = await openSession(app, options, { writes: false });
      const { ws, ctx } = session;
      const target = options.parquet;
      await using draft = target === undefined ? null : await parquetDraft(app.cwd, target);
      await using published = await openPublished(ws.dir, ctx.threads, draft?.dir);
      const interrupt = (): void => published.connection.interrupt();
      app.signal.addEventListener('abort', interrupt);
      try {
        const statement = sql === '-' ? await readText(app.stdin) : sql;
        if (draft === null) await print(app, await published.connection.stream(statement), options);
        else {
          const rows = await draft.write(published.connection, statement);
          if (target === '-') await draft.print(app.out);
          else {
            const written = { path: await draft.keep(), rows };
            if (options.json) await app.out.json(written);
            else app.out.tell(`${rows} rows in ${written.path}`);
          }
        }
      } catch (error) {
        if (app.signal.aborted || !(error instanceof Error) || 'code' in error) throw error;
        throw new UsageError(error.message.split('\n')[0] ?? error.message, {
          hint: '`koc query "show tables"` and `koc query "describe koc_candidates"` list what there is.',
        });
      } finally {
        app.signal.removeEventListener('abort', interrupt);
      }
    });
}

async function print(app: App, result: DuckDBResult, options: { json?: boolean; csv?: boolean }): Promise<void> {
  const heads = result.columnNames();
  if (options.json) {
    let isFirst = true;
    await app.out.data('[');
    for await (const rows of result.yieldRowObjectJson()) {
      if (rows.length === 0) continue;
      await app.out.data((isFirst ? '\n' : ',\n') + rows.map((row) => `  ${toJson(row, 0)}`).join(',\n'));
      isFirst = false;
    }
    return app.out.data(isFirst ? ']\n' : '\n]\n');
  }
  if (options.csv) {
    await app.out.data(csvLine(heads));
    for await (const rows of result.yieldRowsJson()) {
      await app.out.data(rows.map((row) => csvLine(row.map(cell))).join(''));
    }
    return;
  }
  const shown: (string | null)[][] = [];
  let more = 0;
  for await (const rows of result.yieldRowsJson()) {
    for (const row of rows) {
      if (shown.length < SHOWN_ROWS) shown.push(row.map(cell));
      else more += 1;
    }
  }
  const numbers = heads
    .keys()
    .filter((column) => /INT|DOUBLE|FLOAT|DECIMAL/u.test(result.columnType(column).toString()));
  await app.out.data(formatTable(heads, shown, new Set(numbers)));
  if (more > 0) app.out.tell(`${more} more rows; --csv, --json or --parquet gives all`);
}

function cell(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'object' ? toJson(value, 0) : String(value);
}
