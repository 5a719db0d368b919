/** What a sealed record of Weibo says, by its item. Pure. */
import { type Count, parseCount } from '../../warehouse/contracts/counts.ts';
import type { RawEnvelope } from '../../warehouse/contracts/raw.ts';
import type { CanonicalAuthor, Skip } from '../../warehouse/contracts/rows.ts';
import { parseShape } from '../reading/json_body.ts';
import type { Said } from '../reading/row_maker.ts';
import { countAmong, shownCounts } from '../reading/shown_count.ts';
import { momentOfMid } from './ids.ts';
import { postedAt } from './moment.ts';
import { type Card, type Comment, record, type Status, type User } from './payload.ts';
import { imagesOf } from './pictures.ts';
import { addsNothing, commentWords, placeIn, titleOf, topicsOf, wordsOf } from './wording.ts';

/** Throws PayloadError for a record of an unknown shape. */
export function said({ payload, id, fetched_at: seenAt }: RawEnvelope): Said | Skip {
  const one = parseShape(record, payload, `weibo ${id}`);
  switch (one.item) {
    case 'status':
      return statusSaid(one.status, seenAt);
    case 'card':
      return cardSaid(one.card, seenAt);
    case 'long_text':
      return longTextSaid(one.mid, one.text);
    case 'comment':
      return commentSaid(one.comment, one.post, one.root, seenAt);
    case 'profile':
      return profileSaid(one.profile, one.contact);
  }
}

function statusSaid(status: Status, seenAt: number): Said {
  const { text, isCut } = wordsOf(status);
  const original = status.retweeted_status?.id ?? null;
  const { imageCount, imageMinPx, hasVideo } = imagesOf(status);
  return {
    record: {
      authorId: status.user?.id ?? null,
      parentId: original,
      rootId: original,
      title: titleOf(status),
      text,
      isExcerpt: isCut,
      hashtags: topicsOf(text, status.topic_struct),
      url: detailAt(status.id),
      format: hasVideo ? 'video' : imageCount > 0 ? 'image' : 'text',
      region: placeIn(status.region_name),
      imageCount,
      imageMinPx,
      hasVideo,
      isRepost: original !== null && addsNothing(text),
      isDisclosed: isAd(status) ? true : null,
      publishedAt: postedAt(status.created_at, seenAt, status.id),
    },
    author: authorSaid(status.user),
    counts: shownCounts({
      likes: counted(status.attitudes_count),
      replies: counted(status.comments_count),
      shares: counted(status.reposts_count),
      views: hasVideo ? counted(status.page_info?.play_count) : null,
    }),
  };
}

/** Marked by its author or by the platform as an advertisement; 「推荐内容」 is none. */
function isAd({ ad_state, ad_marked, promotion_info, mblogtypename }: Status): boolean {
  const labels = [promotion_info?.display_text, mblogtypename];
  return ad_state === 1 || ad_marked === true || ad_marked === 1 || labels.some((label) => label?.includes('广告'));
}

/** Its author is not known: it counts only where nothing else is known of the post. */
function longTextSaid(
  mid: string,
  text: Pick<Status, 'attitudes_count' | 'comments_count' | 'reposts_count'> & {
    readonly longTextContent?: string | null | undefined;
  },
): Said {
  const words = text.longTextContent ?? null;
  return {
    record: {
      text: words,
      isExcerpt: true,
      hashtags: topicsOf(words, null),
      url: detailAt(mid),
      publishedAt: momentOfMid(mid),
    },
    author: null,
    counts: shownCounts({
      likes: counted(text.attitudes_count),
      replies: counted(text.comments_count),
      shares: counted(text.reposts_count),
    }),
  };
}

