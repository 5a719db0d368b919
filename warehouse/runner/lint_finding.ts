/** What the lint reports and what a rule is; a rule sees tokens, never raw text. */
import type { Token } from './lexer.ts';

export interface LintFinding {
  /** From 1, in the model's SQL (after its header). */
  readonly line: number;
  /** What is wrong and what to write instead. */
  readonly message: string;
}

/** Looks at the tokens of one model. */
export type LintRule = (tokens: readonly Token[]) => Iterable<LintFinding>;
