/** What of people stands in the platform's objects, and what of it is kept. */
import type { CollectorMeta } from '../../warehouse/contracts/collector.ts';

const drop = (why: string, ...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, { keep: false, why }]));
const keep = (why: string, ...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, { keep: true, why }]));

export const personal: CollectorMeta['personal'] = {
  ...keep('names the address of a profile', 'url_token', 'urlToken'),
  ...keep('is printed on the lists of own brands', 'author.name'),
  ...keep('tells verified people and organisations', 'badge', 'badge_v2', 'badgeV2'),
  ...keep('province at most; says where words come from', 'comment_tag', 'ip_info', 'ipInfo'),
  ...drop(
    'nothing reads pictures of people',
    'avatar_url',
    'avatarUrl',
    'avatar_url_template',
    'avatarUrlTemplate',
    'cover_url',
    'coverUrl',
    'exposed_medal',
    'exposedMedal',
    'avatar_path',
  ),
  ...drop(
    'what somebody says of themselves; only whether a business contact stands there is kept',
    'author.headline',
    'author.description',
    'headline',
    'description_html',
  ),
  ...drop(
    'gender, schooling, work and home of a person',
    'gender',
    'educations',
    'employments',
    'locations',
    'business',
    'vip_info',
    'vipInfo',
    'kvip_info',
    'birthday',
  ),
  ...drop('a second number of the account', 'member_id', 'memberId', 'uid'),
  ...drop(
    'somebody else; only which comment is answered is kept',
    'reply_to_author',
    'replyToAuthor',
    'reply_author_tag',
    'replyAuthorTag',
  ),
  ...drop('names other people', 'upvoted_followees', 'upvotedFollowees', 'endorsement', 'endorsements'),
  ...drop(
    'about the account that reads',
    'relationship',
    'is_followed',
    'is_following',
    'isFollowed',
    'isFollowing',
    'is_blocking',
    'isBlocking',
    'attached_info',
    'attachedInfo',
  ),
};
