/** What people and posts are called on pages: names where identity was read, else the start of the pseudonym. Strangers' words are isolated from the direction and language around them. */
import { type Html, html } from '../html.ts';
import { calledName, type Known, shortKey } from '../known.ts';
import { firstWords, safeUrl } from '../text.ts';
import type { Words } from '../words/words.ts';
import { type Languages, told } from './told.ts';

export interface NameContext {
  readonly known: Known;
  readonly languages: Languages;
  /** Address of a post's picture, of the same host; null = none. Absent: pictures are never shown, as in reports. */
  readonly pictureOf?: (postKey: string) => string | null;
}

/** Longest name and longest title that a page prints, in graphemes. */
const NAME_LENGTH = 40;
const TITLE_LENGTH = 80;

/** The shown name, else id, else `Author 3f2a…` in each language; no link. */
export function authorName(key: string, { known, languages }: NameContext): Html {
  const name = firstWords(calledName(known.authors.get(key)), NAME_LENGTH);
  return name === null ? told(languages, (words) => words.labels.pseudonym(shortKey(key))) : strange(name);
}

/** Likewise as plain text in one language, for titles. */
export function plainName(key: string, known: Known, words: Words): string {
  return firstWords(calledName(known.authors.get(key)), NAME_LENGTH) ?? words.labels.pseudonym(shortKey(key));
}

/** The author's name, linked to the profile where there is one and it is plain http(s). */
export function profileLink(key: string, context: NameContext): Html {
  return outward(context.known.authors.get(key)?.url ?? null, authorName(key, context));
}

/** Title, else first words of a post, else `Post 3f2a…`; linked where the link is plain http(s). */
export function postLink(key: string, { known, languages }: NameContext): Html {
  const post = known.posts.get(key);
  const words = firstWords(post?.title ?? null, TITLE_LENGTH) ?? firstWords(post?.text ?? null, TITLE_LENGTH);
  const name = words === null ? told(languages, (own) => own.labels.post(shortKey(key))) : strange(words);
  return outward(post?.url ?? null, name);
}

/** Words of strangers in an unknown language and direction. */
export function strange(text: string): Html {
  return html`<bdi lang="" translate="no">${text}</bdi>`;
}

/** The content, linked if the address may be linked to. */
export function outward(url: string | null, content: Html): Html {
  const safe = safeUrl(url);
  return safe === null ? content : html`<a href="${safe}" rel="noopener noreferrer nofollow">${content}</a>`;
}
