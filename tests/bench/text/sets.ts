/** Labelled texts as the model was trained on them and as it is measured. Invariant: no text stands on both sides of the split. */
import { createHash } from 'node:crypto';
import { type LabelledText, readSet, SETS } from '../../../transforms/train/datasets.ts';
import { sideOf } from '../../../transforms/train/split.ts';
import { DATA } from './shared_data.ts';

/** `core` and `extra` (at half weight) were trained on but for these rows; `never` not at all. */
export type Use = 'core' | 'extra' | 'never';

export interface TestSet {
  readonly name: string;
  readonly script: 'zh' | 'en';
  readonly use: Use;
  /** With the rows without feeling (label 0). */
  readonly rows: readonly LabelledText[];
}

export interface TrainRow {
  readonly text: string;
  readonly label: 1 | -1;
  readonly weight: number;
}

/** Emoticons of Weibo, from which the labels of weibo_senti were made. */
const EMOTICON = /\[[^[\]\s]{1,8}\]/gu;
const EXTRA_WEIGHT = 0.5;

/**
 * Test rows of the named sets (default: all), in the order of the training script.
 * @returns train: rows with a feeling that the model learned from, for peers that learn.
 */
export function readSplit(names: readonly string[] = SETS.map((set) => set.name)): {
  readonly tests: TestSet[];
  readonly train: TrainRow[];
} {
  const tests: TestSet[] = [];
  const train: TrainRow[] = [];
  for (const set of SETS.filter(({ name }) => names.includes(name))) {
    const rows: LabelledText[] = [];
    for (const row of readSet(DATA, set)) {
      const side = set.use === 'never' ? 'test' : sideOf(row.text);
      if (side === 'test') rows.push(row);
      else if (side === 'train' && row.label !== 0)
        train.push({ text: row.text, label: row.label, weight: set.use === 'extra' ? EXTRA_WEIGHT : 1 });
    }
    const script = set.folder.startsWith('zh') ? 'zh' : 'en';
    tests.push({ name: set.name, script, use: set.use, rows });
    if (set.name === 'weibo_senti') {
      const stripped = rows.map((row) => ({ ...row, text: row.text.replace(EMOTICON, ' ') }));
      tests.push({ name: 'weibo_senti, emoticons stripped', script, use: set.use, rows: stripped });
    }
  }
  return { tests, train };
}

/** At most `most` rows, the same on every machine: those whose SHA-1 comes first. */
export function sample<Row extends { readonly text: string }>(rows: readonly Row[], most: number): readonly Row[] {
  if (rows.length <= most) return rows;
  const keyed = rows.map((row) => ({ row, key: createHash('sha1').update(row.text).digest('hex') }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return keyed.slice(0, most).map(({ row }) => row);
}
