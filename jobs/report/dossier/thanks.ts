/** What to thank an author for: dates, products, sides and company, as concrete as the records allow. */

import type { AuthorInterestRow } from '../author_rows.ts';
import type { Known } from '../known.ts';
import { firstWords } from '../text.ts';
import { worded } from '../words/languages.ts';
import type { Words } from '../words/words.ts';
import type { Subject } from './subject.ts';

/** Things named in one sentence, at most. */
const NAMED = 3;
/** Weeks and people from which coming back and talk are worth a sentence. */
const RETURNS = 3;
const COMPANY = 3;
const TITLE = 30;

/** Sentences, most personal first; one general sentence where nothing stands out. */
export function thanks(subject: Subject, known: Known, words: Words): string[] {
  const said = words.dossier.thanks;
  const { row, interests } = subject;
  const liked = lovedFirst(interests.filter((one) => one.praisedCount > one.blamedCount)).slice(0, NAMED);
  const blamed = interests.filter((one) => one.blamedCount > one.praisedCount).slice(0, NAMED);
  const sentences = [
    postSentence(subject, known, words),
    liked.length === 0 ? null : said.things(liked.map((one) => interestName(one, subject, words))),
    row.positiveWeeksCount < RETURNS
      ? null
      : said.weeks({ weeks: row.positiveWeeksCount, since: row.firstMentionDate }),
    (row.respondersCount ?? 0) < COMPANY ? null : said.talk(row.respondersCount ?? 0),
  ].filter((sentence) => sentence !== null);
  const asked = blamed.length === 0 ? [] : [said.ask(blamed.map((one) => interestName(one, subject, words)))];
  return [...(sentences.length === 0 ? [said.nothing] : sentences), ...asked];
}

/** Most praised first, of equals the least blamed. */
export function lovedFirst(interests: readonly AuthorInterestRow[]): AuthorInterestRow[] {
  return interests.toSorted((a, b) => b.praisedCount - a.praisedCount || a.blamedCount - b.blamedCount);
}

/** The strongest cited praise, else the newest, if it has a date; and what it is good for. */
function postSentence({ row, mentions, ugc }: Subject, known: Known, words: Words): string | null {
  const praise = mentions
    .filter((one) => one.feeling === 'positive' && !one.isInherited && one.publishedDate !== null)
    .toSorted((a, b) => ((a.publishedDate ?? '') < (b.publishedDate ?? '') ? 1 : -1));
  const thanked = praise.find((one) => one.postKey === row.evidencePostKey1) ?? praise[0];
  if (thanked === undefined) return null;
  const said = words.dossier.thanks;
  const post = known.posts.get(thanked.postKey);
  const title = firstWords(post?.title ?? null, TITLE) ?? firstWords(post?.text ?? null, TITLE);
  const cue = ugc.find((post) => post.postKey === thanked.postKey)?.utilityCue ?? null;
  const sentence = said.post({ date: thanked.publishedDate ?? '', title });
  return cue === null ? sentence : `${sentence}${words.gap}${said.cue(worded(words.utilityCue, cue))}`;
}

/** A side or a product as people call it. */
export function interestName(
  { kind, code }: { readonly kind: 'aspect' | 'product'; readonly code: string },
  { brand }: Pick<Subject, 'brand'>,
  words: Words,
): string {
  if (kind === 'aspect') return worded(words.brandPage.aspects, code);
  return brand?.products.find(({ id }) => id === code)?.names[0] ?? code;
}
