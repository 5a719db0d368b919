/** Turns what zod found into lines for the operator: where in the file, which key, what was expected, what stands there. */
import type { z } from 'zod';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import { nearest } from '../../warehouse/contracts/nearest.ts';
import { expectation, knownKeys, type Shape } from './expected.ts';

/** One thing wrong in a file that the operator wrote. */
export interface ConfigIssue {
  readonly file: string;
  /** From 1; null = the file as a whole. */
  readonly line: number | null;
  /** From 1, in characters; null for tables. */
  readonly column: number | null;
  /** `sources[0].with.pages`; null = no key is concerned. */
  readonly path: string | null;
  readonly message: string;
}

/** Where a path stands in the file. `onKey`: the key itself rather than its value. */
export type Locate = (
  path: readonly PropertyKey[],
  onKey?: boolean,
) => { readonly line: number; readonly column: number };

/** Everything wrong in the config, at once. `message` has one line an issue. */
export class ConfigError extends UsageError {
  readonly issues: readonly ConfigIssue[];

  constructor(issues: readonly ConfigIssue[]) {
    super(issues.map(formatIssue).join('\n'), {
      hint: 'Mend what is named above; `koc check` looks again without writing anything.',
      facts: { issues: issues.length },
    });
    this.issues = issues;
  }
}

/** `koc.yaml:14:7 sources[0].with.pages: expected integer ≥ 1, got "ten"` */
export function formatIssue(issue: ConfigIssue): string {
  const place = [issue.file, issue.line, issue.column].filter((part) => part !== null).join(':');
  return `${place} ${issue.path === null ? '' : `${issue.path}: `}${issue.message}`;
}

/** `sources[0].with.pages` */
export function formatPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? String(step) : `${text}.${String(step)}`;
  }, '');
}

/**
 * Words zod's issues. `root` is what was read (for "got"), `prefix` where the schema was applied within the file.
 * Of a union, the branch that came closest is worded.
 */
export function wordIssues(
  issues: readonly z.core.$ZodIssue[],
  context: { file: string; shape: Shape; root: unknown; locate: Locate; prefix?: readonly PropertyKey[] },
): ConfigIssue[] {
  const prefix = context.prefix ?? [];
  const worded = issues
    .flatMap((issue) => flatten(issue))
    .flatMap((issue): ConfigIssue[] => {
      const at = (path: readonly PropertyKey[], message: string, onKey = false): ConfigIssue => {
        const full = [...prefix, ...path];
        const where = full.length === 0 ? null : formatPath(full);
        return { file: context.file, ...context.locate(full, onKey), path: where, message };
      };
      if (issue.code === 'unrecognized_keys') {
        const known = knownKeys(context.shape, issue.path);
        return issue.keys.map((key) => at([...issue.path, key], unknownKey(key, known), true));
      }
      if (issue.code === 'invalid_key') {
        const keyShape = expectation(context.shape, issue.path.slice(0, -1)) === null ? null : issue.issues[0]?.message;
        return [at(issue.path, keyShape ?? issue.message, true)];
      }
      if (issue.code === 'custom') return [at(issue.path, issue.message)];
      const got = valueAt(context.root, issue.path);
      const expected = expectation(context.shape, issue.path) ?? issue.message;
      if (got === undefined) return [at(issue.path, `missing, expected ${expected}`)];
      const isSecret = expected.startsWith('name of an environment variable');
      const quotes = typeof got === 'number' && expected.startsWith('text') ? ' (put it in quotes)' : '';
      return [at(issue.path, `expected ${expected}, got ${isSecret ? 'something else' : show(got)}${quotes}`)];
    });
  // A value that breaks two rules at once is worded by what was expected, which is the same for both.
  return [...new Map(worded.map((issue) => [formatIssue(issue), issue])).values()];
}

/** `unknown key, did you mean "names"?` or the list of known keys. */
export function unknownKey(key: string, known: readonly string[]): string {
  const meant = nearest(key, known);
  if (meant !== null) return `unknown key, did you mean "${meant}"?`;
  return known.length === 0 ? 'unknown key' : `unknown key, expected one of ${[...new Set(known)].sort().join(', ')}`;
}

function flatten(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const reached = issue.errors.filter((branch) =>
    branch.every((one) => one.path.length > 0 || one.code === 'unrecognized_keys'),
  );
  if (reached.length !== 1) return [issue];
  return reached[0]!.flatMap((one) => flatten({ ...one, path: [...issue.path, ...one.path] } as z.core.$ZodIssue));
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) => (value as Record<PropertyKey, unknown> | null | undefined)?.[step],
    root,
  );
}

function show(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null)
    return `a block with ${Object.keys(value).slice(0, 3).join(', ') || 'no keys'}`;
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= 60 ? text : `${text.slice(0, 57)}…"`;
}
