/** Reads the CSV files that koc.yaml names (brands, people). Every complaint names the file's line; spreadsheets' encodings are understood. */
import { parse } from 'csv-parse/sync';
import { ConfigError, type ConfigIssue, unknownKey } from './issues.ts';

export interface TableRow {
  /** Line of the file at which the row begins, from 1. */
  readonly line: number;
  /** Trimmed; empty cells are left out. */
  readonly cells: Readonly<Record<string, string>>;
}

/** Throws ConfigError for cells not separated by commas, an unknown, doubled or missing column, or a quote that is never closed. Empty rows are skipped. */
export function parseTable(
  bytes: Uint8Array,
  file: string,
  columns: { readonly known: readonly string[]; readonly required: readonly string[] },
): readonly TableRow[] {
  const lines = readLines(decode(bytes), file);
  const [head, ...rest] = lines;
  const names = (head?.cells ?? []).map((name) => name.trim());
  const [only = ''] = names;
  const other = names.length === 1 ? [';', '\t'].find((sign) => only.includes(sign)) : undefined;
  if (other !== undefined) {
    const message = `cells are separated by ${JSON.stringify(other)}, expected ","; save it as CSV with commas`;
    throw new ConfigError([{ file, line: 1, column: null, path: null, message }]);
  }
  const issues: ConfigIssue[] = [];
  const complain = (line: number, path: string | null, message: string): void => {
    issues.push({ file, line, column: null, path, message });
  };
  for (const [index, name] of names.entries()) {
    if (!columns.known.includes(name)) complain(1, `column ${JSON.stringify(name)}`, unknownKey(name, columns.known));
    if (names.indexOf(name) !== index) complain(1, `column ${JSON.stringify(name)}`, 'stands twice');
  }
  for (const name of columns.required) {
    if (!names.includes(name)) complain(1, `column ${JSON.stringify(name)}`, 'missing');
  }
  const rows = rest.flatMap(({ line, cells }): TableRow[] => {
    if (cells.every((cell) => cell.trim() === '')) return [];
    if (cells.length > names.length) complain(line, null, `expected ${names.length} cells, got ${cells.length}`);
    const filled = names.map((name, index) => [name, (cells[index] ?? '').trim()] as const);
    return [{ line, cells: Object.fromEntries(filled.filter(([, cell]) => cell !== '')) }];
  });
  if (issues.length > 0) throw new ConfigError(issues);
  return rows;
}

/** Cells of one list, separated by `|`; empty parts are left out. */
export function splitList(cell: string | undefined): string[] {
  return (cell ?? '').split('|').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
}

function readLines(text: string, file: string): { line: number; cells: string[] }[] {
  try {
    const rows: { line: number; cells: string[] }[] = [];
    let line = 1;
    parse(text, {
      relax_column_count: true,
      on_record: (cells: string[], { lines }) => {
        rows.push({ line, cells });
        line = lines + 1;
        return null;
      },
    });
    return rows;
  } catch (error) {
    const lines = (error as { lines?: number }).lines ?? 1;
    const message = `not a readable table: ${(error as Error).message}`;
    throw new ConfigError([{ file, line: lines, column: null, path: null, message }]);
  }
}

/** UTF-16 by its mark, else UTF-8, else GB18030, which is what a Chinese spreadsheet saves. */
function decode(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
  if (encoding !== null) return new TextDecoder(encoding).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}
