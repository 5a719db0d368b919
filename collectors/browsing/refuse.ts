/**
 * The signs by which platforms say no, to write tables of refusals with: each is a question about one answer. Pure, and none throws,
 * whatever the answer holds.
 */
import { jsonIn } from './json_in.ts';
import type { Refusal } from './site.ts';

/** A question about one answer. */
export type Sign = Refusal['is'];

/** One of these HTTP statuses. */
export function statusIs(...statuses: readonly number[]): Sign {
  return ({ status }) => statuses.includes(status);
}

/** The JSON (JSONP too) has one of these values at a dotted path (`data.code`); `300011` also fits the text `"300011"`. */
export function jsonHas(path: string, ...values: readonly (string | number | boolean | null)[]): Sign {
  const steps = path.split('.');
  const wanted = new Set(values.map(String));
  return (answer) => {
    const found = valueAt(jsonIn(answer.text), steps);
    return found === null || (found !== undefined && typeof found !== 'object') ? wanted.has(String(found)) : false;
  };
}

/** The JSON has a text at a dotted path that the pattern finds. */
export function jsonSays(path: string, pattern: RegExp): Sign {
  const steps = path.split('.');
  return (answer) => {
    const found = valueAt(jsonIn(answer.text), steps);
    return typeof found === 'string' && found.search(pattern) >= 0;
  };
}

/** A good status and not one character. Redirects and answers that need no body are none. */
export function emptyBody(): Sign {
  return ({ status, text }) => status === 200 && text.trim() === '';
}

/** JSON whose value at a dotted path is `{}`, `[]`, null or missing although the body is an object. */
export function emptyAt(path: string): Sign {
  const steps = path.split('.');
  return ({ text }) => {
    const body = jsonIn(text);
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return false;
    const found = valueAt(body, steps);
    if (found === undefined || found === null) return true;
    return typeof found === 'object' && Object.keys(found).length === 0;
  };
}

/** Something that a script asked for is no JSON, although it holds words: a page where data was promised. */
export function notJson(): Sign {
  return ({ isDocument, text }) => !isDocument && text.trim() !== '' && jsonIn(text) === undefined;
}

/** The address of the answer, or of the page that it came to, fits. */
export function pageAt(pattern: RegExp): Sign {
  return ({ url, pageUrl }) => url.search(pattern) >= 0 || pageUrl.search(pattern) >= 0;
}

/** A page (not what its scripts asked for) whose markup or words fit. */
export function pageSays(pattern: RegExp): Sign {
  return ({ isDocument, text }) => isDocument && text.slice(0, LOOKED_AT).search(pattern) >= 0;
}

/** The answer has this header, with a value that fits (absent: any). */
export function headerIs(name: string, pattern: RegExp = /./u): Sign {
  return ({ headers }) => (headers[name.toLowerCase()]?.search(pattern) ?? -1) >= 0;
}

export function anyOf(...signs: readonly Sign[]): Sign {
  return (answer) => signs.some((is) => is(answer));
}

export function allOf(...signs: readonly Sign[]): Sign {
  return (answer) => signs.every((is) => is(answer));
}

/** What every site may answer besides its own signs; asked after the table of the source. */
export const COMMON_REFUSALS: readonly Refusal[] = [
  {
    sign: 'HTTP 401',
    is: statusIs(401),
    outcome: 'login_needed',
    todo: 'Log in again in the window of `koc login`.',
  },
  {
    sign: 'HTTP 429',
    is: statusIs(429),
    outcome: 'rate_limited',
    todo: 'Wait: it is looked at again after the cool-down.',
  },
  {
    sign: 'HTTP 403 or 451',
    is: statusIs(403, 451),
    outcome: 'blocked',
    todo: 'Open the site in your own browser and see what it says before anything is collected again.',
  },
];

/** Characters of a page in which its words are looked for. */
const LOOKED_AT = 512 * 1024;

function valueAt(body: unknown, steps: readonly string[]): unknown {
  let at = body;
  for (const step of steps) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return undefined;
    at = (at as Record<string, unknown>)[step];
  }
  return at;
}
