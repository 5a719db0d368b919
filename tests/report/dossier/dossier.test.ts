/** Dossiers as pages: whole with everything, with nothing, with hostile words, and without anything direct at pseudonym. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'cheerio';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { IdentityClass } from '../../../jobs/config/types.ts';
import { AUTHENTICITY_FLAGS } from '../../../jobs/report/authenticity.ts';
import { checked } from '../../../jobs/report/dossier/checks.ts';
import { dossier } from '../../../jobs/report/dossier/dossier.ts';
import { dossierPath, dossiersOf } from '../../../jobs/report/dossier/paths.ts';
import { changeSentences } from '../../../jobs/report/dossier/place.ts';
import { type Subject, subjectsOf } from '../../../jobs/report/dossier/subject.ts';
import { thanks } from '../../../jobs/report/dossier/thanks.ts';
import { dossierWriter } from '../../../jobs/report/dossier/write.ts';
import { NOBODY } from '../../../jobs/report/known.ts';
import { cleanText } from '../../../jobs/report/text.ts';
import { en } from '../../../jobs/report/words/en.ts';
import { catalogues } from '../../../jobs/report/words/languages.ts';
import { NO_WORK, workPlace } from '../../../jobs/report/work.ts';
import { HOSTILE } from '../../publish/market.ts';
import {
  BRAND,
  bareRow,
  bareSubject,
  checksOf,
  context,
  fullRow,
  fullSubject,
  KIND_TEXTS,
  keyOf,
  knownOf,
  mention,
  ugcPost,
  WEEK,
} from './subjects.ts';

const known = knownOf(KIND_TEXTS);
/** Text that is shown in the given language. */
function shown(page: string, lang = 'en'): string {
  const $ = load(page);
  $(`.t:not([lang="${lang === 'en' ? 'en' : 'zh-Hans'}"]), style, script`).remove();
  return $('body').text().replaceAll(/\s+/gu, ' ');
}
const inEnglish = (subject: Subject) => shown(dossier(subject, context(known)));

