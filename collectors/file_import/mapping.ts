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

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** Where a value comes from: a column (dots reach into objects), a constant, or a column whose words are translated. */
export const valueSource = z.union(
  [
    z.string().min(1),
    z.strictObject({ value: scalar }),
    z.strictObject({
      column: z.string().min(1),
      /** Words of the file → ours; a word that is not listed stays as it is. */
      values: z.record(z.string(), scalar).optional(),
      /** Where the column is missing or empty. */
      default: scalar.optional(),
    }),
  ],
  'expected a column name, { value: … } or { column: …, values: { … } }',
);
export type ValueSource = z.infer<typeof valueSource>;

const fields = z
  .strictObject(
    Object.fromEntries(FIELD_NAMES.map((name) => [name, valueSource.optional()])) as {
      [name in FieldName]: z.ZodOptional<typeof valueSource>;
    },
  )
  .refine((given) => Object.values(given).some((source) => source !== undefined), 'expected at least one field');

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
    fields,
  })
  .superRefine((given, context) => {
    const say = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (!isConstantOf(given.platform, (value) => slug.safeParse(value).success)) {
      say(['platform', 'value'], 'expected a name of a-z, 0-9, _ or -');
    }
    if (!isConstantOf(given.kind, (value) => RECORDED.has(String(value)))) {
      say(['kind', 'value'], 'expected post, comment, review or mention');
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
export const RECORDED: ReadonlySet<string> = new Set(['post', 'comment', 'review', 'mention']);

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
