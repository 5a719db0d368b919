/** Labelled texts for training, read from a folder of public sets that is not part of the project. Invariant: rows are only ever read, never copied into it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

/** 1 positive, −1 negative, 0 no feeling; null: do not use. */
type Label = 1 | 0 | -1 | null;

export interface LabelledText {
  readonly set: string;
  readonly text: string;
  readonly label: 1 | 0 | -1;
}

interface LabelledSet {
  readonly name: string;
  readonly folder: string;
  readonly row: z.ZodType;
  /** `never` are only measured on. */
  readonly use: 'core' | 'extra' | 'never';
  readonly licence: string;
  readonly read: (row: never) => { text: string; label: Label };
}

function labelledSet<Row>(
  name: string,
  folder: string,
  use: LabelledSet['use'],
  licence: string,
  row: z.ZodType<Row>,
  read: (row: Row) => { text: string; label: Label },
): LabelledSet {
  return { name, folder, row, use, licence, read: read as LabelledSet['read'] };
}

const text = z.string();
const binary = z.object({ text, label: z.literal([0, 1]) });
const threeWay = z.object({ text, label: z.enum(['positive', 'neutral', 'negative']) });
const readBinary = (row: z.infer<typeof binary>): { text: string; label: Label } => ({
  text: row.text,
  label: row.label === 1 ? 1 : -1,
});
const WORDS = { positive: 1, neutral: 0, negative: -1 } as const;
const emotion = z.object({ text, emotion: z.string() });
const EMOTIONS: Readonly<Record<string, Label>> = { happy: 1, neutral: 0, angry: -1, sad: -1, fear: -1 };
const readEmotion = (row: z.infer<typeof emotion>): { text: string; label: Label } => ({
  text: row.text,
  label: EMOTIONS[row.emotion] ?? null,
});
const NONE_STATED = 'none stated; research use';
/** Sephora's own tag of incentivised reviews names no feeling. */
const INCENTIVE_TAG = /\[?\s*(?:i )?(?:this review was|received this product|this product was)[^\]]{0,80}\]/giu;

export const SETS: readonly LabelledSet[] = [
  labelledSet(
    'shopping',
    'zh_online_shopping_10_cats',
    'core',
    NONE_STATED,
    binary.extend({ category: text }),
    (row) => (row.category === '酒店' ? { text: row.text, label: null } : readBinary(row)),
  ),
  labelledSet('hotel', 'zh_hotel_chnsenticorp', 'core', NONE_STATED, binary, readBinary),
  labelledSet('weibo2018', 'zh_weibo2018', 'core', 'unclear (repository GPL-2.0)', binary, readBinary),
  labelledSet('smp_virus', 'zh_smp2020_virus', 'core', NONE_STATED, emotion, readEmotion),
  labelledSet('smp_usual', 'zh_smp2020_usual_train', 'core', NONE_STATED, emotion, readEmotion),
  labelledSet('airline', 'en_airline_tweets', 'core', 'CC BY-NC-SA 4.0 (Kaggle copy)', threeWay, (row) => ({
    text: row.text,
    label: WORDS[row.label],
  })),
  labelledSet(
    'semeval',
    'en_semeval_2013_2016',
    'core',
    NONE_STATED,
    z.object({ text, label: z.literal([-1, 0, 1]) }),
    (row) => row,
  ),
  labelledSet('eprstmt', 'zh_eprstmt', 'extra', NONE_STATED, binary, readBinary),
  labelledSet('asap', 'zh_asap_sample', 'extra', 'Apache-2.0', z.object({ text, star: z.number() }), (row) => ({
    text: row.text,
    label: row.star >= 4 ? 1 : row.star < 3 ? -1 : null,
  })),
  labelledSet(
    'sephora',
    'en_sephora_2026',
    'extra',
    NONE_STATED,
    z.object({ title: text.nullish(), text, rating: z.number() }),
    (row) => ({
      text: `${row.title ?? ''} ${row.text}`.replace(INCENTIVE_TAG, ' '),
      label: row.rating >= 4 ? 1 : row.rating <= 2 ? -1 : null,
    }),
  ),
  labelledSet(
    'op_spam',
    'en_op_spam',
    'extra',
    'CC BY-NC-SA 3.0',
    z.object({ text, sentiment: z.string() }),
    (row) => ({
      text: row.text,
      label: row.sentiment.startsWith('pos') ? 1 : -1,
    }),
  ),
  labelledSet('vader', 'en_vader_ground_truth', 'extra', 'MIT', z.object({ text, score: z.number() }), (row) => ({
    text: row.text,
    label: row.score > 0.5 ? 1 : row.score < -0.5 ? -1 : Math.abs(row.score) < 0.2 ? 0 : null,
  })),
  labelledSet('sxsw', 'en_sxsw_brand_emotion', 'never', 'open data', z.object({ text, label: text }), (row) => ({
    text: row.text,
    label: WORDS[row.label as keyof typeof WORDS] ?? null,
  })),
  labelledSet('weibo_senti', 'zh_weibo_senti_100k_sample', 'never', NONE_STATED, binary, readBinary),
];

/** All usable rows of a set; empty when the folder lacks it. */
export function readSet(root: string, set: LabelledSet): LabelledText[] {
  const file = join(root, set.folder, 'rows.jsonl.gz');
  if (!existsSync(file)) return [];
  const rows: LabelledText[] = [];
  for (const line of gunzipSync(readFileSync(file)).toString('utf8').split('\n')) {
    if (line === '') continue;
    const parsed = set.row.safeParse(JSON.parse(line));
    if (!parsed.success) continue;
    const { text, label } = set.read(parsed.data as never);
    if (label !== null && text.trim() !== '') rows.push({ set: set.name, text, label });
  }
  return rows;
}
