/** Reads people.csv: advocates or customers whom the operator may watch by name. Nobody is watched without a stated basis. */
import { shapeOf } from './expected.ts';
import { ConfigError, type ConfigIssue, wordIssues } from './issues.ts';
import { type PersonEntry, person as personSchema } from './schema.ts';
import { parseTable } from './table_file.ts';
import type { WatchedPerson } from './types.ts';

const COLUMNS = ['platform', 'id', 'handle', 'basis', 'note'] as const;
const shape = shapeOf(personSchema);

/** Throws ConfigError with everything that is wrong; cells of a refused row are not repeated, since they are personal. */
export function readPeopleTable(bytes: Uint8Array, file: string): readonly PersonEntry[] {
  const issues: ConfigIssue[] = [];
  const people = parseTable(bytes, file, { known: COLUMNS, required: ['platform', 'basis'] }).flatMap(
    ({ line, cells }) => {
      const read = personSchema.safeParse(cells);
      if (read.success) return [read.data];
      const found = wordIssues(read.error.issues, { file, shape, root: cells, locate: () => ({ line, column: 1 }) });
      issues.push(...found.map((issue) => ({ ...issue, column: null })));
      return [];
    },
  );
  if (issues.length > 0) throw new ConfigError(issues);
  return people;
}

/** Empty cells become null. */
export function resolvePeople(entries: readonly PersonEntry[]): readonly WatchedPerson[] {
  return entries.map((entry) => ({
    platform: entry.platform,
    id: entry.id ?? null,
    handle: entry.handle ?? null,
    basis: entry.basis,
    note: entry.note ?? null,
  }));
}
