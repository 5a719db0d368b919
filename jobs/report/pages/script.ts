/** What runs on pages, as the files beside this one hold it; a page's policy names its hash, so nothing else runs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Remembers language and theme. */
export const SWITCHES_SCRIPT = source('switches.js');

/** Sorts and filters lists. */
export const LISTS_SCRIPT = source('lists.js');

function source(name: string): string {
  const text = readFileSync(join(import.meta.dirname, 'browser', name), 'utf8');
  return text.replaceAll(/^\s*(?:\/\*\*.*\*\/|\/\/.*)?\n|^\s+/gmu, '');
}
