/** `manifest.json`: what a run holds and how far to trust it. The only file of a run that names the run or the clock. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { sha256Hex } from '../contracts/raw.ts';
import type { Changes } from './changes.ts';
import { IDENTITY_CLASSES, type PublishInput, type WrittenFile } from './types.ts';

export const MANIFEST_FILE = 'manifest.json';

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const identityClass = z.enum(IDENTITY_CLASSES);
const authorKeys = z.array(z.string());

/** Shape of the file; readers of `exports/current` may validate with it. */
export const manifestSchema = z.object({
  schema_version: z.int().positive(),
  run: z.string().min(1),
  created_at: z.iso.datetime(),
  as_of: z.iso.date(),
  week: z.object({ iso: z.string(), start: z.iso.date() }),
  model_version: z.string(),
  inputs_fingerprint: z.string(),
  /** Privacy class of each target. */
  classes: z.object({
    workbook: identityClass,
    html: identityClass,
    csv: identityClass,
    parquet: identityClass,
    duckdb: identityClass,
  }),
  /** Weeks in `parquet/` and `koc.duckdb`, oldest first. */
  weeks: z.array(z.object({ iso: z.string(), start: z.iso.date(), as_of: z.iso.date() })),
  /** What forgetting and retention have removed: past weeks can be made again except for this. */
  erased: z.object({ persons: z.int().nonnegative(), records: z.int().nonnegative() }),
  changes: z.object({
    /** as_of of the publication compared with; null = this is the first. */
    since: z.iso.date().nullable(),
    brands: z.array(
      z.object({
        brand_id: z.string(),
        new: z.int(),
        left: z.int(),
        risen: z.int(),
        fallen: z.int(),
        same: z.int(),
        /** Pseudonyms; absent where Parquet is published at class aggregate. */
        author_keys: z.object({ new: authorKeys, left: authorKeys, risen: authorKeys, fallen: authorKeys }).optional(),
      }),
    ),
  }),
  /** Rows of the mart `coverage` of this week. */
  coverage: z.array(z.record(z.string(), cell)),
  /** Every file but this one, by path. `rows` is null where rows make no sense. */
  files: z.array(z.object({ path: z.string(), bytes: z.int(), sha256: sha256Hex, rows: z.int().nullable() })),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** Adds size and hash to each written file, by path. */
export async function hashFiles(dir: string, files: readonly WrittenFile[]): Promise<Manifest['files']> {
  const hashed: Manifest['files'] = [];
  for (const file of files.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    const hash = createHash('sha256');
    let bytes = 0;
    await pipeline(createReadStream(join(dir, file.path)), async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) {
        bytes += chunk.byteLength;
        hash.update(chunk);
      }
    });
    hashed.push({ path: file.path, bytes, sha256: hash.digest('hex'), rows: file.rows });
  }
  return hashed;
}

/** Text of the file, with a line end; `input.weeks` has at least one week. */
export function manifestText(
  input: PublishInput,
  changes: Changes,
  coverage: Manifest['coverage'],
  files: Manifest['files'],
): string {
  const { asOf } = input.weeks.at(-1)!;
  const withKeys = input.classes.parquet !== 'aggregate';
  const manifest: Manifest = {
    schema_version: input.facts.schemaVersion,
    run: input.run,
    created_at: new Date(input.createdAt).toISOString(),
    as_of: asOf.date,
    week: { iso: asOf.isoWeek, start: asOf.weekStart },
    model_version: input.facts.modelVersion,
    inputs_fingerprint: input.facts.inputsFingerprint,
    classes: { ...input.classes },
    weeks: input.weeks.map((week) => ({ iso: week.asOf.isoWeek, start: week.asOf.weekStart, as_of: week.asOf.date })),
    erased: { ...input.facts.erased },
    changes: {
      since: changes.since,
      brands: changes.brands.map((brand) => ({
        brand_id: brand.brandId,
        new: brand.new.length,
        left: brand.left.length,
        risen: brand.risen.length,
        fallen: brand.fallen.length,
        same: brand.same.length,
        ...(withKeys
          ? {
              author_keys: {
                new: [...brand.new],
                left: [...brand.left],
                risen: [...brand.risen],
                fallen: [...brand.fallen],
              },
            }
          : {}),
      })),
    },
    coverage,
    files,
  };
  return `${JSON.stringify(manifestSchema.parse(manifest), null, 2)}\n`;
}
