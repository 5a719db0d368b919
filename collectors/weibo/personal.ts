/** Which fields of Weibo's objects are about people, and what becomes of them before anything is sealed. */
import type { CollectorMeta } from '../../warehouse/contracts/collector.ts';

const drop = (why: string) => ({ keep: false, why });

const PLACE = 'precise place of a post';

export const personal: CollectorMeta['personal'] = {
  screen_name: { keep: true, why: 'printed on the lists of own brands, so that somebody can be found and thanked' },
  followers_count: { keep: true, why: 'decides who is an ordinary account' },
  verified_type: { keep: true, why: 'tells organisations and media from people' },
  region_name: { keep: true, why: 'province of a post, as everybody sees it' },
  profile_image_url: drop('picture of a person'),
  avatar_hd: drop('picture of a person'),
  avatar_large: drop('picture of a person'),
  cover_image: drop('picture of a person'),
  cover_image_phone: drop('picture of a person'),
  description: drop('words of a profile; whether they name a contact is read before'),
  gender: drop('nothing reads it'),
  birthday: drop('nothing reads it'),
  constellation: drop('nothing reads it'),
  education: drop('nothing reads it'),
  career: drop('nothing reads it'),
  location: drop('nothing reads it'),
  province: drop('nothing reads it'),
  city: drop('nothing reads it'),
  // Sizes of pictures stand in a `geo`, too.
  'status.geo': drop(PLACE),
  'mblog.geo': drop(PLACE),
  'retweeted_status.geo': drop(PLACE),
  'statuses.geo': drop(PLACE),
  'list.geo': drop(PLACE),
  'data.geo': drop(PLACE),
  verified_reason: drop('occupation of a person; the kind of verification is kept'),
  remark: drop("the operator's own note on somebody"),
  follow_me: drop("the operator's own relation to somebody"),
  following: drop("the operator's own relation to somebody"),
  like_me: drop("the operator's own relation to somebody"),
  favorited: drop("the operator's own bookmark"),
  liked: drop("the operator's own like"),
  badge: drop('what somebody took part in'),
  more_info_users: drop('people who answered, without what they said'),
  reply_text: drop('words of somebody else; they are a record of their own'),
  toolbar_menus: drop('ways to write to somebody'),
};
