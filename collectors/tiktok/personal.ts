/** What of a post, comment or account of TikTok tells of a person or opens a file, and why it is kept or dropped. */
import type { CollectorMeta } from '../../warehouse/contracts/collector.ts';

type Fields = CollectorMeta['personal'];

function dropped(why: string, ...names: readonly string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, { keep: false, why }]));
}

export const personal: Fields = {
  uid: { keep: true, why: 'tells accounts apart' },
  uniqueId: { keep: true, why: 'is printed on the lists of own brands and leads to the account' },
  unique_id: { keep: true, why: 'is printed on the lists of own brands and leads to the account' },
  nickname: { keep: true, why: 'is printed on the lists of own brands where there is no other name' },
  ...dropped(
    'pictures of people; nothing reads them',
    'avatarThumb',
    'avatarMedium',
    'avatarLarger',
    'avatar_thumb',
    'avatar_medium',
    'avatar_larger',
    'avatar_168x168',
    'avatar_300x300',
    'avatar_uri',
    'cover_url',
    'ad_cover_url',
    'white_cover_url',
  ),
  ...dropped(
    'what a person says of themselves; only whether it names a way to do business is kept',
    'signature',
    'bioLink',
  ),
  ...dropped(
    'tells of a person what no list needs',
    'birthday',
    'gender',
    'region',
    'language',
    'ins_id',
    'twitter_id',
    'twitter_name',
    'youtube_channel_id',
    'youtube_channel_title',
    'google_account',
    'poi',
    'locationCreated',
  ),
  ...dropped('another person than the one who speaks', 'music', 'duetInfo', 'stitchInfo'),
  ...dropped(
    'a signed address of a file, or a token of the reader; nothing opens it',
    'playAddr',
    'PlayAddr',
    'downloadAddr',
    'bitrateInfo',
    'PlayAddrStruct',
    'cover',
    'originCover',
    'dynamicCover',
    'zoomCover',
    'shareCover',
    'reflowCover',
    'subtitleInfos',
    'imageURL',
    'url_list',
    'share_url',
    'share_info',
  ),
};
