/** What cells show and take by rule: bars behind figures, dropdowns and limits in the columns that people fill. */
import type { WriteSheet } from 'hucre/xlsx';
import type { Words } from '../words/words.ts';
import { WORK_STATUSES, WORK_WORDS, type WorkField } from '../work.ts';
import { SETTLED } from './styles.ts';

type Validation = NonNullable<WriteSheet['dataValidations']>[number];
type Rule = NonNullable<WriteSheet['conditionalRules']>[number];

/** `index`: of 0 to 100; `share`: of 0 to 1; `open`: of 0 to what 19 of 20 stay under, so that one outlier flattens nobody. */
export type Bar = 'index' | 'share' | 'open';

const COLOURS: Readonly<Record<Bar, string>> = { index: 'FF8FC1B5', share: 'FF9DB8D9', open: 'FFE3C27A' };
/** Statuses after which a row needs nobody. */
const SETTLED_STATUSES = ['declined', 'done'] as const;
/** Excel's number of 2000-01-01. */
const FIRST_DATE = '36526';

/** A bar behind the numbers of a range, from 0. */
export function bar(kind: Bar, range: string, priority: number): Rule {
  const most = {
    index: { type: 'num', value: '100' },
    share: { type: 'num', value: '1' },
    open: { type: 'percentile', value: '95' },
  } as const;
  return {
    type: 'dataBar',
    priority,
    range,
    dataBar: { cfvo: [{ type: 'num', value: '0' }, most[kind]], color: COLOURS[kind] },
  };
}

/** Greys a row whose status says that nothing is left to do. */
export function settledRows(statusColumn: string, range: string, words: Words, priority: number): Rule {
  const { statuses } = workWords(words);
  const is = SETTLED_STATUSES.map((status) => `$${statusColumn}2="${statuses[status]}"`);
  return { type: 'expression', priority, range, formula: `OR(${is.join(',')})`, style: SETTLED };
}

/** What a column that people fill takes. The reader of the file checks again: a program may ignore these. */
export function validation(field: WorkField, range: string, words: Words): Validation {
  const { headers, statuses } = workWords(words);
  const shared = {
    range,
    allowBlank: true,
    showInputMessage: true,
    showErrorMessage: true,
    errorStyle: 'stop',
    errorTitle: headers[field],
    errorMessage: words.workbook.choose[field],
    inputTitle: headers[field],
    inputMessage: words.workbook.choose[field],
  } as const;
  switch (field) {
    case 'status':
      return { ...shared, type: 'list', values: WORK_STATUSES.map((status) => statuses[status]) };
    case 'owner':
      return { ...shared, type: 'textLength', operator: 'lessThanOrEqual', formula1: '80' };
    case 'note':
      return { ...shared, type: 'textLength', operator: 'lessThanOrEqual', formula1: '2000' };
    case 'lastContact':
      return { ...shared, type: 'date', operator: 'between', formula1: FIRST_DATE, formula2: 'TODAY()' };
  }
}

/** Headers and statuses of the columns that people fill, in the language of the words. */
export function workWords(words: Words): (typeof WORK_WORDS)[keyof typeof WORK_WORDS] {
  return WORK_WORDS[words.code === 'zh' ? 'zh' : 'en'];
}
