/** Holds the models to SQL that several engines answer alike: what passes here runs unchanged, and means the same, elsewhere. */
import { layerFindings } from './layers.ts';
import { tokenise } from './lexer.ts';
import type { LintFinding } from './lint_finding.ts';
import { RULES } from './lint_rules.ts';

/** Part of a model the lint needs. */
export interface Lintable {
  readonly name: string;
  readonly sql: string;
  /** Tables its SELECT reads. */
  readonly reads: readonly string[];
}

/** Everything in a model that another engine could read otherwise, in order of line. Empty = portable. */
export function lintModel(model: Lintable): LintFinding[] {
  const tokens = tokenise(model.sql);
  const findings = RULES.flatMap((rule) => [...rule(tokens)]);
  return [...findings, ...layerFindings(model.name, model.reads)].sort((a, b) => a.line - b.line);
}
