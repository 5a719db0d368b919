/** What Douyin shows of an account, as the author of a canonical row. Its words about itself are not among it. */

import type { z } from 'zod';
import { parseCount } from '../../warehouse/contracts/counts.ts';
import type { accountKind } from '../../warehouse/contracts/rows.ts';
import type { Said } from '../reading/row_maker.ts';
import type { Detail, PageUser, User } from './payload.ts';

type Author = NonNullable<Said['author']>;

/** The account beside a post or comment. Followers of 0 are not shown there, rather than none. */
export function authorOf(user: User): Author {
  return account({
    name: user.nickname,
    secUid: user.sec_uid,
    verified: user.custom_verify,
    company: user.enterprise_verify_reason,
    isMedia: user.is_gov_media_vip === true,
    followers: user.follower_count === 0 ? null : user.follower_count,
  });
}

/** The account of a profile. `contact`: whether its words named a way to do business, seen before they were dropped. */
export function profileOf(user: User, contact: boolean | null): Author {
  return { ...authorOf(user), followers: parseCount(user.follower_count) ?? null, hasContact: contact };
}

/** The account beside a post in a page's state. */
export function detailAuthor({ authorInfo }: Detail): Author | null {
  if (authorInfo === null || authorInfo === undefined) return null;
  const { followerCount } = authorInfo;
  return account({
    name: authorInfo.nickname,
    secUid: authorInfo.secUid,
    verified: authorInfo.customVerify,
    company: authorInfo.enterpriseVerifyReason,
    followers: followerCount === 0 ? null : followerCount,
  });
}

/** The account of a profile in its page's state. */
export function pageUserOf(user: PageUser, contact: boolean | null): Author {
  const author = account({
    name: user.nickname,
    secUid: user.secUid,
    verified: user.customVerify,
    company: user.enterpriseVerifyReason,
    followers: user.followerCount,
  });
  return { ...author, hasContact: contact };
}

/** Page of an account; null without the id that leads there. */
export function profileUrl(secUid: string | null | undefined): string | null {
  return secUid ? `https://www.douyin.com/user/${encodeURIComponent(secUid)}` : null;
}

function account(of: {
  readonly name: string | null | undefined;
  readonly secUid: string | null | undefined;
  readonly verified: string | null | undefined;
  readonly company: string | null | undefined;
  readonly isMedia?: boolean;
  readonly followers: unknown;
}): Author {
  const isTold = typeof of.verified === 'string' && typeof of.company === 'string';
  const isVerified = Boolean(of.verified || of.company);
  return {
    name: of.name || null,
    url: profileUrl(of.secUid),
    followers: parseCount(of.followers) ?? null,
    isVerified: isVerified ? true : isTold ? false : null,
    accountKind: kindOf(of),
  };
}

/** A yellow V (`custom_verify`) is a person's; a blue one names the company. */
function kindOf({
  verified,
  company,
  isMedia = false,
}: {
  readonly verified: string | null | undefined;
  readonly company: string | null | undefined;
  readonly isMedia?: boolean;
}): AccountKind | null {
  if (isMedia) return 'media';
  if (company) return STORE.test(company) ? 'store' : MEDIA.test(company) ? 'media' : 'organisation';
  return verified ? 'person' : null;
}

type AccountKind = z.infer<typeof accountKind>;

const STORE = /(?:旗舰|专卖|专营|体验|官方)?店|商城|小店/u;
const MEDIA = /报社|日报|晚报|电视台|广播|新闻|融媒|杂志/u;
