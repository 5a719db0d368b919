/** English words of dossiers and suggested incentives. */
import { incentivesEn } from './incentives_en.ts';

const listed = (things: readonly string[]) =>
  things.length < 2 ? things.join('') : `${things.slice(0, -1).join(', ')} and ${things.at(-1)}`;
const times = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;

export const dossierEn = {
  ...incentivesEn,
  title: (f: { author: string; brand: string }) => `${f.author} · ${f.brand}`,
  toBrand: (brand: string) => `${brand}: all lists`,
  sections: {
    next: 'Next step',
    loves: 'What this author loves',
    months: 'Month by month',
    words: 'In this author’s words',
    why: 'Why this place',
    circle: 'Who answers',
    paid: 'Gifts and paid marks',
    checks: 'Does anything look unusual?',
  },
  next: {
    incentive: 'Suggested incentive',
    thanks: 'Thank for',
    contact: 'Contact',
    disclosure: 'What has to be said openly',
    basis: (f: { law: string; note: string }) => `${f.law}. ${f.note}`,
  },
  who: {
    platform: 'Platform',
    since: 'Speaks of the brand',
    from: (f: { first: string; last: string }) => `${f.first} to ${f.last}`,
    accounts: 'The same person, as somebody confirmed',
    confirmed: 'confirmed by your team',
    /** Of how the author came to be known. */
    keywordOnly: 'Only what the brand’s own search found is known; the rest of what this author says is unseen.',
    early: 'Early: not ranked yet',
    left: 'Left the list',
  },
  facts: {
    rank: 'Rank',
    index: 'Index',
    between: (f: { low: string; high: string }) => `likely ${f.low} to ${f.high}`,
    lift: 'Preference',
    liftNote: 'times the market',
    engagement: 'Response',
    engagementNote: '100 = usual for the size',
    mentions: 'Mentions, 12 weeks',
    positive: (count: number) => `${count} positive`,
    unknown: 'not known',
  },
  change: {
    isNew: 'New on the list this week.',
    up: (f: { places: number; was: number }) => `Up ${times(f.places, 'place', 'places')}, from ${f.was}.`,
    down: (f: { places: number; was: number }) => `Down ${times(f.places, 'place', 'places')}, from ${f.was}.`,
    same: 'Same place as on the last list.',
    none: 'There is no earlier list to compare with.',
    left: (was: number) => `At place ${was} on the last list; not on this one.`,
    early: 'Not ranked yet: too little is known.',
    pace: {
      rising: 'Speaks of the brand clearly more often than eight weeks ago.',
      at_risk: 'The pace has about halved within eight weeks.',
      lapsed: 'Hardly speaks of the category any more.',
      active: 'The pace is steady.',
    },
    byScore: (place: number) =>
      `By score alone it would be place ${place}: the balance of platforms and places kept near the end of the list do the rest.`,
    /** @param phrase of `diversity`. */
    balance: (phrase: string) => `Platforms: ${phrase}.`,
    missing: (phrases: string) => `What is missing: ${phrases}.`,
  },
  why: {
    factor: 'Part',
    times: 'Times the usual',
    says: 'What was measured',
  },
  thanks: {
    post: (f: { date: string; title: string | null }) =>
      `For the post of ${f.date}${f.title === null ? '' : `, “${f.title}”`}.`,
    cue: (cue: string) => `That post helps others: ${cue}.`,
    things: (names: readonly string[]) => `For naming what is good: ${listed(names)}.`,
    weeks: (f: { weeks: number; since: string | null }) =>
      `For coming back: ${f.weeks} different weeks${f.since === null ? '' : ` since ${f.since}`}.`,
    talk: (people: number) => `For the conversation: ${people} people answered under these posts.`,
    ask: (names: readonly string[]) => `Ask about what this author criticises: ${listed(names)}.`,
    nothing: 'Nothing specific stands out yet; thank for the newest post in your own words.',
  },
  loves: {
    thing: 'Side or product',
    praised: 'Praised',
    blamed: 'Criticised',
    mentions: 'Mentions',
    terms: 'Words this author uses of you more than others do',
    none: 'No side of the product stands out yet.',
  },
  words: {
    find: 'Links expire: search the app for the first words, or use the id.',
    says: 'Cited evidence first, then the newest, with the feeling towards this brand as it was read.',
    none: 'No posts can be shown.',
    more: (count: number) => `${times(count, 'more post', 'more posts')}`,
  },
  months: {
    caption: 'Mentions of the brand in the last 12 months; months without any are left out of the table.',
    month: 'Month',
    none: 'No dated mention in the last 12 months.',
  },
  circle: {
    credible: (count: number) =>
      count === 0
        ? 'None of them is answered by others in turn.'
        : `${count} of them ${count === 1 ? 'is' : 'are'} answered by others in turn, which speaks for real people.`,
    note: 'People who answered what this author said of the brand in 26 weeks. Who they are is not listed.',
  },
  checks: {
    says: 'Nine patterns are looked for. A pattern is a reason to read the posts, never a verdict about a person: each has harmless explanations.',
    check: 'Pattern',
    result: 'Result',
    evidence: 'What was seen',
    passed: 'not seen',
    unusual: 'unusual',
    unknown: 'not known',
    partners: (count: number) => times(count, 'other account', 'other accounts'),
    override: (value: string) => `Somebody in your team set this to “${value}” by hand.`,
    overrides: { trusted: 'trusted', normal: 'normal', suspect: 'unusual', confirmed: 'met in person' },
  },
  check: {
    copied_text: 'The same text under other accounts',
    ring: 'A closed group that answers one another',
    co_engaged: 'Shows up together with the same accounts',
    burst: 'Many mentions at once, silence before and after',
    one_brand_praise: 'Only this brand, only praise',
    new_account: 'New account with many mentions',
    rating_deviant: 'Ratings far from everybody else’s',
    unverified: 'Reviews without a marked purchase',
    unmarked_commerce: 'Shop links or codes without a mark',
  },
  /** What was measured, for an unusual pattern; numbers formatted. */
  found: {
    copied_text: (value: string) =>
      `${value} of the mentions stand elsewhere too. Quotes and product names can be the reason.`,
    ring: (value: string) =>
      `${value} of this author’s partners answer each other as well. A circle of friends looks the same.`,
    co_engaged: (value: string) =>
      `Met the same accounts at ${value} products or posts within a week each. A campaign many people joined looks the same.`,
    burst: (value: string) => `${value} mentions within six weeks. A new purchase looks the same.`,
    one_brand_praise: (value: string) =>
      `${value} mentions, all of this brand and all praise. A loyal customer looks the same.`,
    new_account: (value: string) => `${value} mentions within six weeks of being first seen. Everybody begins once.`,
    rating_deviant: (value: string) =>
      `On average ${value} of the scale away. Strict or generous people look the same.`,
    unverified: (value: string) =>
      `${value} of the reviews are marked as bought. Purchases in other shops are not marked.`,
    unmarked_commerce: (value: string) =>
      `${value} with a shop link or code and no mark. The author may not know the rules.`,
  },
  /** Why a check could not be made. */
  unchecked: {
    noAnswers: 'answers are not collected',
    fewReviews: 'under 4 reviews',
    keywordOnly: 'only the brand’s own search was collected',
    noData: 'nothing was computed for this account',
  },
  paid: {
    none: 'No mention is marked as paid, gifted or invited.',
    share: (share: string) => `${share} of this author’s mentions, of any brand, are declared as paid for.`,
    gifted: (count: number) =>
      `${times(count, 'mention', 'mentions')} of the brand ${count === 1 ? 'is' : 'are'} marked as gifted; each counts 0.3 of an unpaid one.`,
    suspected: (count: number) =>
      `${times(count, 'post', 'posts')} below may have been paid for without saying so. That is read from words and no finding.`,
  },
  footer:
    'A suggestion to look, made from what was public before the date above. Read the posts before you write to anybody.',
} as const;
