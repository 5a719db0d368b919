/** Rules of dossiers beside those of every page. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const DOSSIER_STYLE = readFileSync(join(import.meta.dirname, 'dossier.css'), 'utf8').replaceAll(
  /\/\*.*?\*\/\n|^\s+/gmsu,
  '',
);
