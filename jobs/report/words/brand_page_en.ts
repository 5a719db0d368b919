/** English words of the report's pages and charts. */
export const brandPageEn = {} as const;
