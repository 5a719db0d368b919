import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { detectLanguage } from '../../transforms/language.ts';
import { feelingOf } from '../../transforms/score.ts';
import { defaultScorer } from '../../transforms/sentiment.ts';
import { fold } from '../../transforms/text.ts';

const scorer = defaultScorer();
const probes = readFileSync(new URL('cases/probes.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .slice(1)
  .map((line) => {
    const [written, kind, expected, text] = line.split('\t') as [string, string, string, string];
    const read = feelingOf(scorer.score(fold(text), detectLanguage(text)));
    return { written, kind, expected, text, read };
  });

describe('hand-written sentences of the kinds that linear models get wrong', () => {
  test.each(['before', 'after'])('at least 40 written %s the lexicon, every kind present, 80 %% right', (written) => {
    const own = probes.filter((probe) => probe.written === written);
    const wrong = own.filter((probe) => probe.read !== probe.expected);
    expect(own.length).toBeGreaterThanOrEqual(40);
    expect(new Set(own.map((probe) => probe.kind)).size).toBe(7);
    const said = wrong
      .map(({ kind, expected, read, text }) => `${kind}: ${expected}, read ${read}: ${text}`)
      .join('\n');
    expect(wrong.length / own.length, said).toBeLessThanOrEqual(0.2);
  });
});
