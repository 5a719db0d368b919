/** Chinese words of dossiers and suggested incentives. */
import type { Words } from './words.ts';

export const dossierZh: Words['dossier'] = {};
