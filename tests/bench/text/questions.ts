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

const FILE = new URL('../../fixtures/questions/labels.tsv', import.meta.url);

/** @throws when a line is not set, row id and label. */
export function questionLabels(): LabelledRow[] {
  return readFileSync(FILE, 'utf8')
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

/** For each set and for both; last, with pleas for help counted as questions too. */
export function questionFigures(): QuestionFigures[] {
  const byId = texts();
  const labels = questionLabels();
  const figures = (
    name: string,
    rows: readonly LabelledRow[],
    isTrue: (label: QuestionLabel) => boolean,
  ): QuestionFigures => ({
    name,
    rows: rows.length,
    ...detection(rows.map(([, id, label]) => [isQuestion(fold(byId.get(id)!)), isTrue(label)])),
  });
  const asks = (label: QuestionLabel): boolean => label === 'question';
  return [
    ...[...new Set(labels.map(([set]) => set))].map((name) =>
      figures(
        name,
        labels.filter(([set]) => set === name),
        asks,
      ),
    ),
    figures('both', labels, asks),
    figures('both, requests count as questions', labels, (label) => label !== 'none'),
  ];
}
