/** Feeling towards a named target against the feeling of the whole text, on the same rows. Invariant: both are scored by the same scorer. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { aspectsOf } from '../../../transforms/aspects.ts';
import { detectLanguage } from '../../../transforms/language.ts';
import { type BrandMatcher, brandMatcher } from '../../../transforms/mentions.ts';
import { feelingOf } from '../../../transforms/score.ts';
import { defaultScorer } from '../../../transforms/sentiment.ts';
import { SpokenOf } from '../../../transforms/spoken_of.ts';
import { targetFeelings } from '../../../transforms/targets.ts';
import { fold } from '../../../transforms/text.ts';
import { macroF1 } from '../../../transforms/train/measure.ts';
import { sideOf } from '../../../transforms/train/split.ts';
import { rowsOf } from './shared_data.ts';

interface TargetRow {
  readonly text: string;
  /** Null: whichever target stands first, for rows labelled as feeling nothing for any. */
  readonly target: string | null;
  readonly label: 1 | 0 | -1;
}

/** Three-way macro-F1, in [0, 1]. */
export interface TargetFigures {
  readonly name: string;
  readonly rows: number;
  readonly text: number;
  readonly target: number;
}

const SIGN = { positive: 1, neutral: 0, irrelevant: 0, negative: -1 } as const;
const label = z.enum(['positive', 'neutral', 'negative', 'irrelevant', 'unsure']);

/** Text, what is asked about, and the label: as each set has them. */
const READ: Readonly<Record<string, () => TargetRow[]>> = {
  sxsw: () =>
    rowsOf('en_sxsw_brand_emotion', z.object({ text: z.string(), target: z.string().optional(), label })).flatMap(
      ({ text, target = null, label }) =>
        label === 'unsure' || (target === null && label !== 'neutral') ? [] : [{ text, target, label: SIGN[label] }],
    ),
  entity: () =>
    rowsOf('en_entity_sentiment', z.object({ text: z.string(), entity: z.string(), label })).flatMap(
      ({ text, entity, label }) => (label === 'unsure' ? [] : [{ text, target: entity, label: SIGN[label] }]),
    ),
  asap: () =>
    rowsOf(
      'zh_asap_sample',
      z.object({ text: z.string(), aspects: z.record(z.string(), z.literal([-1, 0, 1])) }),
    ).flatMap(({ text, aspects }) =>
      // The stars of the other rows were trained on.
      sideOf(text) === 'train' ? [] : Object.entries(aspects).map(([target, label]) => ({ text, target, label })),
    ),
};

const NAMES = readFileSync(new URL('targets.tsv', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t') as [set: string, target: string, names: string, aspect?: string]);

function matcherOf(set: string): BrandMatcher {
  return brandMatcher(
    NAMES.filter(([of]) => of === set).map(([, id, names]) => ({
      id,
      names: names.split('|'),
      exclude: [],
      products: [],
    })),
  );
}

/** Two lines a set: all rows, and those whose text names more than one target, where the two can differ. */
export function targetFigures(set: string, name: string): TargetFigures[] {
  const scorer = defaultScorer();
  const matcher = matcherOf(set);
  const scored: { truth: number; text: number; target: number; named: number }[] = [];
  for (const row of READ[set]!()) {
    const folded = fold(row.text);
    const spans = matcher.find(folded);
    const target = row.target ?? spans[0]?.brandId;
    if (target === undefined) continue;
    const whole = scorer.score(folded, detectLanguage(row.text));
    const towards = targetFeelings(new SpokenOf(folded, spans), scorer).get(target);
    const side = (feeling: Parameters<typeof feelingOf>[0]): number => SIGN[feelingOf(feeling) ?? 'neutral'];
    scored.push({
      truth: row.label,
      text: side(whole),
      target: towards === undefined ? side(whole) : side({ ...whole, ...towards }),
      named: new Set(spans.map((span) => span.brandId)).size,
    });
  }
  const figures = (title: string, rows: typeof scored): TargetFigures => ({
    name: title,
    rows: rows.length,
    text: macroF1(rows.map(({ text, truth }) => [text, truth])),
    target: macroF1(rows.map(({ target, truth }) => [target, truth])),
  });
  return [
    figures(name, scored),
    figures(
      `${name}, several named`,
      scored.filter(({ named }) => named > 1),
    ),
  ];
}

/**
 * The aspects of ASAP by our own list: rows whose aspect of ours the review names, several of theirs to one of ours. Apart from
 * the figures above: there the names of their aspects stand for brands.
 */
export function aspectFigures(): TargetFigures {
  const scorer = defaultScorer();
  const ours = new Map(NAMES.map(([, target, , aspect]) => [target, aspect] as const));
  const side = (feeling: Parameters<typeof feelingOf>[0]): number => SIGN[feelingOf(feeling) ?? 'neutral'];
  const scored = READ['asap']!().flatMap(({ text, target, label: truth }) => {
    const folded = fold(text);
    const found = aspectsOf(new SpokenOf(folded, []), scorer).find(({ aspect }) => aspect === ours.get(target!));
    return found === undefined
      ? []
      : [{ truth, target: found.sign, text: side(scorer.score(folded, detectLanguage(text))) }];
  });
  return {
    name: 'aspects of ASAP, by our list',
    rows: scored.length,
    text: macroF1(scored.map(({ text, truth }) => [text, truth])),
    target: macroF1(scored.map(({ target, truth }) => [target, truth])),
  };
}