describe('a dossier', () => {
  test('says who, what to do, what TA loves and said, when, why, who answers, what is unusual and what was paid', () => {
    const page = dossier(fullSubject(), context(known));
    const $ = load(page);
    expect($('h1 a').attr('href')).toBe('https://x.example/u/1');
    expect(
      $('h2')
        .get()
        .map((heading) => $(heading).find('.t[lang="en"]').text()),
    ).toEqual(Object.values(en.dossier.sections));
    expect(
      $('nav.parts a')
        .get()
        .map((link) => $($(link).attr('href')!).length),
    ).toEqual(Object.keys(en.dossier.sections).map(() => 1));
    expect(
      $('nav.above a')
        .get()
        .map((link) => $(link).attr('href')),
    ).toEqual(['../../../index.html', '../index.html']);
    const text = inEnglish(fullSubject(fullRow({ isConfirmed: true })));
    for (const part of [
      'Consumer: 100–1k followers, few paid marks, 6 brands mentioned.',
      'known customer',
      'confirmed by your team',
      'as somebody confirmed: 小禾的护肤日记 (Weibo)',
      '4.6×',
      'Referral',
      'For the post of 2026-11-12',
      'texture and 欧若拉精华',
      'price',
      '2026-10',
      'Up 2 places, from 5.',
      'lift the index from 64 to 66',
      '14 different people answered',
      '25 % of the mentions stand elsewhere too',
      '2 % of this author’s mentions',
      'ID note-1',
      'Owner: 小林',
      '2 more posts',
    ])
      expect(text).toContain(part);
    expect(Buffer.byteLength(page)).toBeLessThan(45_000);
  });

  test('is the same bytes each time, and in one language holds no other', () => {
    const only = dossier(fullSubject(), context(known, { languages: catalogues(['en']) }));
    expect(only).toBe(dossier(fullSubject(), context(known, { languages: catalogues(['en']) })));
    expect(only).not.toContain('lang="zh-Hans">是');
    expect(only).not.toContain('class="t"');
  });

  test('stands with nothing known but the row, and says so instead of guessing', () => {
    for (const identityClass of ['handle', 'pseudonym'] as const) {
      const text = shown(dossier(bareSubject(), context(NOBODY, { identityClass })));
      expect(text).not.toMatch(/null|undefined|NaN|Infinity|\[object/u);
      for (const part of [
        'not shown',
        'No posts can be shown.',
        'No dated mention',
        'nothing was computed',
        'not known',
      ])
        expect(text).toContain(part);
    }
  });

  test('carries hostile names, titles and texts as words only', () => {
    for (const text of Object.values(HOSTILE)) {
      const page = dossier(
        fullSubject(fullRow(), {
          terms: [{ ...mention(1), term: text, mentionsCount: 2 }],
          work: { status: 'todo', owner: text, note: text, lastContact: null },
        }),
        context(knownOf({ name: text, title: text, text })),
      );
      const $ = load(page);
      expect($('script').length).toBe(1);
      expect($('[onerror],[onload],[onclick],iframe,img,object,style ~ style').length).toBe(0);
      expect(cleanText(page)).toBe(page);
      expect(Buffer.byteLength(page)).toBeLessThan(400_000);
      for (const link of $('a').get()) expect($(link).attr('href')).toMatch(/^(#|\.\.\/|https?:)/u);
    }
  });

  test('shows nothing direct at pseudonym, even if it is handed names', () => {
    const texts = { name: 'NAME-of-author', title: 'TITLE-of-post', text: 'TEXT-of-post' };
    const subject = fullSubject(fullRow(), {
      work: { status: 'contacted', owner: 'OWNER', note: 'NOTE', lastContact: '2026-11-10' },
    });
    const page = dossier(subject, context(knownOf(texts), { identityClass: 'pseudonym' }));
    for (const direct of ['NAME', 'TITLE', 'TEXT', 'x.example', 'note-1', 'id-1', '通勤', 'OWNER', 'NOTE'])
      expect(page).not.toContain(direct);
    expect(page).toContain(keyOf(1).slice(0, 8));
    expect(page).not.toContain(keyOf(1));
  });
});

describe('what to thank for', () => {
  test('is concrete where the records are, and says so where they are not', () => {
    expect(thanks(fullSubject(fullRow(), { ugc: [ugcPost()] }), known, en)).toEqual([
      'For the post of 2026-11-12, “换季精华空瓶记”. That post helps others: how-to.',
      'For naming what is good: texture and 欧若拉精华.',
      'For coming back: 10 different weeks since 2026-01-05.',
      'For the conversation: 14 people answered under these posts.',
      'Ask about what this author criticises: price.',
    ]);
    expect(thanks(bareSubject(), NOBODY, en)).toEqual([en.dossier.thanks.nothing]);
  });

  test('is never a complaint, an answer to others, or a post without a date', () => {
    const mentions = [
      mention(1, { feeling: 'negative' }),
      mention(2, { isInherited: true }),
      mention(3, { publishedDate: null }),
    ];
    expect(thanks({ ...bareSubject(), mentions }, known, en)).toEqual([en.dossier.thanks.nothing]);
  });
});

describe('the nine checks', () => {
  test('tell what was found, what was not, and what could not be looked for', () => {
    const all = fullSubject(fullRow(), { checks: checksOf(keyOf(1), AUTHENTICITY_FLAGS) });
    expect(AUTHENTICITY_FLAGS.map((flag) => checked(flag, all).state)).toEqual(AUTHENTICITY_FLAGS.map(() => 'unusual'));
    const text = inEnglish(all);
    for (const flag of AUTHENTICITY_FLAGS)
      expect(text).toContain(
        en.dossier.found[flag](['copied_text', 'ring', 'rating_deviant', 'unverified'].includes(flag) ? '25 %' : '0.3'),
      );
    const blind = { ...bareSubject(bareRow({ isKeywordOnly: true })), checks: checksOf(keyOf(1), []) };
    expect(AUTHENTICITY_FLAGS.filter((flag) => checked(flag, blind).state === 'unknown')).toEqual([
      'ring',
      'one_brand_praise',
      'rating_deviant',
      'unverified',
    ]);
  });

  test('say who overruled them, count other accounts and never name them', () => {
    const checks = checksOf(keyOf(1), ['ring']);
    const page = dossier(
      fullSubject(fullRow(), { checks: { ...checks, row: { ...checks.row, override: 'confirmed' } } }),
      context({ ...known, authors: new Map([...known.authors, [keyOf(99), { id: 'x', name: 'PARTNER', url: null }]]) }),
    );
    expect(shown(page)).toContain('met in person');
    expect(shown(page)).toContain('1 other account');
    expect(page).not.toContain('PARTNER');
  });
});

describe('the change of a place', () => {
  const told = (more: Parameters<typeof fullRow>[0]) => changeSentences(fullRow(more), en).join(' ');
  test('is told for everybody', () => {
    const { change } = en.dossier;
    expect(told({ isNew: true, previousRank: null, rankChange: null })).toBe(`${change.isNew} ${change.pace.active}`);
    expect(told({ rankChange: -1, previousRank: 2, computedRank: 7 })).toBe(
      `Down 1 place, from 2. The pace is steady. ${change.byScore(7)}`,
    );
    expect(told({ rankChange: 0, previousRank: 3, activity: 'at_risk' })).toBe(`${change.same} ${change.pace.at_risk}`);
    expect(told({ rankChange: null, previousRank: null, activity: 'rising' })).toBe(
      `${change.none} ${change.pace.rising}`,
    );
    expect(told({ rank: null, computedRank: null, rankChange: null, activity: 'lapsed' })).toBe(
      `${change.left(5)} ${change.pace.lapsed}`,
    );
    expect(told({ rank: null, previousRank: null, rankChange: null, status: 'early' })).toBe(
      `${change.early} ${change.pace.active}`,
    );
    expect(told({ diversity: 'moved_up' })).toContain(
      'Platforms: has a place because one platform takes at most 4 of 10.',
    );
  });
});

describe('marks and company', () => {
  test('are told where they are, and their absence too', () => {
    const marked = inEnglish(
      fullSubject(fullRow({ giftedMentionsCount: 2 }), { mentions: [mention(1, { disclosureState: 'suspected' })] }),
    );
    expect(marked).toContain('2 mentions of the brand are marked as gifted');
    expect(marked).toContain('1 post below may have been paid for');
    expect(inEnglish(fullSubject(fullRow({ disclosedShare: 0 })))).toContain(en.dossier.paid.none);
    const alone = inEnglish(fullSubject(fullRow({ respondersCount: 2, credibleRespondersCount: 0, floorFactor: 0.3 })));
    expect(alone).toContain(en.dossier.circle.credible(0));
    expect(alone).toContain('no credible stranger has answered yet');
    expect(inEnglish(fullSubject(fullRow({ circle: null, respondersCount: null })))).toContain(en.why.circleUnknown);
  });
});

describe('dossiers of a week', () => {
  test('are of everybody listed and just left, and of the early on the worklist', () => {
    const [listed, left, early, other] = [1, 2, 3, 4].map((n) => bareRow({ authorKey: keyOf(n) }));
    const week = { koc: [listed!], left: [left!], early: [early!, other!], worklist: [early!, other!].slice(0, 1) };
    const { rows, has } = dossiersOf(week);
    expect(rows.map(({ authorKey }) => authorKey)).toEqual([1, 2, 3].map(keyOf));
    expect([listed, left, early, other].map((row) => has(row!))).toEqual([true, true, true, false]);
    expect(has(bareRow({ brandId: 'nova' }))).toBe(false);
    expect(dossierPath('aurora', keyOf(1))).toBe(`brands/aurora/people/${keyOf(1).slice(0, 16)}.html`);
  });
});

describe('the writer', () => {
  const rows = [1, 2, 3].map((n) => fullRow({ authorKey: keyOf(n) }));
  const [first, second, third] = rows;
  const work = new Map([[workPlace('aurora', keyOf(1)), { ...NO_WORK, owner: 'OWNER' }]]);
  const lists = {
    ...{ koc: [first!, second!], left: [third!], early: [], worklist: [], ugc: [ugcPost()], profiles: [], terms: [] },
    ...{ brands: new Map([['aurora', BRAND]]), authenticity: new Map(), interests: [], authorMonths: [], work },
    accounts: [2, 3].map((n) => ({ ...WEEK, authorKey: keyOf(n), accountKey: keyOf(5 - n), platform: 'weibo' })),
    ...{ mentions: [mention(1), mention(2, { authorKey: keyOf(2) })], known },
  };

  test('writes a page for each, with what is its own, the same bytes each time, and nothing at aggregate', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'koc-dossiers-'));
    onTestFinished(() => rm(dir, { recursive: true }));
    const written = async (out: string, identityClass: IdentityClass) => {
      const write = dossierWriter({ lists, identityClass, languages: catalogues(['en']), people: [] });
      const files = await write(join(dir, out));
      return Promise.all(files.map(({ path }) => readFile(join(dir, out, path), 'utf8')));
    };
    const pages = await written('named', 'handle');
    expect(await readdir(join(dir, 'named/brands/aurora/people'))).toHaveLength(3);
    expect(await written('again', 'handle')).toEqual(pages);
    const has = (word: string) => pages.map((page) => page.includes(word));
    expect(has('OWNER')).toEqual([true, false, false]);
    expect(has('note-1')).toEqual([true, false, false]);
    expect(has(en.dossier.who.accounts)).toEqual([false, true, true]);
    expect(has(en.dossier.who.left)).toEqual([false, false, false]);
    expect((await written('pseudonyms', 'pseudonym')).join('')).not.toMatch(/OWNER|note-1|x\.example/u);
    expect(await written('aggregates', 'aggregate')).toEqual([]);
  });

  test('joins no accounts of a platform whose terms forbid it', () => {
    const accounts = [
      { ...WEEK, authorKey: keyOf(1), accountKey: keyOf(2), platform: 'reddit' },
      { ...WEEK, authorKey: keyOf(2), accountKey: keyOf(1), platform: 'weibo' },
    ];
    const pair = [fullRow(), fullRow({ authorKey: keyOf(2), platform: 'reddit' })];
    expect(pair.map((row) => subjectsOf({ ...lists, accounts }, [])(row).accounts)).toEqual([[], []]);
    expect(subjectsOf(lists, [])(second!).accounts.map(({ accountKey }) => accountKey)).toEqual([keyOf(3)]);
  });
});
