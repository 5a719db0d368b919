/** From a sealed object to parts of canonical rows, by the `item` of its payload. Pure; markup stays in the words. */
import { z } from 'zod';
import type { RawEnvelope } from '../../warehouse/contracts/raw.ts';
import type { CanonicalAuthor, CanonicalRecord, Skip } from '../../warehouse/contracts/rows.ts';
import { exactCount } from '../reading/exact_count.ts';
import { parseShape } from '../reading/json_body.ts';
import type { Said } from '../reading/row_maker.ts';
import { shownCounts } from '../reading/shown_count.ts';
import { snaked } from '../reading/snake_case.ts';
import {
  type Account,
  account,
  accountId,
  type Comment,
  comment,
  isCut,
  KINDS,
  type Post,
  post,
  postedAt,
  type Question,
  question,
  questionId,
} from './items.ts';
import { imagesIn, placeIn, withoutFallbacks, withoutPictureLinks, wordsOfParts } from './wording.ts';

const SITE = 'https://www.zhihu.com';

const sealed = z.discriminatedUnion('item', [
  z.looseObject({ item: z.literal('post'), post }),
  z.looseObject({ item: z.literal('question'), asked: question }),
  z.looseObject({ item: z.literal('comment'), on: z.string().nullable(), comment }),
  z.looseObject({ item: z.literal('author'), shows_contact: z.boolean().nullable(), author: account }),
]);

/** Throws PayloadError for a record of an unknown shape. */
export function said({ payload, id }: RawEnvelope): Said | Skip {
  const one = parseShape(sealed, snaked(payload), `zhihu ${id}`);
  switch (one.item) {
    case 'post':
      return postSaid(one.post);
    case 'question':
      return questionSaid(one.asked);
    case 'comment':
      return commentSaid(one.comment, one.on);
    case 'author':
      return {
        record: { authorId: accountId(one.author) },
        author: {
          ...authorOf(one.author),
          followers: exactCount(one.author.follower_count),
          hasContact: one.shows_contact,
        },
        counts: null,
      };
  }
}

function postSaid(one: Post): Said {
  const html = typeof one.content === 'string' ? withoutFallbacks(one.content) : wordsOfParts(one.content ?? []);
  const whole = one.type === 'zvideo' ? one.description : html || one.content_html;
  const text = whole || one.excerpt || null;
  const shows = /<a\b[^<>]*class="video-box"|<video\b/u.test(text ?? '');
  const hasVideo = one.type === 'zvideo' || shows || (isCut(one) ? null : false);
  return {
    record: {
      authorId: accountId(one.author),
      rootId: one.question ? questionId(one.question.id) : null,
      title: plain(one.title),
      text,
      hashtags: topics(one),
      url: addressOf(one),
      format: one.type,
      region: placeIn(one.ip_info),
      ...pictures(one, text),
      hasVideo,
      publishedAt: postedAt(one),
      ...(isCut(one) ? { isExcerpt: true } : {}),
    },
    author: authorOf(one.author),
    counts: shownCounts({
      likes: exactCount(one.voteup_count ?? one.like_count),
      saves: exactCount(one.favlists_count ?? one.favorite_count),
      replies: exactCount(one.comment_count),
      shares: exactCount(one.repost_count),
      views: exactCount(one.play_count),
    }),
  };
}

/** Of a pin the pictures are parts; of a text that is cut nobody knows. */
function pictures(one: Post, text: string | null): Pick<CanonicalRecord, 'imageCount'> {
  if (isCut(one) || one.type === 'zvideo') return { imageCount: one.type === 'zvideo' ? 0 : null };
  const parts = Array.isArray(one.content) ? one.content : [];
  const inParts = parts.filter((part) => imagePart.safeParse(part).success).length;
  return { imageCount: inParts + imagesIn(text ?? '') };
}
const imagePart = z.looseObject({ type: z.literal('image') });

