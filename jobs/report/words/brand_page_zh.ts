/** Chinese words of the report's pages and charts. */
import type { Words } from './words.ts';

export const brandPageZh: Words['brandPage'] = {};
