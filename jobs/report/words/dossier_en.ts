/** English words of dossiers and suggested incentives. */
import { incentivesEn } from './incentives_en.ts';

export const dossierEn = { ...incentivesEn } as const;
