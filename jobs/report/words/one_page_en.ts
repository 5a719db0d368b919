/** English words of the page to pass on and the messages of `koc publish --notify`. */
export const onePageEn = {
  /** After the brand's name. */
  title: 'KOC weekly',
  week: (f: { week: string; from: string; to: string }) => `Week ${f.week} · ${f.from} to ${f.to}`,
  voice: 'Share of voice',
  trend: 'Share of voice by week',
  sentiment: 'Net sentiment',
  authors: 'Authors',
  fresh: 'New',
  risen: 'Risen',
  atRisk: 'At risk',
  left: 'Left',
  before: (value: string) => `was ${value}`,
  points: (value: string) => `${value} points`,
  opinions: '−1 to +1',
  top: (count: number) => (count < 10 ? 'The list' : 'The first ten'),
  ugc: 'Posts to ask for',
  noTop: 'Nobody has a place on the list this week.',
  noUgc: 'No post to ask for this week.',
  gaps: (notes: string, more: number) => `Coverage: ${notes}${more === 0 ? '' : ` (${more} more in the report)`}`,
  read: 'Ordinary customers who clearly prefer the brand, by affinity and engagement, never by reach. A suggestion to look, not a verdict. Ask before you use a post.',
  index: 'Index',
  notify: {
    title: (f: { brand: string; week: string }) => `${f.brand} · KOC weekly ${f.week}`,
    voice: (f: { share: string; authors: string; net: string }) =>
      `Share of voice ${f.share}, ${f.authors} authors, net sentiment ${f.net}`,
    list: (f: { listed: number; fresh: number; risen: number; atRisk: number; left: number }) =>
      `${f.listed} on the list: ${f.fresh} new, ${f.risen} risen, ${f.atRisk} at risk, ${f.left} left`,
    open: 'Open the report',
    more: 'More in the report.',
  },
} as const;
