import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { withAddresses } from '../../transforms/addresses.ts';
import { CUES, readCueList } from '../../transforms/cue_list.ts';
import { cues } from '../../transforms/cues.ts';
import { fold } from '../../transforms/text.ts';
import { SAFETY_CUES } from '../../warehouse/contracts/transform.ts';
import { cpuMs } from './cpu.ts';

const read = (text: string) => cues(fold(text));
const kindsIn = (text: string): readonly string[] => {
  const { utility, entertainment, safety, commerce } = read(text);
  return [...utility, ...entertainment, ...safety, ...commerce];
};

const probes = readFileSync(new URL('cases/cues.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .slice(1)
  .map((line) => line.split('\t') as [written: string, cue: string, fires: string, text: string]);

describe('hand-written sentences that hold a cue, deny it or look like it', () => {
  test.each(['before', 'after'])(
    'at least 90, with every cue shown and missed, written %s the lists: 98 %% right',
    (written) => {
      const own = probes.filter((probe) => probe[0] === written);
      expect(own.length).toBeGreaterThanOrEqual(90);
      for (const cue of CUES) {
        expect(new Set(own.filter((probe) => probe[1] === cue).map((probe) => probe[2])), cue).toEqual(
          new Set(['yes', 'no']),
        );
      }
      const wrong = own.filter(([, cue, fires, text]) => kindsIn(text).includes(cue) !== (fires === 'yes'));
      expect(wrong.length / own.length, wrong.map((probe) => probe.join(' ')).join('\n')).toBeLessThanOrEqual(0.02);
    },
  );

  test('in both languages', () => {
    const chinese = probes.filter(([, , , text]) => /[\u4e00-\u9fff]/u.test(text)).length;
    expect(Math.min(chinese, probes.length - chinese) / probes.length).toBeGreaterThan(0.35);
  });
});

describe('cues', () => {
  test('come in the order of their constants, each at most once', () => {
    const { utility, safety } = read('1. 洁面 2. 精华。价格99元，价格公道，教程在此。给女儿用，治好了湿疹');
    expect(utility).toEqual(['how_to', 'steps', 'price']);
    expect(safety).toEqual(['medical_claim', 'minor']);
  });

  test('the evidence is the listed phrase of the first, and none where the form alone tells', () => {
    expect(read('给女儿用，治好了湿疹').safetyEvidence).toBe('治好了');
    expect(read('My 12yo is a fan').safetyEvidence).toBeNull();
    expect(read('券后89，链接在评论区').commerceEvidence).toBe('链接在评论区');
    expect(read('复制￥kYt8XWq3bLp￥')).toMatchObject({ commerce: ['shop_link'], commerceEvidence: null });
    expect(read('nothing here')).toMatchObject({ safetyEvidence: null, commerceEvidence: null });
  });

  test('evidence of one text never reaches the next', () => {
    expect(read('治好了我的湿疹').safetyEvidence).toBe('治好了');
    expect(read('My 12yo is a fan').safetyEvidence).toBeNull();
  });

  test.each([
    '没有治好我的湿疹',
    'It never cured my eczema',
    '说能治好湿疹的都是骗人的',
    '能治好湿疹吗？',
    'Can it cure eczema?',
    '别把84和洁厕灵混用',
    'Do not leave the peel on overnight',
    '女儿给我买的，我一直在用',
    '我就是个大冤种，还买',
  ])('denied, doubted, asked or about somebody else is no danger: %s', (text) => {
    expect(read(text).safety).toEqual([]);
  });

  test('words that only look like a denial deny nothing', () => {
    for (const text of [
      '不知不觉治好了我的湿疹',
      '没想到治好了我的湿疹',
      '特别好，治好了湿疹',
      'not only cured my eczema',
    ]) {
      expect(read(text).safety, text).toEqual(['medical_claim']);
    }
  });

  test('what a phrase needs must stand near it and in its sentence', () => {
    expect(read('治好了湿疹').safety).toEqual(['medical_claim']);
    expect(read('治好了。湿疹是另一回事').safety).toEqual([]);
    expect(read(`治好了${'很'.repeat(40)}湿疹`).safety).toEqual([]);
  });

  test('links that stand in markup only lead to a shop too', () => {
    const original = '好用，<a href="https://item.taobao.com/item.htm?id=1&amp;x=2">网页链接</a>';
    expect(read(original).commerce).toEqual([]);
    expect(cues(withAddresses(fold(original), original)).commerce).toEqual(['shop_link']);
    const relative = '<a class=x href=//detail.tmall.com/item.htm>这里</a>';
    expect(cues(withAddresses(fold(relative), relative)).commerce).toEqual(['shop_link']);
    expect(withAddresses('no markup', 'no markup')).toBe('no markup');
    expect(withAddresses('没有原文', null)).toBe('没有原文');
  });

  test('traditional script and full width read as the rest', () => {
    expect(read('這個面膜治好了我的濕疹').safety).toEqual(['medical_claim']);
    expect(read('優惠碼 ＭＩＮＡ１５ 立減').commerce).toEqual(['discount_code']);
  });

  test.each(['', ' ', '😀', '\ud800', '\udc00治好了', '\u200b', '!!', '#', '@', '¥¥¥', '\u202eabc', '<b></b>'])(
    '%j has a defined result',
    (text) => {
      expect(read(text)).toMatchObject({ utility: [], entertainment: [], safety: [], commerce: [] });
    },
  );

  test('take linear time on texts that nobody should send', () => {
    const units = [
      '治好了',
      '治好',
      '女儿',
      '不',
      'cure ',
      'not ',
      '1. ',
      '¥a1',
      '#挑',
      'code a1',
      '敷一整晚酸',
      '给我买女儿在用',
      '"',
      '#',
      '@a',
      '!',
      'my 1',
      '1岁',
    ];
    for (const unit of units) {
      const at = (length: number) => cpuMs(() => cues(unit.repeat(length / unit.length)));
      at(20_000);
      const [small, large] = [at(50_000), at(400_000)];
      expect(large, unit).toBeLessThan(Math.max(small, 2) * 8 * 3);
    }
  });
});

describe('list of cues', () => {
  test('shows every kind, in hundreds of phrases, each given once', () => {
    const phrases = readCueList();
    expect(phrases.length).toBeGreaterThan(500);
    expect(new Set(phrases.map(({ text }) => text)).size).toBe(phrases.length);
    const all = phrases.reduce((mask, phrase) => mask | phrase.cues, 0);
    const formOnly = ['exclamations'];
    expect(CUES.filter((_, bit) => (all & (1 << bit)) === 0)).toEqual(formOnly);
  });

  test('its head tells how many rows there are', () => {
    const head = /^# rows: (\d+)$/mu.exec(
      readFileSync(new URL('../../transforms/data/cues.tsv', import.meta.url), 'utf8'),
    );
    expect(Number(head?.[1])).toBe(readCueList().length);
  });

  test('every safety and commerce cue has phrases in both languages', () => {
    for (const cue of [...SAFETY_CUES, 'shop_link', 'discount_code'] as const) {
      const own = readCueList().filter((phrase) => (phrase.cues & (1 << CUES.indexOf(cue))) !== 0);
      expect(
        own.some(({ text }) => /[\u4e00-\u9fff]/u.test(text)),
        cue,
      ).toBe(true);
      expect(
        own.some(({ text }) => /^[a-z' .&/-]+$/u.test(text)),
        cue,
      ).toBe(true);
    }
  });

  test.each([
    ['治好了\thealing', 'cues.tsv:1: unknown cue "healing"'],
    ['# head\n治好了\tmedical_claim\tailment', 'cues.tsv:2: no phrase belongs to the group ailment'],
    ['治好了', 'cues.tsv:1: expected phrase and cue'],
    ['\tmedical_claim', 'cues.tsv:1: expected phrase and cue'],
  ])('%j is refused: %s', (tsv, message) => {
    expect(() => readCueList(tsv)).toThrow(message);
  });
});
