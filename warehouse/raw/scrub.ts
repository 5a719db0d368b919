/** Takes traces of a forgotten person out of JSON text that belongs to others; every other byte of that text stays as it was. */

/** What a person leaves in other people's records. */
export interface Traces {
  /** Ids of the account on its platform. */
  readonly ids: Iterable<string>;
  /** Handles and shown names, without `@`. */
  readonly names: Iterable<string>;
  /** Ids of the person's own posts and comments. */
  readonly nodes: Iterable<string>;
  /** Words of the person, which others may have quoted or reposted. */
  readonly texts: Iterable<string>;
}

/** What stands in the place of a trace. */
export const FORGOTTEN = '[forgotten]';

/**
 * A scrubber of JSON texts. `spare` names whole values that are never replaced (names of brands and fields, the record's own id).
 * Values equal to an id, a name or a node go, `@name` and `u/name` and an id between word borders go from within strings, and so do
 * quoted texts. Ids and names of one character, numbers of fewer than 6 digits, node ids of fewer than 8 characters and texts of
 * fewer than 16 are too common to be told from other things and stay.
 */
export type Scrubber = (json: string, spare: (value: string) => boolean) => string;

export function scrubber(traces: Traces): Scrubber {
  const ids = [...new Set(traces.ids)].filter(isTelling);
  const names = [...new Set(traces.names)]
    .map((name) => name.replace(/^[@＠]/u, ''))
    .filter((name) => name.length >= 2);
  const nodes = [...new Set(traces.nodes)].filter((node) => node.length >= 8);
  const texts = [...new Set(traces.texts)].map((text) => text.trim()).filter((text) => text.length >= 16);
  const whole = new Set([...ids, ...names.filter(isTelling), ...nodes]);
  const inside = [
    ...texts.sort(byLength).map((text) => RegExp.escape(text)),
    ...names.sort(byLength).map((name) => `(?:[@＠]|\\bu/)${bordered(name, false)}`),
    ...[...ids, ...nodes].filter((id) => id.length >= 6).map((id) => bordered(id, true)),
  ];
  const pattern = inside.length === 0 ? null : new RegExp(inside.join('|'), 'giu');
  const needles = [...whole, ...names, ...texts].map((needle) => needle.toLowerCase());
  const keys = new Set([...ids, ...nodes].filter((id) => id.length >= 6 && /\d/u.test(id)));

  const clean = (value: string, spare: (value: string) => boolean): string => {
    if (whole.has(value) || whole.has(value.trim())) return spare(value) ? value : FORGOTTEN;
    return pattern === null ? value : value.replace(pattern, (found) => (spare(found) ? found : FORGOTTEN));
  };

  return (json, spare) => {
    const lower = json.toLowerCase();
    // With escapes a trace may be spelt in another way than in plain letters, so such a text is always looked through.
    if (!lower.includes('\\') && !needles.some((needle) => lower.includes(needle))) return json;
    let out = '';
    let copied = 0;
    for (const token of tokens(json)) {
      const text = json.slice(token.from, token.to);
      const value = token.isString ? (JSON.parse(text) as string) : text;
      const cleaned = token.isKey
        ? keys.has(value) && !spare(value)
          ? FORGOTTEN
          : value
        : token.isString
          ? clean(value, spare)
          : whole.has(value) && !spare(value)
            ? FORGOTTEN
            : value;
      if (cleaned === value) continue;
      out += json.slice(copied, token.from) + JSON.stringify(cleaned);
      copied = token.to;
    }
    return copied === 0 ? json : out + json.slice(copied);
  };
}

/** Strings and numbers of a JSON text, in order, in one linear walk (no recursion, no backtracking: payloads may be megabytes). */
function* tokens(json: string) {
  let at = 0;
  while (at < json.length) {
    const unit = json.charCodeAt(at);
    if (unit === QUOTE) {
      const from = at;
      at += 1;
      for (let open = true; open && at < json.length; at += 1) {
        const inner = json.charCodeAt(at);
        if (inner === BACKSLASH) at += 1;
        else if (inner === QUOTE) open = false;
      }
      let next = at;
      while (json.charCodeAt(next) <= SPACE) next += 1;
      yield { from, to: at, isString: true, isKey: json[next] === ':' };
    } else if (unit === MINUS || (unit >= ZERO && unit <= NINE)) {
      const from = at;
      while (at < json.length && NUMBER_UNIT.test(json[at]!)) at += 1;
      yield { from, to: at, isString: false, isKey: false };
    } else {
      at += 1;
    }
  }
}

/** Long enough, and not a small number, which might as well be a count or a rating. */
function isTelling(value: string): boolean {
  return value.length >= 2 && !/^\d{1,5}$/u.test(value);
}

/** The value where no letter or digit of its own script goes on; scripts without blanks have no such border. */
function bordered(value: string, isBothSides: boolean): string {
  const before = isBothSides && LATIN.test(value.at(0)!) ? '(?<![A-Za-z0-9_])' : '';
  const after = LATIN.test(value.at(-1)!) ? '(?![A-Za-z0-9_])' : '';
  return `${before}${RegExp.escape(value)}${after}`;
}

const byLength = (a: string, b: string): number => b.length - a.length || (a < b ? -1 : 1);
const LATIN = /[A-Za-z0-9_]/u;
const NUMBER_UNIT = /[-+.0-9eE]/u;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
