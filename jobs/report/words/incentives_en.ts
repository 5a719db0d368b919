/** English words of incentives, disclosure and ways to reach somebody. An incentive is never tied to what the author says. */

/** Numbers of a reason, already formatted. */
export interface IncentiveFigures {
  readonly weeks: number;
  readonly responders: number;
  readonly inner: number;
  readonly patterns: number;
  /** Of the newest complaint; null = none. */
  readonly complaintDate: string | null;
  readonly platform: string;
  /** Own brand, as it is printed. */
  readonly brand: string;
}

const times = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;

export const incentivesEn = {
  incentive: {
    seeding: 'Seeding',
    early_access: 'Early access',
    referral: 'Referral',
    event: 'Event',
    feature: 'Feature the post',
    lucky_draw: 'Lucky draw',
    ambassador: 'Ambassador',
    official_koc: 'Official KOC',
  },
  incentiveNone: 'Nothing for now',
  /** What to do, in one sentence. */
  incentiveDoes: {
    seeding: (brand: string) =>
      `Offer a full-size ${brand} product that this author has not spoken of yet, free to keep, with no post asked for.`,
    early_access: (brand: string) =>
      `Let this author try something new from ${brand} before others, and ask in private what should be better.`,
    referral: (brand: string) =>
      `Give this author a personal code for friends: both sides get the same small benefit from ${brand}, for direct introductions only.`,
    event: (brand: string) =>
      `Invite this author to something where ${brand} people are present: a tasting, a workshop, a live session with those who make the product.`,
    feature: (brand: string) =>
      `Ask for the right to show the post on ${brand}'s own channels, with the author's name and a link to the original.`,
    lucky_draw: (brand: string) =>
      `Tell this author of a draw by ${brand} that is open to every customer, with published rules, odds and dates.`,
    ambassador: (brand: string) =>
      `Offer a written, paid role for half a year: tasks, money, end and the mark that each post has to carry. ${brand} has this author's consent to be contacted.`,
    official_koc: (brand: string) =>
      `Invite this author to ${brand}'s official KOC programme: a visible title, news first, a contact person; joining and leaving are free.`,
  },
  incentiveReason: {
    declined: () => 'This author has declined; ask again only if the author comes forward.',
    complaint: (f: IncentiveFigures) =>
      `Complained${f.complaintDate === null ? '' : ` on ${f.complaintDate}`}. Answer and repair first: anything given now would look like buying silence.`,
    patterns: (f: IncentiveFigures) =>
      `${f.patterns} checks found unusual patterns. Read the evidence below first; there may be a harmless reason.`,
    early_gifted: () =>
      'Little is known of this author yet, and something was received before: an open draw keeps in touch without a second parcel.',
    early: () =>
      'Little is known of this author yet. A product to try gives more to judge by, whatever is then said of it.',
    fading_loyal: (f: IncentiveFigures) =>
      `Spoke of you in ${f.weeks} different weeks and is falling silent: somebody who stayed that long deserves to be met, not mailed.`,
    fading: () => 'Is falling silent. A small open occasion is a friendly reason to come back; pushing is not.',
    useful_post: () =>
      'Has just written a post that helps others choose or use the product. Showing it honours the work, costs little and grows stale in weeks.',
    loyal_consent: (f: IncentiveFigures) =>
      `Has spoken of you in ${f.weeks} different weeks and agreed to be contacted: long enough to offer a role.`,
    circle: (f: IncentiveFigures) =>
      `${times(f.responders, 'person answers', 'people answer')} this author, ${f.inner} of them time and again: friends ask this author anyway.`,
    loyal: (f: IncentiveFigures) =>
      `Has spoken of you in ${f.weeks} different weeks and stands high on the list: what this author does already could have a name.`,
    new_champion: () =>
      'Is new on the list. A first look at something new starts the relation with interest, not with payment.',
    rising: () => 'Speaks of you more and more: news is welcome now.',
    enthusiast: () =>
      'Tries much of the category and compares: this judgement is worth more before a launch than a post is after it.',
    good_post: () => 'Has a good recent post. Showing it honours the work without a parcel.',
    gifted: () =>
      'Has received something before. A second parcel would make a consumer look like a paid voice; an invitation does not.',
    loyal_quiet: (f: IncentiveFigures) =>
      `Has spoken of you in ${f.weeks} different weeks, quietly. An invitation shows that it was seen.`,
    steady: () => 'Praises steadily and has received nothing so far.',
  },
  /** What the author writes where something was received; the words for readers in the United States. */
  disclosure: {
    seeding: (brand: string) => `${brand} gave me this product for free. #gifted`,
    early_access: (brand: string) => `${brand} let me try this free and before its launch. #gifted`,
    referral: (brand: string) => `I get a reward from ${brand} if you use my code. #ad`,
    event: (brand: string) => `${brand} invited me and paid for my visit. #invited`,
    feature: (brand: string) =>
      `Shown with the author's permission. ${brand} had given the author this product for free.`,
    lucky_draw: (brand: string) => `I won this in a draw by ${brand}. #prize`,
    ambassador: (brand: string) => `I am a paid ambassador of ${brand}. #ad`,
    official_koc: (brand: string) => `I am in ${brand}'s KOC programme and receive free products from it. #ad`,
  },
  noDisclosure: 'No benefit changes hands, so no mark is needed; credit the author and link the original.',
  law: {
    cn: '《互联网广告管理办法》 (Measures for Internet Advertising, art. 9), mainland China',
    us: 'FTC Endorsement Guides (16 CFR 255.5), United States',
  },
  lawNote: {
    cn: 'A sharing or review post that promotes and links to a purchase has to be marked 「广告」 plainly.',
    us: 'The connection has to stand where it cannot be missed: at the start of the text, and spoken in a video.',
  },
  freeWords:
    'What is offered depends on no words: not on praise, stars, a post or silence. Tell the author so, and that a bad verdict costs nothing.',
  oneLevel:
    'Reward the direct introduction only, never introductions by those introduced: rewards over several levels are pyramid selling.',
  /** Platforms' desks for paid cooperation. */
  desk: {
    bilibili: 'Bilibili Huahuo (花火)',
    douyin: 'Douyin Juliang Xingtu (巨量星图)',
    instagram: 'Instagram creator marketplace',
    kuaishou: 'Kuaishou Cili Juxing (磁力聚星)',
    tiktok: 'TikTok One',
    weibo: 'Weibo Weirenwu (微任务)',
    xiaohongshu: 'Xiaohongshu Pugongying (蒲公英)',
    youtube: 'YouTube creator partnerships in Google Ads',
    zhihu: 'Zhihu Zhishi (芝士平台)',
  },
  route: {
    reply: () =>
      'Reply in public under the evidence post, from the brand’s own account, without an offer; go on in private once the author answers.',
    answer_review: () => 'Answer below the review as the seller; who wrote it stays the platform’s knowledge.',
    public_only: () =>
      'Answer in the public thread, as the brand, and thank. The terms or customs of this place do not allow offers by message or matching with other accounts.',
    desk: (desk: string) =>
      `For anything paid: ${desk}, if this author is registered there. Small accounts often are not; then leave it at the public reply.`,
    crm: () => 'Through your own customer channel: the people file says that this author consented.',
  },
  routeShort: {
    reply: 'reply under the post',
    answer_review: 'answer the review',
    public_only: 'public thread only',
    desk: 'collaboration desk',
    crm: 'CRM, with consent',
  },
} as const;
