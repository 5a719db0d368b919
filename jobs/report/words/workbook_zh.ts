/** Chinese words of the workbooks: worklist, tabs, dropdowns and how they are read back. */
import type { Words } from './words.ts';

export const workbookZh: Words['workbook'] = {};
