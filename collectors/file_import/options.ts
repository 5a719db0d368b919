/** The `with:` block of a file import, and how its mapping is found. */
import { z } from 'zod';
import { type Mapping, mapping, parseMapping } from './mapping.ts';
import { loadMapping } from './mapping_file.ts';

/** `map` names a YAML file, or `mapping` holds the same inline; one of the two. */
export const options = z
  .strictObject({
    file: z.string().min(1).describe('CSV, JSON lines, JSON, Parquet or XLSX; gzip and zstd are unpacked'),
    map: z.string().min(1).optional().describe('YAML file that says which column is which field'),
    mapping: z.record(z.string(), z.unknown()).optional().describe('the same, inline'),
    max_reject_ratio: z.number().min(0).max(1).optional().describe('share of bad rows above which nothing is kept'),
  })
  .refine((given) => (given.map === undefined) !== (given.mapping === undefined), 'expected either map or mapping');
export type Options = z.infer<typeof options>;

/** What is sealed in the header of an import's segments. */
export const context = z.object({
  mapping,
  /** The mapping's zone, or the workspace's at the time of the import. */
  timezone: z.string(),
});
export type Context = z.infer<typeof context>;

/** The validated mapping with the options' `max_reject_ratio` in it. Throws UsageError. */
export async function mappingOf(given: Options): Promise<Mapping> {
  const found =
    given.map === undefined
      ? parseMapping(given.mapping, (path) => ['with.mapping', ...path.map(String)].join('.'))
      : await loadMapping(given.map);
  return given.max_reject_ratio === undefined ? found : { ...found, max_reject_ratio: given.max_reject_ratio };
}
