/** English words of the page to pass on and the messages of `koc publish --notify`. */
export const onePageEn = {} as const;
