/** English sentences on why somebody stands where they stand, also where a number is unknown. They describe; they never judge. */
import type { Figures, LeftOutFigures, SimilarFigures } from '../figures.ts';

const times = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;

export const reasonsEn = {
  why: {
    share: (f: Figures) =>
      `${f.share} of this author's ${f.category} praise goes to you${f.market === null ? '' : ` (market: ${f.market}${f.lift === '1' ? '' : `; ${f.lift}×`})`}, in ${times(f.weeks, 'week', 'different weeks')}.`,
    shareUnknown: 'Preference unknown: too few brands of the category are watched.',
    pos: (f: Figures) =>
      f.isThin
        ? `Feeling is still uncertain: likely between ${f.posLow} and ${f.posHigh} positive.`
        : `${f.positive} of ${times(f.mentions, 'mention', 'mentions')} positive (likely between ${f.posLow} and ${f.posHigh}${f.usualPos === null ? '' : `; brand average ${f.usualPos}`}).`,
    rate: (f: Figures) =>
      `Praises ${f.category} products about ${f.rate} times a year at today's pace${f.expected === null ? '' : `; about ${f.expected} more for you within half a year`}.`,
    rep: (f: Figures) =>
      f.weeks === 1
        ? 'Has spoken of the brand in one week so far.'
        : `Came back to the brand in ${f.weeks} different weeks${f.since === null ? '' : ` since ${f.since}`}.`,
    auth: (f: Figures) =>
      f.flags === 0
        ? `No unusual pattern in ${f.flagsChecked} checks.`
        : `${f.flags} of ${f.flagsChecked} checks found an unusual pattern; there may be a harmless reason.`,
    circle: (f: Figures) =>
      f.responders === 0
        ? 'Nobody has answered what this author says of you yet.'
        : `${times(f.responders, 'person', 'different people')} answered${f.newResponders === 0 ? '' : f.responders === 1 ? ', who had not spoken of you before' : `; ${f.newResponders} of them had not spoken of you before`}${f.inner === 0 ? '' : `; ${f.inner} came back on another day`}.`,
    circleUnknown: 'Who answers this author is unknown: answers are not collected there.',
    engagement: (f: Figures) =>
      `Posts draw ${f.engagement === '1' ? 'about' : `${f.engagement}×`} the response usual for accounts of that size on ${f.platform} (${times(f.engagedPosts, 'post', 'posts')}${f.engagedPosts < 3 ? ', so it is early to tell' : ''}).`,
    engagementUnknown: 'Response unknown: no counts are shown that could be compared.',
    floor: (f: Figures) =>
      f.isAnswered
        ? 'People outside the own circle answer, and are themselves answered by others.'
        : 'Answers are collected, and no credible stranger has answered yet: the score counts 0.3 until one does.',
    other: (code: string) => `Stands out by “${code}”.`,
  },
  raise: {
    mention: (f: { from: string; to: string }) =>
      `One more praise in another week would lift the index from ${f.from} to ${f.to}.`,
    answer: (f: { from: string; to: string }) =>
      `A first answer by a credible stranger would lift the index from ${f.from} to ${f.to}.`,
    complaint: (f: { from: string; to: string; complaints: number }) =>
      `Without ${f.complaints === 1 ? 'the one complaint' : `the ${f.complaints} complaints`} the index would be ${f.to} instead of ${f.from}: worth asking what went wrong.`,
    engagement: (f: { from: string; to: string }) =>
      `The usual response to the posts would lift the index from ${f.from} to ${f.to}.`,
  },
  /** `isAhead`: even this part is above the usual. */
  weakest: (reason: string, isAhead: boolean) => `${isAhead ? 'Least ahead in' : 'Weakest part'}: ${reason}`,
  missing: {
    mentions: (count: number) => `needs at least 2 positive mentions (has ${count})`,
    weeks: (count: number) => `needs positive mentions in at least 2 weeks (has ${count})`,
    evidence: 'older mentions weigh too little',
    backfill: 'collect this author’s recent posts to know more',
    rate: 'less than one positive mention a year at today’s pace',
  },
  consumer: (f: { followers: string | null; brands: string; isPaid: boolean; isByHand: boolean }) =>
    `${f.isByHand ? 'Consumer by your decision' : 'Consumer'}: ${f.followers === null ? 'followers not shown' : `${f.followers} followers`}, ${f.isPaid ? 'few paid marks' : 'no paid marks'}, ${f.brands === '1' ? '1 brand' : `${f.brands} brands`} mentioned.`,
  leftOut: {
    by_hand: (f: LeftOutFigures) =>
      `Left out: somebody set the class to ${f.class}${f.decided === null ? '' : ` on ${f.decided}`}.`,
    handle: () => 'Left out: an official account of a configured brand.',
    employee: () => 'Left out: on your list of employees, who are never ranked as customers.',
    brand_posts: () => 'Left out: the source says that a brand posts here.',
    badge: (f: LeftOutFigures) => `Left out: the platform marks the account as ${f.class}.`,
    shop: () => 'Left out: sells this one brand, with shop links in the posts.',
    many_brands: (f: LeftOutFigures) => `Left out: posts as media do, on ${f.brands} brands.`,
    followers: (f: LeftOutFigures) =>
      `Left out as KOL: ${f.followers ?? 'many'} followers is beyond an ordinary customer on this platform.`,
    paid: (f: LeftOutFigures) => `Left out as KOL: ${f.disclosed ?? 'some'} of the mentions are marked as paid for.`,
    contact: () => 'Left out as KOL: the profile shows a business contact.',
    no_preference: (f: LeftOutFigures) =>
      `Left out as KOL: praises ${f.brands} brands alike (${f.lift ?? '–'}× the market for you) before ${f.followers ?? 'many'} followers.`,
    complaints: (f: LeftOutFigures) =>
      `Left out: complains rather than praises (${f.pos ?? 'little'} positive; brand average ${f.usualPos ?? 'unknown'}). Worth an answer, not a list.`,
    rejected: (f: LeftOutFigures) =>
      `Left out: somebody took this author off the brand’s lists${f.decided === null ? '' : ` on ${f.decided}`}.`,
    wrong_brand: (f: LeftOutFigures) =>
      `Left out: somebody found${f.decided === null ? '' : ` on ${f.decided}`} that this author means something else than the brand.`,
    same_person: () => 'Left out: the same person stands here with another account, which scores better.',
    other: (f: LeftOutFigures) => `Left out: ${f.class}.`,
  },
  similar: {
    heading: 'Most like this author:',
    /** "Praises much the same brands (taste .93), about as often, on the same platform, in the same language." */
    sentence: (f: SimilarFigures) =>
      `Praises ${{ same: 'much the same brands', some: 'some of the same brands', few: 'few of the same brands' }[f.brands]} (taste ${f.taste}), ${{ same: 'about as often', near: 'at a somewhat different pace', far: 'at quite another pace' }[f.pace]}, ${f.isSamePlatform ? 'on the same platform' : 'on another platform'}, ${f.isSameLanguage ? 'in the same language' : 'in another language or an unknown one'}.`,
    status: { listed: 'on the list', eligible: 'eligible', early: 'early' },
    none: 'Nobody else among the brand’s candidates praises the same brands.',
    notListed: 'Look-alikes are made for listed authors only, and this author is not on the list.',
  },
  activity: { lapsed: 'lapsed', at_risk: 'at risk', rising: 'rising', active: 'active' },
  authenticity: { trusted: 'trusted', normal: 'normal', suspect: 'unusual' },
  badge: { enthusiast: 'enthusiast of the category', gift: 'received a gift', customer: 'known customer' },
  diversity: {
    moved_up: 'has a place because one platform takes at most 4 of 10',
    held_back: 'score for a place, but the platform has 4 of 10 already',
  },
  diversityNote: (count: number) =>
    `${count === 1 ? '1 place went' : `${count} places went`} to other platforms than score alone would say: one platform takes at most 4 of 10 while others have candidates.`,
  factor: {
    rate: 'pace',
    share: 'preference',
    pos: 'positivity',
    rep: 'returning',
    auth: 'authenticity',
    circle: 'circle',
    engagement: 'response',
    floor: 'strangers',
  },
  againstUsual: (f: { ratio: string; parts: string }) =>
    `${f.ratio}× the typical eligible candidate of the brand: ${f.parts}.`,
} as const;
