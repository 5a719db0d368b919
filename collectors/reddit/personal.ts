/** Personal fields that a post or comment of Reddit can carry, and why they are kept or dropped. */
import type { CollectorMeta } from '../../warehouse/contracts/collector.ts';

const FLAIR = { keep: false, why: 'what a person says of themselves in a subreddit; nothing reads it' } as const;
const PROFILE = { keep: false, why: 'tells of an account what no list needs' } as const;
const MODERATION = { keep: false, why: 'names moderators or tells who complained' } as const;

export const personal: CollectorMeta['personal'] = {
  author: { keep: true, why: 'tells people apart and is printed on the lists of own brands' },
  author_fullname: PROFILE,
  author_flair_text: FLAIR,
  author_flair_richtext: FLAIR,
  author_flair_css_class: FLAIR,
  author_flair_template_id: FLAIR,
  author_premium: PROFILE,
  author_patreon_flair: PROFILE,
  author_cakeday: { keep: false, why: 'tells on what day an account was made' },
  author_is_blocked: PROFILE,
  icon_img: { keep: false, why: 'pictures of people; nothing reads them' },
  snoovatar_img: { keep: false, why: 'pictures of people; nothing reads them' },
  profile_img: { keep: false, why: 'pictures of people; nothing reads them' },
  approved_by: MODERATION,
  banned_by: MODERATION,
  removed_by: MODERATION,
  mod_note: MODERATION,
  mod_reason_by: MODERATION,
  mod_reports: MODERATION,
  user_reports: MODERATION,
  all_awardings: { keep: false, why: 'can tell who gave them; nothing reads them' },
  link_author: { keep: false, why: 'another person than the one who speaks' },
  crosspost_parent_list: {
    keep: false,
    why: 'the whole post of another person; it is sealed where it is found itself',
  },
};
