/** Chinese words of dossiers and suggested incentives. */
import { incentivesZh } from './incentives_zh.ts';
import type { Words } from './words.ts';

export const dossierZh: Words['dossier'] = { ...incentivesZh };
