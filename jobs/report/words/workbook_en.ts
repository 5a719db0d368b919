/** English words of the workbooks: worklist, tabs, dropdowns and how they are read back. */
export const workbookEn = {} as const;
