/** English words of dossiers and suggested incentives. */
export const dossierEn = {} as const;
