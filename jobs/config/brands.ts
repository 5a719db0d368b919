/** Reads brands from koc.yaml or brands.csv into one form. A brand always knows where it was written, so that later complaints can name the place. */

import { shapeOf } from './expected.ts';
import { ConfigError, type ConfigIssue, wordIssues } from './issues.ts';
import { type BrandEntry, brand as brandSchema } from './schema.ts';
import { parseTable, splitList } from './table_file.ts';
import type { Brand } from './types.ts';

/** Where something was written: all of a ConfigIssue but its message. */
export type Place = Omit<ConfigIssue, 'message'>;

/** An entry with its places: `at('names')` is where its names stand, `at()` the entry itself. */
export interface Placed<Entry> {
  readonly entry: Entry;
  readonly at: (key?: string) => Place;
}

const COLUMNS = ['id', 'names', 'role', 'category', 'competitors', 'products', 'handles', 'exclude'] as const;
const shape = shapeOf(brandSchema);

/**
 * Reads brands.csv: lists are separated by `|`; handles are `platform:account`; products are names, or `id:name` (repeated for
 * several names). Throws ConfigError with everything that is wrong.
 */
export function readBrandTable(bytes: Uint8Array, file: string): readonly Placed<BrandEntry>[] {
  const rows = parseTable(bytes, file, { known: COLUMNS, required: ['id'] });
  const issues: ConfigIssue[] = [];
  const brands = rows.flatMap(({ line, cells }): Placed<BrandEntry>[] => {
    const at = (key?: string): Place => ({ file, line, column: null, path: key ?? null });
    const handles = grouped(splitList(cells['handles']));
    if (handles.has(null)) {
      const bad = handles.get(null)![0]!;
      issues.push({ ...at('handles'), message: `expected platform:account, got ${JSON.stringify(bad)}` });
    }
    const products = grouped(splitList(cells['products']));
    const input = {
      ...(cells['id'] === undefined ? {} : { id: cells['id'] }),
      ...(cells['role'] === undefined ? {} : { role: cells['role'] }),
      ...(cells['category'] === undefined ? {} : { category: cells['category'] }),
      ...(cells['names'] === undefined ? {} : { names: splitList(cells['names']) }),
      ...(cells['competitors'] === undefined ? {} : { competitors: splitList(cells['competitors']) }),
      products: [
        ...[...products].flatMap(([id, names]) => (id === null ? [] : [{ id, names }])),
        ...(products.get(null) ?? []).map((name) => ({ id: name, names: [name] })),
      ],
      handles: Object.fromEntries([...handles].filter(([platform]) => platform !== null)),
      exclude: splitList(cells['exclude']),
    };
    const read = brandSchema.safeParse(input);
    if (read.success) return [{ entry: read.data, at }];
    const locate = () => ({ line, column: 1 });
    const found = wordIssues(read.error.issues, { file, shape, root: input, locate });
    issues.push(...found.map((issue) => ({ ...issue, column: null })));
    return [];
  });
  if (brands.length === 0 && issues.length === 0) {
    issues.push({ file, line: 1, column: null, path: null, message: 'expected at least one brand' });
  }
  if (issues.length > 0) throw new ConfigError(issues);
  return brands;
}

/** Applies what is left open: names from the id, competitors from the category. Sorted by id. */
export function resolveBrands(entries: readonly BrandEntry[]): readonly Brand[] {
  const resolved = entries.map((entry): Brand => {
    const rivals = entries.filter((other) => other.category === entry.category).map((other) => other.id);
    const competitors = new Set(entry.competitors ?? rivals);
    competitors.delete(entry.id);
    return {
      id: entry.id,
      names: entry.names ?? [entry.id],
      exclude: entry.exclude,
      role: entry.role,
      category: entry.category,
      competitors: [...competitors].sort(),
      products: entry.products,
      handles: entry.handles,
    };
  });
  return resolved.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** `weibo:1` and `weibo:2` → weibo: [1, 2]; parts without a colon stand under null. */
function grouped(parts: readonly string[]): Map<string | null, string[]> {
  const groups = new Map<string | null, string[]>();
  for (const part of parts) {
    const colon = part.indexOf(':');
    const key = colon > 0 ? part.slice(0, colon).trim() : null;
    const value = colon > 0 ? part.slice(colon + 1).trim() : part;
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return groups;
}
