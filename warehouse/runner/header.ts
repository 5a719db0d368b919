/** The header of a model: what it is, its grain, its columns and its checks, as YAML in the file's leading comment. */
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { KocError } from '../contracts/errors.ts';

const name = z.string().regex(/^[a-z][a-z0-9_]*$/u, 'expected a plain lower-case name');
const scalar = z.union([z.string(), z.number(), z.boolean()]);
const text = z.string().trim().min(1);

/** Whether a column can lead to a person: not at all, by a keyed pseudonym, or by itself. */
export const personal = z.enum(['none', 'linkable', 'direct']);
export type Personal = z.infer<typeof personal>;

const columnHeader = z.strictObject({
  /** Meaning with unit, range and what null means. */
  says: text,
  personal,
});

const checks = z.strictObject({
  /** No two rows agree in all of these. */
  unique: z.array(name).min(1).optional(),
  not_null: z.array(name).min(1).optional(),
  /** Allowed values; null passes. */
  accepted: z.record(name, z.array(scalar).min(1)).default({}),
  /** Lowest and highest allowed value, inclusive; null passes. */
  between: z.record(name, z.tuple([z.number(), z.number()])).default({}),
  /** `column: table.column`: every value occurs there; null passes. */
  relationships: z
    .record(name, z.string().regex(/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/u, 'expected table.column'))
    .default({}),
  /** Queries over `this` that must give no row. */
  no_rows: z.union([text.transform((sql) => [sql]), z.array(text)]).default([]),
});
export type Checks = z.infer<typeof checks>;

const header = z.strictObject({
  about: text,
  grain: z.array(name).min(1),
  materialised: z.enum(['table', 'view']).default('table'),
  /** false: a mart of this machine alone, such as names that no file may carry; it stands in no dictionary, export or database. */
  published: z.boolean().default(true),
  columns: z.record(name, columnHeader).default({}),
  checks: checks.prefault({}),
});
export type ModelHeader = z.infer<typeof header>;

const LEADING_COMMENT = /^\/\*---\r?\n([\s\S]*?)\r?\n---\*\/\r?\n/u;

/** Splits a model file into header and SQL. Throws KocError naming the file and what is wrong in it. */
export function parseModel(file: string, source: string): { readonly header: ModelHeader; readonly sql: string } {
  const match = LEADING_COMMENT.exec(source);
  if (match === null) {
    throw new KocError(`${file}: no header`, { hint: 'A model starts with /*--- YAML ---*/; see models/README.md.' });
  }
  const document = parseDocument(match[1]!, { uniqueKeys: true });
  const [problem] = document.errors;
  if (problem !== undefined) {
    throw new KocError(`${file}: header is not YAML: ${problem.message.split('\n', 1)[0]}`, {
      hint: 'Quote texts that contain a colon.',
    });
  }
  const parsed = header.safeParse(document.toJS());
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new KocError(`${file}: header ${issue.path.join('.') || '(top)'}: ${issue.message}`, {
      hint: 'Known keys: about, grain, materialised, published, columns, checks; see models/README.md.',
    });
  }
  return { header: parsed.data, sql: source.slice(match[0].length).trim() };
}