function cardSaid(card: Card, seenAt: number): Said {
  const uid = card.uid ?? null;
  return {
    record: {
      authorId: uid,
      parentId: card.reposts ?? null,
      rootId: card.reposts ?? null,
      text: card.html,
      isExcerpt: card.isCut,
      hashtags: topicsOf(card.html, null),
      url: detailAt(card.mid),
      format: card.hasVideo ? 'video' : card.pictures > 0 ? 'image' : 'text',
      imageCount: card.pictures,
      hasVideo: card.hasVideo,
      isRepost: card.reposts !== null && card.reposts !== undefined && addsNothing(card.html),
      publishedAt: postedAt(card.time, seenAt, card.mid),
    },
    author:
      uid === null
        ? null
        : {
            name: card.name || null,
            url: profileOf(uid),
            accountKind: card.verified === 'blue' ? 'organisation' : null,
            isVerified: card.verified === null || card.verified === undefined ? null : card.verified !== 'none',
          },
    counts: shownCounts({
      likes: countAmong(card.likes),
      replies: countAmong(card.replies),
      shares: countAmong(card.shares),
    }),
  };
}

function commentSaid(one: Comment, post: string | null, root: string | null, seenAt: number): Said {
  const top = [root, one.rootidstr, one.rootid].find(
    (found) => found !== null && found !== undefined && found !== one.id,
  );
  const answered = one.reply_comment?.id ?? one.reply_id;
  const pictures = one.pic
    ? 1
    : (one.url_struct ?? []).reduce((sum, { pic_infos }) => sum + (pic_infos?.length ?? 0), 0);
  return {
    record: {
      authorId: one.user?.id ?? null,
      parentId: answered ?? top ?? post,
      rootId: post,
      repliedBy: answersOf(one.comments),
      text: commentWords(one),
      // A comment has no page of its own.
      url: post === null ? null : detailAt(post),
      region: placeIn(one.source),
      imageCount: pictures,
      publishedAt: postedAt(one.created_at, seenAt, one.id),
    },
    author: authorSaid(one.user),
    counts: shownCounts({ likes: counted(one.like_count ?? one.like_counts), replies: counted(one.total_number) }),
  };
}

function answersOf(comments: unknown): string[] {
  if (!Array.isArray(comments)) return [];
  return comments.flatMap((one: { id?: unknown } | null) =>
    one?.id === undefined || one.id === null ? [] : [String(one.id)],
  );
}

function profileSaid(profile: User, contact: boolean | null): Said {
  const author = authorSaid(profile);
  return {
    record: { authorId: profile.id },
    author: author === null ? null : { ...author, hasContact: contact },
    counts: null,
  };
}

function authorSaid(user: User | null | undefined): Said['author'] {
  if (user === null || user === undefined) return null;
  const { id, screen_name, followers_count, followers_count_str, verified, verified_type } = user;
  return {
    name: screen_name || null,
    url: profileOf(id),
    followers: exactest(counted(followers_count), counted(followers_count_str)),
    accountKind: KINDS[verified_type ?? -1] ?? null,
    isVerified: typeof verified === 'boolean' ? verified : null,
  };
}

/** `verified_type` of official accounts (blue V): government, company, media, school, site, application, institution. */
const KINDS: Readonly<Record<number, CanonicalAuthor['accountKind']>> = {
  1: 'organisation',
  2: 'organisation',
  3: 'media',
  4: 'organisation',
  5: 'organisation',
  6: 'organisation',
  7: 'organisation',
};

function detailAt(mid: string): string {
  return `https://m.weibo.cn/detail/${mid}`;
}

function profileOf(uid: string): string {
  return `https://weibo.com/u/${uid}`;
}

/** The same count may be told to the unit and as it is shown. */
function exactest(one: Count | null, other: Count | null): Count | null {
  if (one === null || other === null) return one ?? other;
  return one.granularity <= other.granularity ? one : other;
}

/** "100万+", "903万次观看", 1200; null = not shown. */
function counted(shown: string | number | null | undefined): Count | null {
  return parseCount(shown) ?? (typeof shown === 'string' ? countAmong(shown) : null);
}
