/** How well questions are found, on rows of two public sets that we labelled ourselves. Invariant: labels are kept, texts are not. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { isQuestion } from '../../../transforms/question.ts';
import { fold } from '../../../transforms/text.ts';
import { type Detection, detection } from './figures.ts';
import { rowsOf } from './shared_data.ts';

/** `question` asks for facts, advice or an opinion; `request` asks for help or an action; `none` neither. */
export type QuestionLabel = 'question' | 'request' | 'none';

const labelled = z.tuple([
  z.enum(['en_twcs_conversations', 'en_ibm_customer_care']),
  z.string().regex(/^\d+$/u),
  z.enum(['question', 'request', 'none']),
]);
export type LabelledRow = z.infer<typeof labelled>;

/** `labels`: 100 rows of each set; `labels_fresh`: 60 more, on which no rule was ever corrected. */
export type LabelFile = 'labels' | 'labels_fresh';

/** @throws when a line is not set, row id and label. */
export function questionLabels(file: LabelFile): LabelledRow[] {
  return readFileSync(new URL(`../../fixtures/questions/${file}.tsv`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => labelled.parse(line.split('\t')));
}

const tweet = z.object({ id: z.string(), text: z.string() });

/** Texts of the labelled sets, by row id. */
function texts(): ReadonlyMap<string, string> {
  const tweets = rowsOf('en_twcs_conversations', tweet);
  const turns = rowsOf('en_ibm_customer_care', z.object({ turns: z.array(tweet) })).flatMap((row) => row.turns);
  return new Map([...tweets, ...turns].map(({ id, text }) => [id, text]));
}

export interface QuestionFigures extends Detection {
  readonly name: string;
  readonly rows: number;
}

/** For each set and for both; with pleas for help counted as questions too; last, the fresh rows. */
export function questionFigures(): QuestionFigures[] {
  const byId = texts();
  const labels = questionLabels('labels');
  const fresh = questionLabels('labels_fresh');
  const figures = (name: string, rows: readonly LabelledRow[], isTrue = asks): QuestionFigures => ({
    name,
    rows: rows.length,
    ...detection(rows.map(([, id, label]) => [isQuestion(fold(byId.get(id)!)), isTrue(label)])),
  });
  const sets = [...new Set(labels.map(([set]) => set))];
  return [
    ...sets.map((name) => figures(name, ofSet(labels, name))),
    figures('both', labels),
    figures('both, requests count as questions', labels, asksOrBegs),
    figures('fresh rows of both', fresh),
    figures('fresh rows, requests count as questions', fresh, asksOrBegs),
  ];
}

function ofSet(rows: readonly LabelledRow[], name: string): LabelledRow[] {
  return rows.filter(([set]) => set === name);
}

function asks(label: QuestionLabel): boolean {
  return label === 'question';
}

function asksOrBegs(label: QuestionLabel): boolean {
  return label !== 'none';
}
