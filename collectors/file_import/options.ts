/** The `with:` block of a file import, and how its mapping is found. */
import { z } from 'zod';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import { type Mapping, mapping, parseMapping } from './mapping.ts';
import { loadMapping } from './mapping_file.ts';
import { notRecognised } from './recognise/explain.ts';
import { recogniseFile } from './recognise/recognise.ts';

/** `map` names a YAML file, or `mapping` holds the same inline; with neither the file must be a known tool's export. */
export const options = z
  .strictObject({
    file: z.string().min(1).describe('CSV, JSON lines, JSON, Parquet or XLSX; gzip and zstd are unpacked'),
    map: z.string().min(1).optional().describe('YAML file that says which column is which field'),
    mapping: z.record(z.string(), z.unknown()).optional().describe('the same, inline'),
    as: z.string().min(1).optional().describe('known export that the file is, where it is not recognised by itself'),
    max_reject_ratio: z.number().min(0).max(1).optional().describe('share of bad rows above which nothing is kept'),
  })
  .refine(
    ({ map, mapping, as }) => [map, mapping, as].filter((given) => given !== undefined).length <= 1,
    'expected one of map, mapping and as',
  );
export type Options = z.infer<typeof options>;

/** What is sealed in the header of an import's segments. */
export const context = z.object({
  mapping,
  /** The mapping's zone, or the workspace's at the time of the import. */
  timezone: z.string(),
  /** Name of the known export that the file was recognised as. */
  recognised: z.string().optional(),
});
export type Context = z.infer<typeof context>;

interface Found {
  readonly mapping: Mapping;
  readonly recognised?: string;
}

/** The validated mapping with the options' `max_reject_ratio` in it. Throws UsageError. */
export async function mappingOf(given: Options): Promise<Found> {
  const found = await findMapping(given);
  const ratio = given.max_reject_ratio;
  return ratio === undefined ? found : { ...found, mapping: { ...found.mapping, max_reject_ratio: ratio } };
}

async function findMapping(given: Options): Promise<Found> {
  if (given.map !== undefined) return { mapping: await loadMapping(given.map) };
  if (given.mapping !== undefined) {
    return { mapping: parseMapping(given.mapping, (path) => ['with.mapping', ...path.map(String)].join('.')) };
  }
  const found = await recogniseFile(given.file, given.as);
  if ('mapping' in found) return { mapping: found.mapping, recognised: found.known.name };
  const { message, hint } = notRecognised(given.file, found, given.as);
  throw new UsageError(message, { hint: hint ?? 'Give a mapping; `koc import FILE` drafts one from the columns.' });
}
