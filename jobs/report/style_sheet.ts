/** Style sheets that stand as files beside the code that uses them. */
import { readFileSync } from 'node:fs';

/** @returns the style sheet at an absolute path without its comments and indents. */
export function styleSheet(path: string): string {
  return readFileSync(path, 'utf8').replaceAll(/\/\*.*?\*\/\n|^\s+/gmsu, '');
}
