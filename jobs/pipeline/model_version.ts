/** Names what the numbers were made with, so that a break in a series can be seen: models, text transforms and calibrations. */
import { fileURLToPath } from 'node:url';
import { FEATURES_VERSION, MENTIONS_VERSION } from '../../transforms/versions.ts';
import { fingerprint } from '../../warehouse/fingerprint.ts';
import { type Reading, readingFingerprint } from './reading.ts';

export const MODELS_DIR = fileURLToPath(new URL('../../models/', import.meta.url));

/** Twelve hex digits over the models' texts and the versions of what read the texts. */
export function modelVersion(
  models: readonly { readonly name: string; readonly source: string }[],
  reading: Reading,
): string {
  const sources = models.map(({ name, source }) => [name, source]).sort();
  return fingerprint(sources, FEATURES_VERSION, MENTIONS_VERSION, readingFingerprint(reading)).slice(0, 12);
}
