import { expect, test } from 'vitest';
import { type Figures, report } from './report.ts';

const row = (label: 1 | 0 | -1) => ({ set: 'hotel', text: 'any', label });
const figures: Figures = {
  versions: { features: 'abc' },
  machine: 'some machine',
  sets: [{ name: 'hotel', script: 'zh', use: 'core', rows: [row(1), row(-1), row(0)] }],
  scorers: [
    {
      name: 'ours',
      isOurs: true,
      mostRows: null,
      bySet: new Map([['hotel', { accuracy: 0.9, auc: 0.9459 }]]),
      perSecond: 12_345.6,
      missing: null,
    },
    {
      name: 'better',
      isOurs: true,
      mostRows: 1000,
      bySet: new Map([['hotel', { accuracy: 0.9, auc: 0.95 }]]),
      perSecond: 130,
      missing: null,
    },
    {
      name: 'peer',
      isOurs: false,
      mostRows: null,
      bySet: new Map([['hotel', { accuracy: 0.7, auc: 0.8 }]]),
      perSecond: 20,
      missing: null,
    },
    { name: 'absent', isOurs: false, mostRows: null, bySet: new Map(), perSecond: null, missing: 'not installed' },
  ],
  leftOut: [{ name: 'airline', rows: 8000, accuracy: 0.8, auc: 0.94 }],
  targets: [{ name: 'SXSW', rows: 10, text: 0.5, target: 0.45 }],
  questions: [{ name: 'tweets', rows: 100, found: 10, there: 20, precision: 0.9, recall: 0.45 }],
  incentives: {
    tagged: 5,
    untagged: 50,
    ofTwoProducts: 4,
    declared: { recall: 0.02, falsePositives: 0.01 },
    withLength: 0.03,
    lengthAlone: 0.01,
    learned: 0.2,
  },
  speed: {
    rows: [
      { name: 'loop', zh: 1e6, en: 5e5 },
      { name: 'model', zh: 4e5, en: 1e5 },
    ],
    linear: [{ units: 1000, zh: 90, en: 95 }],
    weightBytes: 1_049_006,
    modelLoadMs: 1.5,
    scorerLoadMs: 6,
  },
};
const words = report(figures);
const line = (start: string): string | undefined => words.split('\n').find((one) => one.startsWith(`| ${start}`));

test('a figure of ours below its floor is marked, one above and one of a peer are not', () => {
  expect(line('hotel')).toContain('90.0/94.6!');
  expect(line('hotel')).toContain('90.0/95.0 ');
  expect(line('hotel')).toContain('70.0/80.0 ');
  expect(line('airline')).toContain('80.0/94.0 ');
});

test('rows without feeling are not counted', () => {
  expect(line('hotel')).toMatch(/^\| hotel\s+\|\s+2 \|/u);
});

test('a missing peer is named with its reason, and a sampled one is starred', () => {
  expect(line('texts a second, one core')).toContain('not installed');
  expect(words).toContain('absent: not installed.');
  expect(words).toContain('better*');
});

test('a loss is printed as it is', () => {
  expect(line('SXSW')).toContain('−5.0');
});

test('speeds stand beside their ratio to the plain loop', () => {
  expect(line('model')).toMatch(/400,000 \|\s+1\/2\.5 \|\s+100,000 \|\s+1\/5\.0/u);
});

test('what did not run is said', () => {
  expect(report({ ...figures, leftOut: [] })).toContain('not run (`--left-out`)');
});
