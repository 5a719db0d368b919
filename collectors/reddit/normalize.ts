/** From a post or comment of Reddit to what it says. Pure; what was taken back is an empty version of itself. */
import type { Count } from '../../warehouse/contracts/counts.ts';
import type { RawEnvelope } from '../../warehouse/contracts/raw.ts';
import { exactCount } from '../reading/exact_count.ts';
import { parseShape } from '../reading/json_body.ts';
import type { Said } from '../reading/row_maker.ts';
import { pictures } from './media.ts';
import { type Comment, comment, idOf, isTakenBack, type Link, link } from './payload.ts';
import { ownWords } from './quotes.ts';
import { personOf } from './records.ts';

const SITE = 'https://www.reddit.com';

/** Throws PayloadError for a thing of an unknown shape. */
export function said({ payload, id, kind }: RawEnvelope): Said {
  const where = `reddit ${id}`;
  return kind === 'comment'
    ? saidOfComment(parseShape(comment, payload, where))
    : saidOfPost(parseShape(link, payload, where));
}

function saidOfPost(post: Link): Said {
  const publishedAt = Math.round(post.created_utc * 1000);
  if (isTakenBack({ kind: 't3', data: post })) return { record: { publishedAt }, author: null, counts: null };
  const isCrosspost = (post.crosspost_parent ?? '') !== '';
  return {
    record: {
      ...pictures(post),
      authorId: personOf(post.author),
      title: post.title ?? null,
      text: ownWords(post.selftext_html) ?? (post.selftext || null),
      hashtags: (post.link_flair_text ?? '') === '' ? [] : [post.link_flair_text!],
      url: addressOf(post.permalink ?? `/comments/${post.id}/`),
      isRepost: isCrosspost,
      isDisclosed: post.is_created_from_ads_ui === true || post.promoted === true ? true : null,
      publishedAt,
    },
    author: authorOf(post),
    counts: {
      likes: post.hide_score === true ? null : votes(post.score),
      replies: exactCount(post.num_comments),
      shares: exactCount(post.num_crossposts),
    },
  };
}

function saidOfComment(one: Comment): Said {
  const place = {
    parentId: idOf(one.parent_id),
    rootId: idOf(one.link_id),
    publishedAt: Math.round(one.created_utc * 1000),
  };
  if (isTakenBack({ kind: 't1', data: one })) return { record: place, author: null, counts: null };
  const likes = one.score_hidden === true ? null : votes(one.score);
  return {
    record: {
      ...place,
      authorId: personOf(one.author),
      text: ownWords(one.body_html) ?? (one.body || null),
      url: addressOf(one.permalink ?? `/comments/${idOf(one.link_id)}/_/${one.id}/`),
      isRepost: false,
    },
    author: authorOf(one),
    counts: likes === null ? null : { likes },
  };
}

/** Without what tells where it was clicked (`?ref=search_posts`). */
function addressOf(permalink: string): string {
  return SITE + permalink.split('?')[0]!;
}

/** AutoModerator and Reddit's own people speak for an organisation; of all others nothing is said. */
function authorOf({ author, distinguished }: Pick<Link, 'author' | 'distinguished'>): Said['author'] {
  const name = personOf(author);
  if (name === null) return null;
  const isOffice = name === 'AutoModerator' || distinguished === 'admin';
  return {
    name,
    url: `${SITE}/user/${encodeURIComponent(name)}/`,
    accountKind: isOffice ? 'organisation' : null,
  };
}

/** Noise that Reddit adds to votes on purpose; it names no figure, so that we take two votes, and 2 % of many. */
const NOISE_VOTES = 2;
const NOISE_SHARE = 0.02;

/** Likes minus dislikes. A score below zero says only that there were fewer likes than dislikes. */
function votes(score: number | null | undefined): Count | null {
  if (typeof score !== 'number' || !Number.isFinite(score)) return null;
  const granularity = Math.max(NOISE_VOTES, Math.ceil(Math.abs(score) * NOISE_SHARE));
  return { value: Math.max(0, Math.round(score)), granularity, isFloor: score < 0 };
}
