/** The decision table of incentives: each rule, its order, and that what somebody says buys nothing. */
import { describe, expect, test } from 'vitest';
import type { WatchedPerson } from '../../../jobs/config/types.ts';
import { contactRoutes, routeSentence, routesInShort } from '../../../jobs/report/dossier/contact_route.ts';
import { type IncentiveFacts, suggestIncentive } from '../../../jobs/report/dossier/incentive.ts';
import { incentiveFacts } from '../../../jobs/report/dossier/incentive_facts.ts';
import { wordedSuggestion } from '../../../jobs/report/dossier/suggestion.ts';
import { NOBODY } from '../../../jobs/report/known.ts';
import type { CandidateRow } from '../../../jobs/report/rows.ts';
import { en } from '../../../jobs/report/words/en.ts';
import { zh } from '../../../jobs/report/words/zh.ts';
import { NO_WORK, workPlace } from '../../../jobs/report/work.ts';
import { BRAND, bareRow, fullRow, KIND_TEXTS, keyOf, knownOf, mention, postKeyOf, ugcPost } from './subjects.ts';

const NO_FACTS: IncentiveFacts = { post: null, hasConsent: false, complaintDate: null, workStatus: null };
const POST = { postKey: postKeyOf(1), ugcScore: 80, utility: 0.7, rightsState: 'candidate', declaredKind: null };
const PLAIN = { ...POST, utility: 0.1 };
const LOYAL = { weeksCount: 20, rank: 4, grade: 'B' };
const CIRCLE = { credibleRespondersCount: 8, innerCircleCount: 3, respondersCount: 12 };

/** row, facts, what is suggested and why, whether a mark is needed. */
const CASES: readonly [string, Partial<CandidateRow>, Partial<IncentiveFacts>, string | null, string, boolean][] = [
  ['has declined', {}, { workStatus: 'declined', post: POST }, null, 'declined', false],
  ['has just complained', LOYAL, { complaintDate: '2026-11-10' }, null, 'complaint', false],
  ['shows unusual patterns', { authenticityFlagsCount: 2 }, { post: POST }, null, 'patterns', false],
  ['is hardly known', { status: 'early' }, {}, 'seeding', 'early', true],
  [
    'is hardly known and was given something',
    { status: 'early', giftedMentionsCount: 1 },
    {},
    'lucky_draw',
    'early_gifted',
    true,
  ],
  ['stayed long and falls silent', { ...LOYAL, activity: 'at_risk' }, { post: POST }, 'event', 'fading_loyal', true],
  ['falls silent', { activity: 'lapsed' }, {}, 'lucky_draw', 'fading', true],
  ['left the list', { rank: null, status: 'eligible', previousRank: 40 }, {}, 'lucky_draw', 'fading', true],
  ['left the list for want of evidence', { status: 'early', previousRank: 40 }, {}, 'lucky_draw', 'fading', true],
  ['wrote a post that helps others', LOYAL, { post: POST, hasConsent: true }, 'feature', 'useful_post', false],
  ['wrote it about a gift', {}, { post: { ...POST, declaredKind: 'gift' } }, 'feature', 'useful_post', true],
  ['stayed long and consented', { ...LOYAL, ...CIRCLE }, { hasConsent: true }, 'ambassador', 'loyal_consent', true],
  ['is answered by many', { ...LOYAL, ...CIRCLE }, {}, 'referral', 'circle', true],
  ['stayed long and stands high', LOYAL, {}, 'official_koc', 'loyal', true],
  ['is new on the list', { rank: 9, isNew: true }, {}, 'early_access', 'new_champion', true],
  ['is rising', { rank: 9, activity: 'rising' }, {}, 'early_access', 'rising', true],
  ['compares the category', { rank: 9, isEnthusiast: true }, {}, 'early_access', 'enthusiast', true],
  ['wrote a good post', { rank: 9 }, { post: PLAIN }, 'feature', 'good_post', false],
  ['was given something', { rank: 9, giftedMentionsCount: 2 }, {}, 'event', 'gifted', true],
  ['was sent something by the team', { rank: 9 }, { workStatus: 'gifted' }, 'event', 'gifted', true],
  ['stayed long and quiet', { ...LOYAL, grade: 'C' }, {}, 'event', 'loyal_quiet', true],
  ['is none of that', { rank: 9 }, {}, 'seeding', 'steady', true],
];

