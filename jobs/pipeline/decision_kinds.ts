/** What a person may decide by hand, about whom, and in which words. Models take these values and no others. */
import type { CanonicalDecision } from '../../warehouse/contracts/rows.ts';

export interface DecisionKind {
  readonly about: 'author' | 'post';
  /** Empty: the type says it all, and it cannot be taken back. */
  readonly values: readonly string[];
  /** Whether it may hold for one brand only. */
  readonly isPerBrand: boolean;
  /** Whether why has to be said: it overrules what was measured about a person. */
  readonly needsReason: boolean;
}

export type DecidedType = Extract<
  CanonicalDecision['type'],
  'class_override' | 'authenticity_override' | 'opt_out' | 'ugc_state' | 'label_override'
>;

export const DECISION_KINDS: Readonly<Record<DecidedType, DecisionKind>> = {
  class_override: {
    about: 'author',
    values: ['consumer', 'kol', 'official', 'organisation', 'media', 'store'],
    isPerBrand: true,
    needsReason: true,
  },
  authenticity_override: {
    about: 'author',
    values: ['trusted', 'normal', 'suspect', 'confirmed'],
    isPerBrand: false,
    needsReason: true,
  },
  opt_out: { about: 'author', values: [], isPerBrand: false, needsReason: false },
  ugc_state: {
    about: 'post',
    values: ['candidate', 'approved', 'held', 'hidden', 'asked', 'granted', 'declined', 'expired', 'featured'],
    isPerBrand: true,
    needsReason: false,
  },
  label_override: {
    about: 'post',
    values: ['positive', 'neutral', 'negative', 'irrelevant'],
    isPerBrand: true,
    needsReason: false,
  },
};

/** What withdraws a decision: rules and readings count again. */
export const WITHDRAWN = 'none';
