/** Why one row of a file cannot be used. Tells what kind of value stood there, never the value: it may be a person's words. */

/** Thrown while a row is mapped; caught once a row. */
export class RowProblem extends Error {
  readonly field: string | null;

  constructor(field: string | null, reason: string) {
    super(reason);
    this.name = 'RowProblem';
    this.field = field;
  }
}

/** `a text of 17 characters`, `the number`, `a list of 3` …: the kind of a value without the value. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'string') return `a text of ${value.length} characters`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