describe('the incentive of somebody who', () => {
  test.each(CASES)('%s', (_, row, facts, code, reasonCode, needsDisclosure) => {
    expect(suggestIncentive(bareRow(row), { ...NO_FACTS, ...facts })).toEqual({ code, reasonCode, needsDisclosure });
  });

  test('every incentive and every reason is reached, each with sentences of its own in both languages', () => {
    const reached = CASES.map(([, row, facts]) => suggestIncentive(bareRow(row), { ...NO_FACTS, ...facts }));
    expect(new Set(reached.map(({ code }) => code ?? 'none'))).toEqual(
      new Set([...Object.keys(en.dossier.incentive), 'none']),
    );
    expect(new Set(reached.map(({ reasonCode }) => reasonCode))).toEqual(
      new Set(Object.keys(en.dossier.incentiveReason)),
    );
    for (const words of [en, zh]) {
      const told = CASES.map(([, row, facts]) =>
        wordedSuggestion({ row: bareRow(row), facts: { ...NO_FACTS, ...facts }, brand: BRAND }, words),
      );
      expect(new Set(told.map(({ reason }) => reason)).size).toBeGreaterThanOrEqual(
        Object.keys(en.dossier.incentiveReason).length,
      );
      for (const { code, does, disclosures } of told) {
        expect(does === null).toBe(code === null);
        for (const { sentence } of disclosures) expect(sentence).toMatch(/欧若拉|Aurora/u);
      }
    }
  });

  test('praises more, less or not at all gets the same', () => {
    const moods = [1, 0.1].map((pos) => fullRow({ pos, positiveMentionsCount: Math.round(19 * pos), indexValue: 50 }));
    const [glad, cold] = moods.map((row) => suggestIncentive(row, NO_FACTS));
    expect(cold).toEqual(glad);
  });

  test('gets no second parcel', () => {
    for (const [, row, facts] of CASES) {
      const again = suggestIncentive(bareRow({ ...row, giftedMentionsCount: 1 }), { ...NO_FACTS, ...facts });
      expect(again.code).not.toBe('seeding');
    }
  });

  test('is told in the words of the place of the platform, whatever language the page is in', () => {
    const places = (platform: string) =>
      wordedSuggestion({ row: bareRow({ platform }), facts: NO_FACTS, brand: BRAND }, en).disclosures.map(
        ({ place, lang, sentence }) => `${place} ${lang} ${sentence.match(/欧若拉|Aurora/u)?.[0]}`,
      );
    expect(places('xiaohongshu')).toEqual(['cn zh-Hans 欧若拉']);
    expect(places('youtube')).toEqual(['us en Aurora']);
    expect(places('somewhere')).toEqual(['cn zh-Hans 欧若拉', 'us en Aurora']);
  });
});

describe('facts', () => {
  const people: WatchedPerson[] = [
    { platform: 'xiaohongshu', id: 'id-1', handle: null, basis: 'consent', note: null },
    { platform: 'xiaohongshu', id: 'id-2', handle: null, basis: 'customer', note: null },
  ];
  const lists = { ugc: [], mentions: [], known: knownOf(KIND_TEXTS), work: new Map() };
  const row = fullRow();

  test('take the best post that may still be asked for', () => {
    const ugc = [
      ugcPost({ ugcScore: 95, rightsState: 'declined' }),
      ugcPost({ ugcScore: 60 }),
      ugcPost({ ugcScore: 72 }),
      ugcPost({ ugcScore: 99, authorKey: keyOf(5) }),
      ugcPost({ ugcScore: 98, brandId: 'nova' }),
      ugcPost({ ugcScore: 97, authorKey: null }),
    ];
    expect(incentiveFacts({ lists: { ...lists, ugc }, people: [] })(row).post?.ugcScore).toBe(72);
  });

  test('know a complaint for four weeks', () => {
    const dated = (publishedDate: string | null) =>
      incentiveFacts({
        lists: { ...lists, mentions: [mention(1, { feeling: 'negative', publishedDate })] },
        people: [],
      })(row).complaintDate;
    expect([dated('2026-11-15'), dated('2026-10-19'), dated('2026-10-18'), dated(null)]).toEqual([
      '2026-11-15',
      '2026-10-19',
      null,
      null,
    ]);
  });

  test('know consent by id or by handle on the same platform, and only consent', () => {
    const consent = (more: Partial<WatchedPerson>, n = 1) =>
      incentiveFacts({ lists, people: [{ ...people[0]!, ...more }] })(fullRow({ authorKey: keyOf(n) })).hasConsent;
    expect(consent({})).toBe(true);
    expect(consent({ id: null, handle: `@${KIND_TEXTS.name}` })).toBe(true);
    expect(consent({ platform: 'weibo' })).toBe(false);
    expect(consent({ basis: 'customer' })).toBe(false);
    expect(consent({}, 2)).toBe(false);
    expect(incentiveFacts({ lists: { ...lists, known: NOBODY }, people })(row).hasConsent).toBe(false);
  });

  test('know what the team noted for this brand', () => {
    const work = new Map([[workPlace('aurora', keyOf(1)), { ...NO_WORK, status: 'declined' as const }]]);
    expect(incentiveFacts({ lists: { ...lists, work }, people: [] })(row).workStatus).toBe('declined');
    expect(
      incentiveFacts({ lists: { ...lists, work }, people: [] })(fullRow({ brandId: 'nova' })).workStatus,
    ).toBeNull();
  });
});

describe('ways to reach somebody', () => {
  const codes = (platform: string, hasConsent = false) =>
    contactRoutes({ platform }, { hasConsent }).map(({ code }) => code);

  test('begin in public, name a desk where there is one, and use the CRM with consent alone', () => {
    expect(codes('xiaohongshu')).toEqual(['reply', 'desk']);
    expect(codes('xiaohongshu', true)).toEqual(['reply', 'desk', 'crm']);
    expect(codes('bluesky')).toEqual(['reply']);
    expect(codes('app_store', true)).toEqual(['answer_review', 'crm']);
  });

  test('stay in public where terms or customs allow nothing else, whatever the people file says', () => {
    expect(codes('reddit', true)).toEqual(['public_only']);
  });

  test('are all worded', () => {
    for (const words of [en, zh])
      for (const platform of ['xiaohongshu', 'reddit', 'jd', 'mastodon']) {
        const routes = contactRoutes({ platform }, { hasConsent: true });
        for (const route of routes) expect(routeSentence(route, words)).toMatch(/\S{5}/u);
        expect(routesInShort(routes, words)).not.toContain('undefined');
      }
    expect(routesInShort(contactRoutes({ platform: 'xiaohongshu' }, { hasConsent: false }), zh)).toBe(
      '帖下回复；小红书蒲公英',
    );
  });
});
