/** Says in words what a file was recognised as, or why it was not. */
import { basename } from 'node:path';
import type { Known } from './known.ts';
import type { NotRecognised, Recognised } from './recognise.ts';

/** `MediaCrawler, Xiaohongshu notes`. */
export const titleOf = ({ signature }: Known): string => `${signature.tool}, ${signature.what}`;

/** One line: what the file is and which columns say so. */
export function recognisedAs(file: string, { known, by }: Recognised): string {
  return `${basename(file)}: recognised as ${titleOf(known)} (${known.name}), by ${by.join(', ')}`;
}

/** What of a workbook the import leaves aside; null for nothing. */
export function leftAside({ mapping, unread }: Recognised): string | null {
  if (unread.length === 0) return null;
  const others =
    unread.length === 1
      ? `sheet ${unread[0]} holds rows too and is`
      : `sheets ${unread.join(', ')} hold rows too and are`;
  return `Only sheet ${mapping.sheet ?? 1} is read; ${others} not: save what you need of it as a file of its own.`;
}

/** Why nothing was recognised; `hint` where there is a next step that needs no mapping, else null. */
export function notRecognised(
  file: string,
  { fitting, near }: NotRecognised,
  as?: string,
): { readonly message: string; readonly hint: string | null } {
  const name = basename(file);
  if (fitting.length > 1) {
    return {
      message: `${name} may be any of ${fitting.map(titleOf).join('; ')}`,
      hint: `Say which with ${fitting.map((known) => `--as ${known.name}`).join(' or ')}.`,
    };
  }
  if (as !== undefined) {
    const missing = near[0]?.missing;
    return {
      message: `${name} is no ${as}${missing === undefined ? '' : `: it lacks ${missing.join(', ')}`}`,
      hint: null,
    };
  }
  const [almost] = near;
  const but =
    almost === undefined ? '' : `; almost ${titleOf(almost.known)}, but it lacks ${almost.missing.join(', ')}`;
  return { message: `${name} is no known tool's export${but}`, hint: null };
}
