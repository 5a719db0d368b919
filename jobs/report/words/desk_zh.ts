/** Chinese words of the review desk, its messages and reason codes. */
import type { Words } from './words.ts';

export const deskZh: Words['desk'] = {};