function addressOf({ type, id, question: about }: Pick<Post, 'type' | 'id'> & Partial<Pick<Post, 'question'>>): string {
  switch (type) {
    case 'answer':
      return about ? `${SITE}/question/${about.id}/answer/${id}` : `${SITE}/answer/${id}`;
    case 'article':
      return `https://zhuanlan.zhihu.com/p/${id}`;
    default:
      return `${SITE}/${type}/${id}`;
  }
}

function questionSaid(one: Question): Said {
  const seconds = one.created ?? one.created_time;
  const isStub = one.detail === null || one.detail === undefined;
  return {
    record: {
      authorId: accountId(one.author),
      title: plain(one.title ?? one.name),
      text: one.detail ? withoutFallbacks(one.detail) : null,
      hashtags: topics(one),
      url: `${SITE}/question/${one.id}`,
      format: 'question',
      publishedAt: seconds ? seconds * 1000 : null,
      ...(isStub ? { isExcerpt: true } : {}),
    },
    author: authorOf(one.author),
    counts: shownCounts({ replies: exactCount(one.answer_count), views: exactCount(one.visit_count) }),
  };
}

function commentSaid(one: Comment, on: string | null): Said {
  const place = one.comment_tag?.find(({ type }) => type === 'ip_info')?.text;
  return {
    record: {
      authorId: accountId(one.author),
      rootId: on,
      text: withoutPictureLinks(one.content) || null,
      url: addressUnder(one.resource_type, on),
      region: placeIn(place),
      imageCount: one.content.match(/<a\b[^<>]*class="comment_(?:img|gif)"/gu)?.length ?? 0,
      publishedAt: one.created_time * 1000,
      // A notice tells neither what is commented on nor the place.
      ...(on === null ? { isExcerpt: true } : {}),
    },
    author: authorOf(one.author),
    counts: shownCounts({ likes: exactCount(one.like_count), replies: exactCount(one.child_comment_count) }),
  };
}

/** A comment has no page of its own: what it stands under; null = its kind is not told. */
function addressUnder(kind: string | null | undefined, on: string | null): string | null {
  if (on === null) return null;
  const [, asked] = /^question:(\d+)$/u.exec(on) ?? [];
  if (asked !== undefined) return `${SITE}/question/${asked}`;
  const type = KINDS.find((known) => known === kind);
  return type === undefined ? null : addressOf({ type, id: on });
}

function topics({ topics: list }: Pick<Post, 'topics'>): string[] {
  return [...new Set((list ?? []).flatMap(({ name }) => name || []))];
}

/** Titles of a search have marks around what was found. */
function plain(title: string | null | undefined): string | null {
  return title?.replaceAll(/<\/?em>/gu, '').trim() || null;
}

/** Followers stand in profiles; beside posts they are mostly left at 0, which then says nothing. */
function authorOf(one: Account | null | undefined): Said['author'] {
  if (accountId(one) === null) return null;
  const isOrg = one?.is_org === true || one?.user_type === 'organization';
  const room = isOrg ? 'org' : 'people';
  return {
    name: one?.name || null,
    url: one?.url_token ? `${SITE}/${room}/${encodeURIComponent(one.url_token)}` : null,
    followers: one?.follower_count ? exactCount(one.follower_count) : null,
    accountKind: isOrg ? kindOf(one) : one?.is_org === false || one?.user_type === 'people' ? 'person' : null,
    isVerified: verified(one),
  };
}

function badgesOf(one: Account | null | undefined) {
  const { badge, badge_v2: newer } = one ?? {};
  if (!badge && !newer) return null;
  return [...(badge ?? []), ...(newer?.merged_badges ?? []), ...(newer?.detail_badges ?? [])];
}

/** Who somebody is, as the platform has checked it; being liked in a subject (`best`) is another thing. Null = badges are not shown. */
function verified(one: Account | null | undefined): boolean | null {
  return badgesOf(one)?.some(({ type }) => /^identity/u.test(type ?? '')) ?? null;
}

function kindOf(one: Account | null | undefined): CanonicalAuthor['accountKind'] {
  const told = (badgesOf(one) ?? []).map(({ description }) => description ?? '').join(' ');
  return /媒体|报社|日报|杂志|电视台|出版社/u.test(told) ? 'media' : 'organisation';
}
