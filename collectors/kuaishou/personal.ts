/** What of a video, comment or account of Kuaishou tells of a person or opens a file, and why it is kept or dropped. */
import type { CollectorMeta } from '../../warehouse/contracts/collector.ts';

type Fields = CollectorMeta['personal'];

function dropped(why: string, ...names: readonly string[]): Fields {
  return Object.fromEntries(names.map((name) => [name, { keep: false, why }]));
}

export const personal: Fields = {
  user_id: { keep: true, why: 'tells accounts apart' },
  author_id: { keep: true, why: 'tells accounts apart' },
  authorId: { keep: true, why: 'tells accounts apart' },
  user_name: { keep: true, why: 'is printed on the lists of own brands' },
  author_name: { keep: true, why: 'is printed on the lists of own brands' },
  authorName: { keep: true, why: 'is printed on the lists of own brands' },
  ...dropped(
    'pictures of people; nothing reads them',
    'headerUrl',
    'headerUrls',
    'headurl',
    'headUrl',
    'user_profile_bg_url',
    'user_profile_bg_urls',
  ),
  ...dropped('what a person says of themselves; only whether it names a way to do business is kept', 'user_text'),
  ...dropped(
    'tells of a person what no list needs',
    'gender',
    'sex',
    'user_sex',
    'mobile',
    'cityName',
    'city',
    'distance',
    'constellation',
    'birthday',
    'livingInfo',
    'living',
    'location',
  ),
  ...dropped(
    'a signed address of a file, or a token of the reader; nothing opens it',
    'photoUrl',
    'photoUrls',
    'photoH265Url',
    'photoH265Urls',
    'croppedPhotoUrl',
    'croppedPhotoH265Url',
    'coronaCropManifest',
    'coronaCropManifestH265',
    'manifest',
    'manifestH265',
    'videoResource',
    'coverUrl',
    'coverUrls',
    'overrideCoverUrl',
    'overrideCoverUrls',
    'animatedCoverUrl',
    'animatedCoverUrls',
    'webpCoverUrls',
    'llsid',
    'expTag',
    'searchSessionId',
  ),
};
