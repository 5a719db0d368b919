/** Rules of every page: the palette, then the look. Made here only, so that a page may carry them unescaped. */
import { join } from 'node:path';
import { styleSheet } from '../style_sheet.ts';
import { PALETTE_CSS } from './palette.ts';

export const PAGE_STYLE = `${PALETTE_CSS}\n${styleSheet(join(import.meta.dirname, 'page.css'))}`;

/** Rules of pages that list people and brands. */
export const LIST_STYLE = styleSheet(join(import.meta.dirname, 'lists.css'));
