/**
 * Makes what a platform answered fit for a fixture: what is dropped before sealing is dropped here too, and whoever is named by a
 * personal field gets a made-up name, the same one wherever it stands, in addresses as well. All is read before anything is renamed.
 */
import { hash } from 'node:crypto';
import type { CollectorMeta } from '../../warehouse/contracts/collector.ts';
import { personalDropper, personalFields, type Trail } from './drop_personal.ts';

export interface PeopleScrubber {
  /** Reads whom an answer names (parsed JSON). */
  learn(answer: unknown): void;
  /** Takes an account's id, address or handle for a person. */
  person(name: string): void;
  /** Parsed JSON without personal fields and under made-up names. */
  json(answer: unknown): unknown;
  /** A text, header or the like under made-up names. */
  text(text: string): string;
  /** An address under made-up names, in its path and its parameters. */
  url(url: URL): URL;
}

/** What of an id is shape and not name: addresses, DIDs, channels; a host after the @ as well. */
const SHAPE = /^(?:https?:\/\/\S*\/@?|did:[a-z]+:|UC(?=[\w-]{22}$)|@)?(.+?)(?:@[^@\s]+)?$/u;
/** Letters and small numbers stand everywhere and tell nobody. */
const TELLS = /^(?!\d{1,5}$).{2,}$/su;

/** One for all answers of a recording, so that people stay the same. */
export function peopleScrubber(personal: CollectorMeta['personal'], salt: string): PeopleScrubber {
  const drop = personalDropper(personal, hashtagsOf);
  const isKept = personalFields(personal, true);
  const madeUp = new Map<string, string>();
  let pattern: RegExp | null = null;

  const person = (value: string): void => {
    const name = SHAPE.exec(value.trim())?.[1] ?? '';
    if (!TELLS.test(name) || madeUp.has(name)) return;
    const other = `u_${hash('sha256', `${salt}:${name}`).slice(0, 20)}`;
    // Ids of some platforms have a length.
    madeUp.set(name, name.length === other.length ? other : other.slice(0, 12));
    madeUp.set(encodeURIComponent(name), madeUp.get(name)!);
    pattern = null;
  };
  const learn = (value: unknown, name: string, above: Trail | null): void => {
    if (Array.isArray(value)) for (const item of value) learn(item, name, above);
    else if (typeof value === 'object' && value !== null) {
      const trail = name === '' ? above : { name, above };
      for (const [key, inner] of Object.entries(value)) learn(inner, key, trail);
    } else if (typeof value === 'string' && isKept(name, above)) person(value);
  };
  const text = (words: string): string => {
    if (madeUp.size === 0) return words;
    pattern ??= patternOf([...madeUp.keys()]);
    return words.replace(pattern, (name) => madeUp.get(name) ?? name);
  };
  const renamed = (value: unknown): unknown => {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map(renamed);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, renamed(inner)]));
  };
  return {
    person,
    learn: (answer) => learn(answer, '', null),
    json: (answer) => renamed(drop(answer)),
    text,
    url(url) {
      const other = new URL(url);
      other.pathname = text(url.pathname);
      other.search = new URLSearchParams(
        [...url.searchParams].map(([key, value]): [string, string] => [key, text(value)]),
      ).toString();
      return other;
    },
  };
}

/** What stays of words about a person: by hashtags in them people refuse to be collected, and a recording has to refuse alike. */
function hashtagsOf(dropped: unknown): string | undefined {
  if (typeof dropped !== 'string') return undefined;
  const tags = dropped.replaceAll(/<[^<>]*>/gu, '').match(/[#＃][\p{L}\p{N}_]+/gu);
  return tags?.join(' ');
}

/** Each name by itself, also behind an escape of an address; of two that begin alike the longer one. */
function patternOf(names: readonly string[]): RegExp {
  const literal = names
    .toSorted((a, b) => b.length - a.length)
    .map((name) => {
      const escaped = RegExp.escape(name);
      return name.length >= LONG ? escaped : `${BEFORE}${escaped}${AFTER}`;
    });
  return new RegExp(literal.join('|'), 'gu');
}

/** Nothing else reads like it: it may stand inside of other ids. */
const LONG = 16;
const BEFORE = '(?<=^|[^\\p{L}\\p{N}]|%[0-9A-Fa-f]{2})';
const AFTER = '(?![\\p{L}\\p{N}])';
