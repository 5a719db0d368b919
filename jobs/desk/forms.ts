/** What the forms of the desk say, turned into drafts of decisions. Which values a type takes is checked where decisions are sealed. */
import { z } from 'zod';
import { DECISION_TYPES } from '../../warehouse/contracts/rows.ts';
import type { DecisionDraft } from '../pipeline/decisions.ts';

const key = z.string().regex(/^[0-9a-f]{32}$/u, 'expected a key');
const optional = (most: number) => z.string().trim().max(most).default('');
/** Id of the decision that the form was made from; empty = none stood. */
const base = z.string().regex(/^[0-9a-f]{0,64}$/u);

/** Fields of a form as hono reads them. */
export type Fields = Readonly<Record<string, unknown>>;

const decideForm = z.object({
  /** Accounts are joined by a form of their own, which takes their other accounts along. */
  type: z.enum(DECISION_TYPES).exclude(['forget', 'same_person']),
  subject: key,
  brand: optional(64),
  /** Empty withdraws, or the type says it all. */
  value: optional(4000),
  reason: optional(1000),
  base,
});

const DETAIL = /^details\.([a-z_]{1,40})$/u;

/** One decision. @throws ZodError for what no form of the desk sends. */
export function decideDrafts(fields: Fields, by: string): DecisionDraft[] {
  const form = decideForm.parse(fields);
  const details = Object.entries(fields).flatMap(([name, value]) => {
    const detail = DETAIL.exec(name)?.[1];
    return detail === undefined || typeof value !== 'string' ? [] : [[detail, value] as const];
  });
  return [
    {
      type: form.type,
      subjectKey: form.subject,
      brandId: form.brand || null,
      value: form.value || null,
      reason: form.reason || null,
      by,
      basedOn: form.base || null,
      ...(details.length === 0 ? {} : { details: Object.fromEntries(details) }),
    },
  ];
}

/** Field of the form → type of decision. */
export const WORK_TYPES = {
  status: 'work_status',
  owner: 'work_owner',
  last_contact: 'last_contact',
  note: 'work_note',
} as const;

const workForm = z.object({ subject: key, brand: z.string().min(1).max(64) });
const workField = z.object({ now: optional(4000), was: optional(4000), base });

/** What the team does about a person: only what was changed in the form, so that what a colleague changed elsewhere stays. */
export function workDrafts(fields: Fields, by: string): DecisionDraft[] {
  const { subject, brand } = workForm.parse(fields);
  return Object.entries(WORK_TYPES).flatMap(([field, type]) => {
    const { now, was, base } = workField.parse({
      now: fields[field],
      was: fields[`was_${field}`],
      base: fields[`base_${field}`] ?? '',
    });
    const [value, before] = [now, was].map((text) => text.replaceAll('\r\n', '\n') || null);
    if (value === before || value === undefined) return [];
    return [{ type, subjectKey: subject, brandId: brand, value, reason: null, by, basedOn: base || null }];
  });
}

/** `/undo`: which decision, and why where that has to be said. */
export const undoForm = z.object({ id: z.string().regex(/^[0-9a-f]{32}$/u), reason: optional(1000) });

/** `/same-person`: the account, and another as a person types it; `no` takes the account out of its person. */
export const samePersonForm = z.object({ subject: key, other: optional(300), is_same: z.enum(['yes', 'no']) });
