/** What a model reads, from the parsed SQL and not from a guess at its text; and the order in which models can be built. */
import { z } from 'zod';
import { KocError } from '../contracts/errors.ts';
import { type Duck, literal } from '../engines/duckdb.ts';

const parseResult = z.union([
  z.object({ error: z.literal(false), statements: z.array(z.object({ node: z.unknown() })) }),
  z.object({ error: z.literal(true), error_message: z.string(), position: z.string().optional() }),
]);

/** Tables that one SELECT reads, sorted, without its own CTEs. Throws KocError when it is not exactly one SELECT. */
export async function tablesRead(duck: Duck, file: string, sql: string): Promise<string[]> {
  const [row] = await duck.rows(`select json_serialize_sql(${literal(sql)}) as tree`);
  const parsed = parseResult.parse(JSON.parse(String(row!['tree'])));
  if (parsed.error) {
    const line = sql.slice(0, Number(parsed.position ?? 0)).split('\n').length;
    throw new KocError(`${file}: line ${line} of the SQL: ${parsed.error_message}`, {
      hint: 'A model is one SELECT; see models/README.md.',
    });
  }
  if (parsed.statements.length !== 1) {
    throw new KocError(`${file}: ${parsed.statements.length} statements, expected one SELECT`, {
      hint: 'Make it one file a SELECT.',
    });
  }
  const tables = new Set<string>();
  const ctes = new Set<string>();
  visit(parsed.statements[0]!.node, tables, ctes);
  return [...tables].filter((table) => !ctes.has(table)).sort();
}

const baseTable = z.object({ type: z.literal('BASE_TABLE'), table_name: z.string() });
const cteMap = z.object({ map: z.array(z.object({ key: z.string() })) });

/** Schemas only where they can fit: a query has thousands of nodes, and most are neither. */
function visit(node: unknown, tables: Set<string>, ctes: Set<string>): void {
  if (typeof node !== 'object' || node === null) return;
  if ('type' in node && node.type === 'BASE_TABLE') tables.add(baseTable.parse(node).table_name);
  if ('cte_map' in node) for (const { key } of cteMap.parse(node.cte_map).map) ctes.add(key);
  for (const child of Object.values(node)) visit(child, tables, ctes);
}

/** Anything with a name and the names it needs first. */
interface Named {
  readonly name: string;
  readonly file: string;
  readonly dependsOn: readonly string[];
}

/**
 * Puts every model after what it reads; models that could stand in any order are in order of name.
 * Throws KocError for a table that is neither a model nor among `given`, and for a cycle (it prints the way round).
 */
export function inOrder<Model extends Named>(models: readonly Model[], given: ReadonlySet<string>): Model[] {
  const byName = new Map(models.map((model) => [model.name, model]));
  const ordered: Model[] = [];
  const done = new Set<string>();
  const place = (model: Model, path: readonly string[]): void => {
    if (done.has(model.name)) return;
    if (path.includes(model.name)) {
      throw new KocError(
        `models read each other in a circle: ${[...path.slice(path.indexOf(model.name)), model.name].join(' → ')}`,
        {
          hint: 'Move what they share into a model of its own.',
        },
      );
    }
    for (const table of model.dependsOn) {
      const needed = byName.get(table);
      if (needed !== undefined) place(needed, [...path, model.name]);
      else if (!given.has(table)) {
        throw new KocError(
          `${model.file}: reads ${table}, which is neither a model nor a table of the lake or config`,
          {
            hint: 'Lake tables are lake_<name>; config is params and ref_<name> (warehouse/contracts/lake.ts).',
          },
        );
      }
    }
    done.add(model.name);
    ordered.push(model);
  };
  for (const model of [...models].sort((a, b) => (a.name < b.name ? -1 : 1))) place(model, []);
  return ordered;
}
