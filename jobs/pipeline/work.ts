/** What the team does about people, put together from single decisions: each of the four values is one decision of its own. */
import type { CanonicalDecision } from '../../warehouse/contracts/rows.ts';
import { decisionHistory, standingOf } from '../../warehouse/raw/decisions.ts';
import type { RawStore } from '../../warehouse/raw/store.ts';
import { NO_WORK, WORK_STATUSES, type Work, type WorkField, type WorkStatus, workPlace } from '../report/work.ts';

/** Type of the decision that says a value. */
export const WORK_TYPES = {
  status: 'work_status',
  owner: 'work_owner',
  note: 'work_note',
  lastContact: 'last_contact',
} as const satisfies Record<WorkField, CanonicalDecision['type']>;

const FIELDS: ReadonlyMap<string, WorkField> = new Map(
  Object.entries(WORK_TYPES).map(([field, type]) => [type, field as WorkField]),
);

/** What stands now, by `workPlace`; whoever is not in it has `NO_WORK`. */
export async function readWork(raw: RawStore): Promise<Map<string, Work>> {
  return workOf(await decisionHistory(raw));
}

/** Like `readWork`, of decisions that were read already (oldest first). */
export function workOf(history: readonly CanonicalDecision[]): Map<string, Work> {
  const works = new Map<string, Work>();
  for (const { type, subjectKey, brandId, value } of standingOf(history).values()) {
    const field = FIELDS.get(type);
    if (field === undefined || brandId === null) continue;
    const place = workPlace(brandId, subjectKey);
    works.set(place, { ...(works.get(place) ?? NO_WORK), ...valueOfField(field, value) });
  }
  return works;
}

function valueOfField(field: WorkField, value: string | null): Partial<Work> {
  if (field !== 'status') return { [field]: value };
  return { status: WORK_STATUSES.includes(value as WorkStatus) ? (value as WorkStatus) : NO_WORK.status };
}
