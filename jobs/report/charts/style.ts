/** Rules of charts, for the style of a page that has any. */
import { join } from 'node:path';
import { styleSheet } from '../style_sheet.ts';

export const CHART_STYLE = styleSheet(join(import.meta.dirname, 'charts.css'));
