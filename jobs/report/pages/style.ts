/** Rules of every page: the palette, then the look. Markup made here only, so that a page may carry it unescaped. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PALETTE_CSS } from './palette.ts';

/** @returns a style sheet of this folder without its comments and indents. */
export function styleSheet(name: string): string {
  const text = readFileSync(join(import.meta.dirname, name), 'utf8');
  return text.replaceAll(/\/\*.*?\*\/\n|^\s+/gmsu, '');
}

export const PAGE_STYLE = `${PALETTE_CSS}\n${styleSheet('page.css')}`;
