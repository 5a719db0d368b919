/** Charts: the picture and its table say the same, unknown is not zero, and there is always something to read. */
import { load } from 'cheerio';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { candidateMap } from '../../../jobs/report/charts/candidate_map.ts';
import { coverage } from '../../../jobs/report/charts/coverage.ts';
import { decomposition } from '../../../jobs/report/charts/decomposition.ts';
import { engagement } from '../../../jobs/report/charts/engagement.ts';
import { keywordCloud } from '../../../jobs/report/charts/keyword_cloud.ts';
import { pareto } from '../../../jobs/report/charts/pareto.ts';
import { sentiment } from '../../../jobs/report/charts/sentiment.ts';
import { shareOfVoice } from '../../../jobs/report/charts/share_of_voice.ts';
import { wilson } from '../../../jobs/report/charts/wilson.ts';
import { en } from '../../../jobs/report/words/en.ts';
import { zh } from '../../../jobs/report/words/zh.ts';
import { bareRow, fullRow } from '../dossier/subjects.ts';
import { week } from './week.ts';

const $of = (chart: object) => load(String(chart));
const numbers = (path: string | undefined) => [...(path ?? '').matchAll(/-?\d+(?:\.\d+)?/gu)].map(([n]) => Number(n));

describe('every chart', () => {
  test('has a name, a definition and a description for who cannot see it, in both languages', () => {
    const lists = week({ candidates: 30, rivals: 3 });
    const brands = [...lists.brands.values()].map(({ id, names, role }) => ({
      id,
      name: names[0] ?? id,
      isOwn: role === 'own',
    }));
    for (const words of [en, zh]) {
      const charts = [
        shareOfVoice('a', lists.history, brands, null, words),
        decomposition('b', fullRow(), 'lin', words),
        engagement('c', [40, 100, null], words),
        candidateMap('d', lists.koc, words),
        pareto('e', lists.concentration[0], words),
        coverage('f', lists.coverage, words),
        sentiment('g', [{ start: '2026-11-09', positive: 3, neutral: 1, negative: 0 }], words),
      ];
      for (const chart of charts) {
        const $ = $of(chart);
        expect($('figure > svg[role=img] > title').text()).not.toBe('');
        expect($('figure > svg > desc').text().length).toBeGreaterThan(20);
        expect($('details table thead th[scope=col]').length).toBeGreaterThan(1);
        expect($('figure > svg').html()).not.toMatch(/NaN|Infinity|undefined|null/u);
      }
    }
  });
});

describe('share of voice', () => {
  test('breaks where a week is not known instead of falling to zero', () => {
    const lists = week({ candidates: 5, rivals: 0 });
    const $ = $of(shareOfVoice('v', lists.history, [{ id: 'aurora', name: 'Aurora', isOwn: true }], null, en));
    expect($('figure > svg .line.own').attr('d')?.match(/M/gu)?.length).toBe(2);
    expect($('tbody tr').length).toBe(26);
    expect($('tbody').text()).toContain('–');
  });
});

describe('feeling', () => {
  test('stacks what the table says and leaves weeks without opinions out of the band', () => {
    const periods = [
      { start: '2026-11-02', positive: 6, neutral: 2, negative: 2 },
      { start: '2026-11-09', positive: 0, neutral: 5, negative: 0 },
    ];
    const $ = $of(sentiment('s', periods, en));
    const height = (feeling: string) => Number($(`figure > svg rect.${feeling}`).first().attr('height'));
    expect(height('positive') / height('negative')).toBeCloseTo(3, 1);
    expect($('figure > svg circle').length).toBe(1);
    const cells = $('tbody tr')
      .last()
      .find('td')
      .get()
      .map((cell) => $(cell).text());
    expect(cells).toEqual(['6', '2', '2', '75 %', '41 % – 93 %']);
  });

  test('has an interval that holds the share and narrows with more opinions', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }), (of, share) => {
        const count = Math.round(of * share);
        const { low, high } = wilson(count, of);
        expect(low).toBeLessThanOrEqual(count / of + 1e-12);
        expect(high).toBeGreaterThanOrEqual(count / of - 1e-12);
        const more = wilson(count * 10, of * 10);
        expect(more.high - more.low).toBeLessThan(high - low);
      }),
    );
    expect(wilson(8, 10).low).toBeCloseTo(0.4902, 4);
    expect(wilson(8, 10).high).toBeCloseTo(0.9433, 4);
  });
});

describe('decomposition', () => {
  test('walks from the typical candidate to the whole, step on step', () => {
    const $ = $of(decomposition('p', fullRow(), null, en));
    const cells = $('tbody td')
      .get()
      .map((cell) => Number($(cell).text().slice(1)));
    const whole = cells.at(-1) ?? 0;
    expect(cells.slice(0, -1).reduce((product, part) => product * part, 1)).toBeCloseTo(whole, 1);
    expect(whole).toBeCloseTo(2.1 / 0.7, 1);
    expect($('figure > svg rect').length).toBe(9);
  });

  test('says so where there is nobody to compare with', () => {
    expect($of(decomposition('p', bareRow(), null, en))('figure').text()).toContain('no eligible candidates');
  });
});

describe('the map', () => {
  test('has a mark for each person who can be compared, and tells how many cannot', () => {
    const rows = [1, 2, 3].map((n) => fullRow({ rank: n, ratePerYear: n === 3 ? 0 : n * 4 }));
    const $ = $of(candidateMap('m', [...rows, fullRow({ affinityPercentile: null })], en));
    expect($('figure > svg .point').length).toBe(3);
    expect($('figcaption').text()).toContain('1 person has');
    for (const point of $('figure > svg .point').get()) {
      const [x, y] = numbers($(point).attr('transform'));
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(440);
      expect(y).toBeGreaterThanOrEqual(0);
    }
  });
});

describe('words', () => {
  test('are larger the more people use them, and marked by feeling besides colour', () => {
    const { keywords } = week({ candidates: 1 });
    const $ = $of(keywordCloud('k', keywords, false, en));
    expect($('.cloud li').first().attr('class')).toBe('s5 positive');
    expect($('.cloud li').last().attr('class')).toContain('s2');
    expect($('.cloud li.negative').length).toBe(1);
    expect($('.cloud li').first().text()).toContain('90 people, positive');
  });
});

describe('coverage', () => {
  test('counts a source once over its kinds and marks what is missing', () => {
    const [row] = week({ candidates: 1 }).coverage;
    const $ = $of(coverage('c', [row!, { ...row!, kind: 'comment', recordsCount: 5 }], zh));
    expect($('tbody tr').length).toBe(1);
    expect($('tbody').text()).toContain('4,215');
    const blocked = $of(coverage('c', [{ ...row!, latestOutcome: 'blocked' }], zh));
    expect(blocked('figure > svg text').first().text()).toMatch(/^⚠ notes · 小红书 — 被网站阻止/u);
    expect(blocked('rect.broken').length).toBe(1);
  });
});

test('response counts everybody: each band, and who shows no counts', () => {
  const $ = $of(engagement('r', [10, 79, 80, 100, 125, 399, 400, null], en));
  const cells = $('tbody td')
    .get()
    .map((cell) => Number($(cell).text()));
  expect(cells).toEqual([1, 1, 1, 2, 1, 1, 1]);
});
