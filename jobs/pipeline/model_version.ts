/** Names what the numbers were made with, so that a break in a series can be seen: models and text transforms. */
import { fileURLToPath } from 'node:url';
import { FEATURES_VERSION, MENTIONS_VERSION } from '../../transforms/versions.ts';
import { fingerprint } from '../../warehouse/fingerprint.ts';

export const MODELS_DIR = fileURLToPath(new URL('../../models/', import.meta.url));

/** Twelve hex digits over the models' texts and the versions of the transforms. */
export function modelVersion(models: readonly { readonly name: string; readonly source: string }[]): string {
  return fingerprint(models.map(({ name, source }) => [name, source]).sort(), FEATURES_VERSION, MENTIONS_VERSION).slice(
    0,
    12,
  );
}
