/** Where a mapping takes one value from. Data only: it is sealed with the rows and read again whenever the lake is made anew. */
import { z } from 'zod';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const column = z.strictObject({
  column: z.string().min(1),
  /** Regular expression; its first group is the value, or all of what fits. What does not fit is empty. */
  match: z
    .string()
    .min(1)
    .refine((pattern) => expression(pattern) !== null, 'expected a regular expression')
    .optional(),
  /** Words of the file → ours; a word that is not listed stays as it is. */
  values: z.record(z.string(), scalar).optional(),
  /** Stands for whatever is there; what counts is only that the column is not empty. */
  given: scalar.optional(),
  /** Where the column is missing or empty. */
  default: scalar.optional(),
});

const simple = z.union([
  z.string().min(1),
  z.strictObject({ value: scalar }),
  column,
  /** A text with columns in braces; empty when one of them is. */
  z.strictObject({ template: z.string().regex(/\{[^{}]+\}/u) }),
]);
export type SimpleSource = z.infer<typeof simple>;

/**
 * A column (dots reach into objects, `*` over a list), a constant, a column whose words are translated, a template, the first of
 * several that is not empty, or several joined by line ends.
 */
export const valueSource = z.union(
  [simple, z.strictObject({ first: z.array(simple).min(1) }), z.strictObject({ join: z.array(simple).min(1) })],
  'expected a column name, { value: … }, { column: …, values: { … } }, { template: … }, { first: [ … ] } or { join: [ … ] }',
);
export type ValueSource = z.infer<typeof valueSource>;

/** Null when the text is no regular expression. */
export function expression(pattern: string): RegExp | null {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return null;
  }
}

/** The sources that a source is made of. */
export function partsOf(source: ValueSource): readonly SimpleSource[] {
  if (typeof source === 'object' && 'first' in source) return source.first;
  if (typeof source === 'object' && 'join' in source) return source.join;
  return [source];
}

/** Columns and paths that a source reads. */
export function columnsOf(source: ValueSource): string[] {
  return partsOf(source).flatMap((part) => {
    if (typeof part === 'string') return [part];
    if ('column' in part) return [part.column];
    return 'template' in part ? placesIn(part.template) : [];
  });
}

/** Columns that a file must have for this source; of each list one is enough. */
export function wantedBy(source: ValueSource): readonly (readonly string[])[] {
  const parts = partsOf(source);
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return columnsOf(only).map((name) => [name]);
  return parts.some((part) => typeof part === 'object' && 'value' in part) ? [] : [columnsOf(source)];
}

/** Columns in the braces of a template. */
export function placesIn(template: string): string[] {
  return [...template.matchAll(/\{([^{}]+)\}/gu)].map(([, name]) => name!);
}
