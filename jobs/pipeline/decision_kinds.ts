/** What a person may decide by hand, about whom, and in which words. Nothing else is ever sealed as a decision. */
import { z } from 'zod';
import type { CanonicalDecision } from '../../warehouse/contracts/rows.ts';
import { OPT_OUT_WITHDRAWN } from '../../warehouse/forget.ts';
import { WORK_STATUSES } from '../report/work.ts';
import { grantTerms, holdTerms, UGC_STATES } from './ugc_state.ts';

export type DecidedType = Exclude<CanonicalDecision['type'], 'forget'>;

export interface DecisionKind {
  readonly about: 'author' | 'post' | 'author or post';
  /** Null: not a choice but what `value` takes. */
  readonly choices: readonly string[] | null;
  /** Free values in a few words, for hints. */
  readonly takes: string;
  /** Normalises the value or says what is wrong with it. */
  readonly value: z.ZodType<string>;
  /** Whether it holds for all brands, for one or all, or for one that has to be named. */
  readonly brand: 'all' | 'one or all' | 'one';
  /** Whether why has to be said: it overrules what was measured about a person, or what a person asked for. */
  readonly needsReason: boolean;
}

/** What withdraws a decision: rules and readings count again. */
export const WITHDRAWN = 'none';

function choice(about: DecisionKind['about'], values: readonly string[], brand: DecisionKind['brand'], more = {}) {
  const takes = `one of: ${values.join(', ')}`;
  return { about, choices: values, takes, value: z.enum(values), brand, needsReason: false, ...more };
}

function words(about: DecisionKind['about'], most: number, brand: DecisionKind['brand'], value = text(most)) {
  return { about, choices: null, takes: `words, at most ${most} characters`, value, brand, needsReason: false };
}

function text(most: number): z.ZodType<string> {
  return z
    .string()
    .trim()
    .min(1)
    .refine((given) => [...given].length <= most, `expected at most ${most} characters`);
}

const OWNER_LENGTH = 80;
const NOTE_LENGTH = 2000;
const oneLine = text(OWNER_LENGTH).refine((given) => !/[\r\n]/u.test(given), 'expected one line');

export const DECISION_KINDS: Readonly<Record<DecidedType, DecisionKind>> = {
  class_override: choice('author', ['consumer', 'kol', 'official', 'organisation', 'media', 'store'], 'one or all', {
    needsReason: true,
  }),
  authenticity_override: choice('author', ['trusted', 'normal', 'suspect', 'confirmed'], 'all', { needsReason: true }),
  verdict: choice('author', ['confirmed', 'rejected', 'wrong_brand'], 'one'),
  same_person: {
    about: 'author',
    choices: null,
    takes: 'another account: a handle, platform:id or author_key',
    value: z.string().regex(/^[0-9a-f]{32}$/u, 'expected an author_key'),
    brand: 'all',
    needsReason: false,
  },
  opt_out: choice('author', [OPT_OUT_WITHDRAWN], 'all'),
  work_status: choice('author', WORK_STATUSES, 'one'),
  work_owner: words('author', OWNER_LENGTH, 'one', oneLine),
  work_note: words('author', NOTE_LENGTH, 'one'),
  last_contact: {
    about: 'author',
    choices: null,
    takes: 'a day, YYYY-MM-DD, that is not in the future',
    value: z.iso.date(),
    brand: 'one',
    needsReason: false,
  },
  ugc_state: choice('post', UGC_STATES, 'one or all'),
  label_override: choice('post', ['positive', 'neutral', 'negative', 'irrelevant'], 'one or all'),
  note: words('author or post', NOTE_LENGTH, 'one or all'),
};

/** What has to be said besides the value; undefined = nothing may be. */
export function termsOf(type: DecidedType, value: string | null): z.ZodType<Record<string, unknown>> | undefined {
  if (type !== 'ugc_state') return undefined;
  if (value === 'granted') return grantTerms;
  return value === 'held' || value === 'hidden' ? holdTerms : undefined;
}

export function isDecided(type: string): type is DecidedType {
  return Object.hasOwn(DECISION_KINDS, type);
}

/** Whether a decision says something; otherwise it takes an earlier one back. */
export function isInForce({ type, value }: Pick<CanonicalDecision, 'type' | 'value'>): boolean {
  return type === 'opt_out' ? value !== OPT_OUT_WITHDRAWN : type === 'forget' || value !== null;
}

/** Value that takes back what was decided of a type. */
export function withdrawnValue(type: DecidedType): string | null {
  return type === 'opt_out' ? OPT_OUT_WITHDRAWN : null;
}
