/**
 * `calibration.json`: what `koc calibrate` found, by source. Invariant: it counts only for the very model that it was made with;
 * for another one it is refused, because a wrong probability looks like a right one.
 */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import { codeOf, writeFileAtomic } from '../../warehouse/atomic.ts';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import { slug } from '../../warehouse/contracts/raw.ts';
import { canonicalJson } from '../../warehouse/fingerprint.ts';

const line = z.strictObject({ slope: z.number().positive(), offset: z.number() });

const calibrationFile = z.strictObject({
  format: z.literal(1),
  /** What read the texts when the labels were compared. */
  model: z.string().min(1),
  /** Hash of the labels it was made from. */
  labels: z.string().min(1),
  sources: z.record(
    slug,
    z.strictObject({
      /** Labels that it was fitted to. */
      labels_count: z.int().positive(),
      opinion: line,
      polarity: line,
    }),
  ),
});
export type Calibration = z.output<typeof calibrationFile>;

/** Labels that a source needs before anything is fitted to them. */
export const LEAST_LABELS = 50;

/** @throws UsageError when the file is missing or not of its form. */
export async function readCalibration(path: string): Promise<Calibration> {
  const name = basename(path);
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    const reason = codeOf(cause) === 'ENOENT' ? 'no such file' : 'cannot be read as JSON';
    throw new UsageError(`sentiment.calibration.file: ${path}: ${reason}`, { cause, hint: HINT });
  }
  const read = calibrationFile.safeParse(value);
  if (read.success) return read.data;
  const issue = read.error.issues[0]!;
  throw new UsageError(`${name}: ${issue.path.map(String).join('.') || 'the file'}: ${issue.message}`, { hint: HINT });
}

/** @throws UsageError when the calibration was made with another model. */
export function requireModel(calibration: Calibration, model: string, path: string): void {
  if (calibration.model === model) return;
  throw new UsageError(`${basename(path)} was made for another model (${calibration.model}; this is ${model})`, {
    hint: HINT,
  });
}

/** The same calibration gives the same bytes. */
export async function writeCalibration(path: string, calibration: Calibration): Promise<void> {
  await writeFileAtomic(path, `${JSON.stringify(JSON.parse(canonicalJson(calibration)), null, 2)}\n`);
}

const HINT = 'Run `koc calibrate` again (the labels are kept), or take `sentiment.calibration` out of koc.yaml.';
