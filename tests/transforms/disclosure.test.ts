import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { disclosure, listedEvidence } from '../../transforms/disclosure.ts';
import { fold } from '../../transforms/text.ts';
import { cpuMs } from './cpu.ts';

const cases = readFileSync(new URL('cases/disclosure.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('# '))
  .slice(1)
  .map((line) => line.split('\t') as [string, string, string]);

describe('disclosure', () => {
  test('at least 40 probes, a quarter of them denials or look-alikes', () => {
    expect(cases.length).toBeGreaterThanOrEqual(40);
    expect(cases.filter(([state]) => state === 'none').length).toBeGreaterThanOrEqual(cases.length / 4);
  });

  test.each(cases)('%s %s: %s', (state, kind, text) => {
    expect(disclosure(fold(text))).toMatchObject({ state, kind: kind === '-' ? null : kind });
  });

  test('the evidence stands in the text', () => {
    for (const [, kind, text] of cases) {
      const { evidence } = disclosure(fold(text));
      if (kind === '-') expect(evidence).toBeNull();
      else expect(fold(text)).toContain(evidence);
    }
  });

  test('evidence that is worded freely, and so may name somebody, is told from listed phrases', () => {
    expect(listedEvidence(disclosure(fold('感谢小明寄送的新品')))).toBeNull();
    expect(listedEvidence(disclosure(fold('Nova sent me this lipstick to review')))).toBeNull();
    expect(listedEvidence(disclosure(fold('#ad')))).toBe('#ad');
    expect(listedEvidence(disclosure(fold('非广，自费')))).toBe('非广');
    expect(listedEvidence(disclosure(fold('好用')))).toBeNull();
  });

  test('takes linear time', () => {
    for (const unit of ['感谢', 'thanks to ', '不是', '广告 ', 'received ', '非广']) {
      const text = unit.repeat(100_000 / unit.length);
      expect(cpuMs(() => disclosure(text))).toBeLessThan(1000);
    }
  });
});
