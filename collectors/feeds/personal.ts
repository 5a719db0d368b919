/** Personal fields of feeds: by whom an item is, and what else a feed may tell of people. */
import type { CollectorMeta } from '../../warehouse/contracts/collector.ts';

const BY = 'tells people apart and is printed on the lists of own brands';
const UNREAD = 'no feature reads it';

/** Addresses of e-mail within names are taken out as the feed is read. */
export const PERSONAL: CollectorMeta['personal'] = {
  authors: { keep: true, why: BY },
  creators: { keep: true, why: BY },
  author: { keep: true, why: BY },
  email: { keep: false, why: UNREAD },
  avatar: { keep: false, why: UNREAD },
  contributors: { keep: false, why: UNREAD },
  credits: { keep: false, why: UNREAD },
  persons: { keep: false, why: UNREAD },
  geo: { keep: false, why: 'precise location; no feature reads it' },
  georss: { keep: false, why: 'precise location; no feature reads it' },
  locations: { keep: false, why: 'precise location; no feature reads it' },
  location: { keep: false, why: 'precise location; no feature reads it' },
};
