/** Labelled texts as training sees them: folded, read into n-grams, on their side of the split. Invariant: a set that is left out is all test. */
import { detectLanguage } from '../language.ts';
import { type LexiconEntry, OPERATORS } from '../lexicon.ts';
import { ownEntries } from '../lexicon_files.ts';
import type { Script } from '../ngrams.ts';
import { fold } from '../text.ts';
import { afinnEntries } from './afinn.ts';
import { type LabelledText, readSet, SETS } from './datasets.ts';
import { type Side, sideOf } from './split.ts';
import { type ReadText, readText } from './vocabulary.ts';

export interface Row extends ReadText {
  readonly set: string;
  readonly label: 1 | 0 | -1;
  readonly side: Side;
  readonly folded: string;
  readonly script: Script;
  /** How much it counts in training. */
  readonly weight: number;
}

/** Sets beside those that are measured by name teach less. */
const EXTRA_WEIGHT = 0.6;
/** 1: both feelings count exactly the same within a set. 0.8 orders as well and keeps the line between them nearer to what people say. */
const BALANCE = 0.8;
/** What a word of weight 1 counts beside a labelled text. */
const PRIOR_WEIGHT = 0.7;

/** @param leave name of a set to hold out as a whole. @param missing is told of sets that are not there. */
export function labelledRows(root: string, leave: string | undefined, missing: (set: string) => void): Row[] {
  return SETS.flatMap((set) => {
    const isHeldOut = set.use === 'never' || set.name === leave;
    const texts = readSet(root, set);
    if (texts.length === 0) missing(set.name);
    return texts.map((text) =>
      toRow(text, isHeldOut ? 'test' : sideOf(text.text), set.use === 'extra' ? EXTRA_WEIGHT : 1),
    );
  });
}

function toRow({ set, text, label }: LabelledText, side: Side, weight: number): Row {
  const folded = fold(text);
  const script = detectLanguage(text) === 'en' ? 'en' : 'zh';
  return { set, label, side, folded, script, weight, ...readText(folded, script) };
}

/** Words whose feeling is known teach like short texts. */
export function wordRows(): Row[] {
  return [...afinnEntries(), ...ownEntries()].filter(hasFeeling).map(({ term, weight }) => {
    const script = ASCII.test(term) ? 'en' : 'zh';
    return {
      set: 'words',
      label: weight > 0 ? 1 : -1,
      side: 'train',
      folded: term,
      script,
      weight: PRIOR_WEIGHT * Math.min(2.5, Math.abs(weight)),
      ...readText(term, script),
    };
  });
}

const ASCII = /^[\u0020-\u007e]+$/u;

function hasFeeling({ sense, weight }: LexiconEntry): boolean {
  return weight !== 0 && !OPERATORS.some((operator) => operator === sense);
}

/**
 * How much a row with feeling counts so that both feelings count the same within its set: sources differ in what people
 * come to say there, and a model that learns that takes a source's subject for a feeling.
 */
export function classBalance(rows: readonly Row[]): (row: Row) => number {
  const counts = new Map<string, number>();
  const key = (set: string, label: number): string => `${set} ${label}`;
  for (const { set, label } of rows) counts.set(key(set, label), (counts.get(key(set, label)) ?? 0) + 1);
  return ({ set, label }) => {
    const own = counts.get(key(set, label))!;
    const other = counts.get(key(set, -label)) ?? own;
    return ((own + other) / 2 / own) ** BALANCE;
  };
}
