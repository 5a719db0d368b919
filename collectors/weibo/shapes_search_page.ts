/** The search of s.weibo.com, which comes as markup: a card a post. What is sealed is what the card shows, field by field. */
import { z } from 'zod';
import type { Received } from '../../warehouse/contracts/browse.ts';
import { shape } from '../browsing/shape.ts';
import type { Shape, SiteRecord } from '../browsing/site.ts';
import { type Found, loadMarkup, shownText } from '../reading/html.ts';
import { midOf } from './ids.ts';
import { NOTHING, type Part, readOf, together } from './items.ts';
import { postedAt } from './moment.ts';
import { type Card, card as cardSchema } from './payload.ts';
import { KEEPS } from './shape_parts.ts';

/** Cards, or the words of a search that finds nothing. */
const RESULTS = /feed_list_item|card-no-result|m-error|抱歉，未找到/u;

export const searchPageShape: Shape = shape({
  name: 'search_page',
  sees: 'search list',
  paths: [/^\/(?:weibo|realtime|hot)(?:\/|$)/u],
  part: 'html',
  isAt: ({ isDocument }) => isDocument,
  keeps: KEEPS,
  body: z.string().regex(RESULTS, 'no results, nor the words for none'),
  read: (markup, answer) => {
    const $ = loadMarkup(markup, 'the search page');
    const cards = $('[action-type=feed_list_item][mid]')
      .toArray()
      .map((one) => $(one))
      .filter((one) => !/广告|推广/u.test(one.find('.card-top').text()));
    return readOf(together(cards.map((one) => cardPart(one, answer))), $('.m-page a.next').length > 0);
  },
});

/** The post of a card, and the one inside that it hands on. */
function cardPart(one: Found, answer: Received): Part {
  const inner = one.find('.card-comment [node-type=feed_list_forwardContent]').first();
  const forwarded =
    inner.length === 0 ? null : cardOf(inner, inner.find('[action-data*="mid="]').first().attr('action-data'));
  inner.closest('.card-comment').remove();
  const own = cardOf(one, one.attr('mid'));
  const reposts = forwarded?.['mid'] ?? null;
  return together([
    recordOf({ ...own, reposts }, answer),
    forwarded === null || reposts === null ? NOTHING : recordOf(forwarded, answer),
  ]);
}

function cardOf(one: Found, number: string | undefined): Record<string, unknown> {
  const whole = one.find('[node-type=feed_list_content_full]').first();
  const words = (whole.length > 0 ? whole : one.find('[node-type=feed_list_content], .txt').first()).clone();
  const isCut = whole.length === 0 && words.find('[action-type=fl_unfold]').length > 0;
  words.find('[action-type=fl_fold], [action-type=fl_unfold]').remove();
  const person = one.find('a.name, a[nick-name]').first();
  const from = one.find('.from').first();
  const link = from.find('a').first();
  const bid = /\/(?:\d+|detail|status)\/([0-9a-zA-Z]+)/u.exec(link.attr('href') ?? '')?.[1] ?? null;
  return {
    mid: midOf(/\d{9,}/u.exec(number ?? '')?.[0]) ?? midOf(bid),
    bid,
    uid: /weibo\.com\/(?:u\/)?(\d+)/u.exec(person.attr('href') ?? '')?.[1] ?? null,
    name: person.attr('nick-name') ?? shownText(person)?.replace(/^@/u, '') ?? null,
    html: (words.html() ?? '').replaceAll('\u200b', '').trim(),
    isCut,
    time: shownText(link) ?? '',
    from: shownText(from.find('a').eq(1)),
    likes: shownText(one.find('[action-type=feed_list_like] .woo-like-count, [action-type=feed_list_like] em')),
    replies: shownText(one.find('[action-type=feed_list_comment], .func .act li:nth-child(2) a')),
    shares: shownText(one.find('[action-type=feed_list_forward], .func .act li:nth-child(1) a')),
    pictures: one.find('.media-piclist li img').length,
    hasVideo: one.find('.media-video, video, .thumbnail [action-data*=video_src]').length > 0,
    verified: badgeOf(one),
    reposts: null,
  };
}

/** `blue` official, `person` yellow, orange or gold; `none`. Null = the card shows no picture of the account to see it at. */
function badgeOf(one: Found): string | null {
  const picture = one.find('.avator, .avatar').first();
  if (picture.length === 0) return null;
  const badge = /woo_svg_v(\w+)|icon_approve(\w*)/u.exec(picture.html() ?? '');
  if (badge === null) return 'none';
  return badge[1]?.startsWith('blue') || badge[2] === '_co' ? 'blue' : 'person';
}

function recordOf(given: Record<string, unknown>, answer: Received): Part {
  const read = cardSchema.safeParse(given);
  if (!read.success) {
    const issue = read.error.issues[0];
    const field = ['card', ...(issue?.path ?? [])].map(String).join('.');
    return { ...NOTHING, rejected: [{ field, reason: issue?.message ?? 'unknown shape' }] };
  }
  const card: Card = read.data;
  const record: SiteRecord = {
    kind: 'post',
    id: card.mid,
    parentId: card.reposts ?? null,
    authorId: card.uid ?? null,
    publishedAt: postedAt(card.time, answer.at, card.mid),
    payload: { item: 'card', card: given },
  };
  return { ...NOTHING, records: [record] };
}
