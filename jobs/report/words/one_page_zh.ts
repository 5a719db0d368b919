/** Chinese words of the page to pass on and the messages of `koc publish --notify`. */
import type { Words } from './words.ts';

export const onePageZh: Words['onePage'] = {};
