/** What a text wants from its readers. Invariant: an empty list means that nothing but sharing was recognised. */
import { isQuestion } from './question.ts';

/** Raised when the same text gives other intents. */
export const INTENTS_VERSION = '1';

export type Intent = 'question';

/** @param folded text as `fold` gives it. */
export function intents(folded: string): Intent[] {
  return isQuestion(folded) ? ['question'] : [];
}
