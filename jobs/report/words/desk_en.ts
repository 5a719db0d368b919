/** English words of the review desk, its messages and reason codes. */
export const deskEn = {} as const;
