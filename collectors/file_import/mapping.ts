/**
 * What an import mapping may say: which column of a foreign file is which field of ours. Strict, because a mistyped field
 * would silently lose a column; the validated mapping is sealed with the rows, so that the lake can be made again from raw.
 */
import { z } from 'zod';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import { didYouMean } from '../../warehouse/contracts/nearest.ts';
import { slug } from '../../warehouse/contracts/raw.ts';
import { coverageBasis } from '../../warehouse/contracts/rows.ts';
import { zoneOffset } from '../../warehouse/contracts/time.ts';
import { FIELD_NAMES, type FieldName } from './fields.ts';
import { columnsOf, type ValueSource, valueSource } from './value_source.ts';

const fields = z
  .strictObject(
    Object.fromEntries(FIELD_NAMES.map((name) => [name, valueSource.optional()])) as {
      [name in FieldName]: z.ZodOptional<typeof valueSource>;
    },
  )
  .refine((given) => Object.values(given).some((source) => source !== undefined), 'expected at least one field');

/** Rows that are rightly no records of ours; they are counted, but are neither kept nor rejected. */
const leaveOut = z.union(
  [
    z.strictObject({
      column: z.string().min(1),
      values: z.array(z.union([z.string(), z.number(), z.boolean()])).min(1),
    }),
    z.strictObject({ without: z.enum(FIELD_NAMES) }),
  ],
  'expected { column: …, values: [ … ] } or { without: FIELD }',
);
export type LeaveOut = z.infer<typeof leaveOut>;

const timezone = z.string().refine((name) => {
  try {
    return Number.isFinite(zoneOffset(name)(0));
  } catch {
    return false;
  }
}, 'expected an IANA time zone such as Asia/Shanghai');

/** An import mapping as it stands in the YAML file. */
export const mapping = z
  .strictObject({
    platform: valueSource,
    kind: valueSource,
    /** Zone of times without an offset; the workspace's where not given. */
    timezone: timezone.optional(),
    /** How numbers in time columns are read; `auto` goes by magnitude. */
    time_unit: z.enum(['auto', 's', 'ms', 'excel']).default('auto'),
    /** Order of `03/04/2026`; without it such a date is refused, since both readings are right somewhere. */
    date_order: z.enum(['mdy', 'dmy']).optional(),
    /** What the source collects besides the records themselves. */
    collects: z.array(z.enum(['replies'])).default([]),
    coverage_basis: coverageBasis.default('full'),
    /** Inclusive, in the rating's own units. Without it 80 % of the scale. */
    positive_from: z.number().optional(),
    /** Inclusive, in the rating's own units. Without it 40 % of the scale. */
    negative_to: z.number().optional(),
    /** Share of rows that may fail before the whole import fails, [0, 1]. */
    max_reject_ratio: z.number().min(0).max(1).default(0.05),
    /** Name of the text encoding where detection is wrong, as in the WHATWG standard (big5, windows-1252, shift_jis). */
    encoding: z.string().optional(),
    /** Separator of a delimited text where detection is wrong. */
    delimiter: z.string().length(1).optional(),
    /** Name of the sheet of a workbook, or its number from 1; the first where not given. */
    sheet: z.union([z.string(), z.int().positive()]).optional(),
    /** Path of the list of rows, where the file is one JSON object around it; the object's other fields stand beside each row's. */
    rows: z.string().min(1).optional(),
    /** Object of each row in which columns are looked for before the row itself, as where a tool wraps the platform's item. */
    within: z.string().min(1).optional(),
    leave_out: z.array(leaveOut).default([]),
    /** Columns or paths that are removed before a row is kept. */
    drop: z.array(z.string().min(1)).default([]),
    fields,
  })
  .superRefine((given, context) => {
    const say = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (!isConstantOf(given.platform, (value) => slug.safeParse(value).success)) {
      say(['platform', 'value'], 'expected a name of a-z, 0-9, _ or -');
    }
    if (!isConstantOf(given.kind, (value) => RECORDED.has(String(value)))) {
      say(['kind', 'value'], 'expected post, comment, review, mention or author');
    }
    if (given.fields.author_id === undefined && isAlways(given.kind, 'author')) {
      say(['fields', 'author_id'], 'a file of authors needs author_id');
    }
    const kept = new Set([given.platform, given.kind, ...Object.values(given.fields)].flatMap(columnsIn));
    for (const [index, column] of given.drop.entries()) {
      if (kept.has(column)) say(['drop', index], `${column} is read by a field`);
    }
    if (given.encoding !== undefined && !isEncoding(given.encoding)) {
      say(['encoding'], `unknown encoding ${JSON.stringify(given.encoding)}`);
    }
    const hasThresholds = given.positive_from !== undefined && given.negative_to !== undefined;
    if (given.fields.rating !== undefined && given.fields.rating_scale === undefined && !hasThresholds) {
      say(['fields', 'rating'], 'a rating needs rating_scale, or both positive_from and negative_to');
    }
    if (hasThresholds && given.negative_to! >= given.positive_from!) {
      say(['negative_to'], 'expected less than positive_from');
    }
  });
export type Mapping = z.infer<typeof mapping>;

/** Kinds that an import may give. */
export const RECORDED: ReadonlySet<string> = new Set(['post', 'comment', 'review', 'mention', 'author']);

/** Says where in a file a path of the mapping stands, as `file:line:column`. */
export type Locate = (path: readonly PropertyKey[]) => string;

/** Where the keys of a mapping are explained. */
export const REFERENCE = 'docs/import.md lists every key of a mapping.';

/** Validates a mapping; throws one UsageError that names every fault, with its place and the nearest known key. */
export function parseMapping(given: unknown, locate: Locate = () => 'map'): Mapping {
  const parsed = mapping.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.flatMap((issue) => describe(issue, locate));
  const [first, ...rest] = faults;
  throw new UsageError(rest.length === 0 ? first! : `${first} (and ${rest.length} more)`, {
    facts: { faults: faults.length },
    hint: rest.length === 0 ? REFERENCE : `Also: ${rest.join('; ')}`,
  });
}

function describe(issue: z.core.$ZodIssue, locate: Locate): string[] {
  if (issue.code === 'unrecognized_keys') {
    const known = issue.path.at(-1) === 'fields' ? FIELD_NAMES : Object.keys(mapping.shape);
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      return `${locate(path)} ${dotted(path)}: unknown key${didYouMean(key, known)}`;
    });
  }
  return [`${locate(issue.path)} ${dotted(issue.path)}: ${issue.message}`];
}

const dotted = (path: readonly PropertyKey[]): string => path.map(String).join('.') || '(whole file)';

const columnsIn = (source: ValueSource | undefined): string[] => (source === undefined ? [] : columnsOf(source));

const isAlways = (source: ValueSource, value: string): boolean =>
  typeof source === 'object' && 'value' in source && source.value === value;

function isConstantOf(source: ValueSource, accepts: (value: unknown) => boolean): boolean {
  return typeof source === 'string' || !('value' in source) || accepts(source.value);
}

function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
}
