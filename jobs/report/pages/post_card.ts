/** A post as a card: its first words, counts and marks, on the desk its picture. Nothing is loaded from the platform; only the link leads there. */
import { type Html, html } from '../html.ts';
import { shortKey } from '../known.ts';
import { grouped } from '../numbers.ts';
import { firstWords, safeUrl } from '../text.ts';
import { worded } from '../words/languages.ts';
import type { Words } from '../words/words.ts';
import { type NameContext, strange } from './names.ts';
import { type Languages, told } from './told.ts';

/** What a card shows of a post; mentions, UGC and evidence rows all fit. Null = not known or not shown, absent = not asked. */
export interface CardPost {
  readonly postKey: string;
  readonly platform: string;
  readonly kind: string;
  readonly publishedDate: string | null;
  readonly likesCount: number | null;
  readonly savesCount: number | null;
  readonly repliesCount: number | null;
  readonly sharesCount: number | null;
  readonly imageCount?: number | null;
  readonly hasVideo?: boolean | null;
  /** Feeling towards the brand of the page. */
  readonly feeling?: string;
  /** The post names no brand and answers one that does. */
  readonly isInherited?: boolean;
  /** What the post declares to have been received. */
  readonly declaredKind?: string | null;
  readonly disclosureKind?: string | null;
  /** `declared`, `suspected` or `none`. */
  readonly disclosureState?: string | null;
}

/** Graphemes of a text that a card shows. */
const SHOWN = 200;
const TITLE = 80;

/**
 * @param note what the page adds under the post, such as why it was chosen; already told in each language.
 * @param level of the title's heading in the page.
 */
export function postCard(post: CardPost, context: NameContext, note: Html | null = null, level: 3 | 4 = 4): Html {
  const { languages, known } = context;
  const picture = context.pictureOf?.(post.postKey) ?? null;
  const said = known.posts.get(post.postKey);
  const title = firstWords(said?.title ?? null, TITLE);
  const text = firstWords(said?.text ?? null, SHOWN);
  const url = safeUrl(said?.url ?? null);
  const isMarked = paidMark(post, languages[0]) !== null;
  return html`<article class="post">
<p class="soft">${told(languages, (words) => source(post, words))}${post.publishedDate !== null && html` · <time datetime="${post.publishedDate}">${post.publishedDate}</time>`}</p>
${picture !== null && html`<img src="${picture}" alt="" loading="lazy">`}
${title !== null && html`<h${level}>${strange(title)}</h${level}>`}
${text !== null && text !== title && html`<p class="quote">${strange(text)}</p>`}
${countList(post, languages)}
${isMarked && html`<p><span class="tag paid">${told(languages, (words) => paidMark(post, words))}</span></p>`}
${note}
<p class="open">${
    url === null
      ? html`<small>${told(languages, (words) => words.labels.post(shortKey(post.postKey)))}</small>`
      : html`<a href="${url}" rel="noopener noreferrer nofollow">${told(languages, (words) => words.brandPage.card.open(worded(words.platform, post.platform)))}</a>`
  }</p>
</article>`;
}

/** Platform, kind and feeling: "Weibo · comment · positive". */
function source({ platform, kind, feeling, isInherited }: CardPost, words: Words): string {
  const { card } = words.brandPage;
  return [
    worded(words.platform, platform),
    worded(card.kinds, kind),
    feeling === undefined ? null : worded(words.brandPage.feelings, feeling),
    isInherited === true ? card.inherited : null,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** Reactions and pictures that are known; nothing known leaves no list. */
function countList(post: CardPost, languages: Languages): Html | null {
  const reactions = (['likesCount', 'savesCount', 'repliesCount', 'sharesCount'] as const).flatMap((metric) => {
    const count = post[metric];
    return count === null ? [] : [told(languages, (words) => `${words.columns[metric]} ${grouped(count)}`)];
  });
  const images = post.imageCount ?? 0;
  const seen = [
    images > 0 && told(languages, (words) => words.brandPage.card.images(images)),
    post.hasVideo === true && told(languages, (words) => words.brandPage.card.video),
  ].filter((part) => part !== false);
  const items = [...reactions, ...seen];
  return items.length === 0 ? null : html`<ul class="counts">${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}

/** What is known of the post having been paid for; null = nothing. */
function paidMark({ declaredKind, disclosureKind, disclosureState }: CardPost, words: Words): string | null {
  const { card } = words.brandPage;
  const kind = declaredKind ?? disclosureKind ?? null;
  if (declaredKind != null || disclosureState === 'declared')
    return card.declares(kind === null ? card.something : worded(words.declared, kind));
  return disclosureState === 'suspected' ? card.suspected : null;
}
