/** What of people stands in the platform's objects, and what of it is kept. */
import type { CollectorMeta } from '../../warehouse/contracts/collector.ts';

const drop = (why: string, ...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, { keep: false, why }]));
const keep = (why: string, ...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, { keep: true, why }]));

export const personal: CollectorMeta['personal'] = {
  ...keep('tells people apart', 'user_id', 'userid', 'userId'),
  ...keep('is printed on the lists of own brands', 'nickname', 'nick_name', 'nickName'),
  ...keep('province at most; says where a post comes from', 'ip_location', 'ipLocation'),
  ...keep('tells verified people and organisations', 'verify_info', 'verifyInfo', 'red_official_verify_type'),
  ...drop(
    'nothing reads pictures of people',
    'avatar',
    'imageb',
    'images',
    'banner_info',
    'user.image',
    'user_info.image',
    'userInfo.image',
  ),
  ...drop('a second number of the account', 'red_id', 'redId'),
  ...drop(
    'what somebody says of themselves; only whether a business contact stands there is kept',
    'author.desc',
    'basic_info.desc',
    'basicInfo.desc',
  ),
  ...drop(
    'gender, age, college and home of a person',
    'gender',
    'birthday',
    'college_info',
    'location',
    'author.tags',
    'level',
  ),
  ...drop(
    'names other people',
    'at_user_list',
    'atUserList',
    'at_users',
    'atUsers',
    'ats',
    'desc_at_users',
    'liked_users',
  ),
  ...drop(
    'somebody else whose comment is answered; only which comment is kept',
    'target_comment.user_info',
    'target_comment.user',
    'target_comment.content',
    'target_comment.image_list',
    'targetComment.userInfo',
  ),
  ...drop(
    'repeats the name of the author',
    'widgets_context',
    'qq_mini_program_info',
    'share_info',
    'shareInfo',
    'share_link',
  ),
  ...drop('holds marks by which the app follows its readers', 'corner_tag_info', 'cornerTagInfo'),
  ...drop('where a person is', 'geo_info', 'poi', 'poi_id'),
  ...drop(
    'about the account that reads',
    'indicator',
    'relation',
    'followed',
    'fstatus',
    'FStatus',
    'friend_liked_msg',
    'remark_name',
    'identity_deeplink',
  ),
};
