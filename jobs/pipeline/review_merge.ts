/**
 * Tells what people changed in their copies of a workbook from what was only carried along, and which changes meet one that somebody else
 * made meanwhile. Pure. Invariant: nothing that stands is replaced by an older copy, unless the person says so.
 */
import type { CanonicalDecision } from '../../warehouse/contracts/rows.ts';
import { decisionPlace } from '../../warehouse/raw/decisions.ts';
import { WORK_FIELDS, type WorkField, workText, workTrace } from '../report/work.ts';
import { isInForce } from './decision_kinds.ts';
import type { DecisionDraft } from './decisions.ts';
import type { CellPlace, GivenValue } from './review_file.ts';
import { WORK_TYPES } from './work.ts';

/** A change that was not taken. */
export interface Conflict extends CellPlace {
  readonly brandId: string;
  readonly authorKey: string;
  readonly field: WorkField;
  /** What the cell says; null = empty. */
  readonly given: string | null;
  /** What stands, or what another cell of the same file says. */
  readonly standing: string | null;
  /** Who said that; null = not known. */
  readonly standingBy: string | null;
  /** UTC ms; null = in the same file. */
  readonly standingAt: number | null;
  /** The other cell of the same file; null = it was decided before. */
  readonly standingCell: string | null;
}

export interface Merge {
  readonly drafts: readonly DecisionDraft[];
  readonly conflicts: readonly Conflict[];
  /** Changes that are known: they stand already, or stood once and were replaced since. */
  readonly knownCount: number;
}

/**
 * @param files values of each file, in the order in which they count.
 * @param history all decisions, oldest first.
 * @param said who edited (null = not said), and whether a file's value wins over what stands.
 */
export function mergeWork(
  files: readonly (readonly GivenValue[])[],
  history: readonly CanonicalDecision[],
  said: { readonly by: string | null; readonly theirs: boolean },
): Merge {
  const stages = stagesOf(history);
  const drafts: DecisionDraft[] = [];
  const conflicts: Conflict[] = [];
  let knownCount = 0;
  for (const values of files) {
    for (const edits of editsByPlace(values).values()) {
      const [edit, other] = edits;
      if (edit === undefined) continue;
      if (other !== undefined) {
        conflicts.push(conflict(edit, { value: other.value, by: null, at: null }, other.cell));
        continue;
      }
      const draft = draftOf(edit, said.by);
      const place = decisionPlace(draft);
      const stood = stages.get(place) ?? [emptyStage(edit.field)];
      const now = stood.at(-1)!;
      const { brandId, authorKey, base } = edit.row;
      const printed = stood.findLastIndex(
        ({ value }) => workTrace(brandId, authorKey, edit.field, value) === base[edit.field],
      );
      const isKnown = stood.slice(printed + 1).some(({ value }) => value === edit.value);
      if (now.value === edit.value || (isKnown && !said.theirs)) knownCount += 1;
      else if (printed === stood.length - 1 || said.theirs) {
        drafts.push(draft);
        stages.set(place, [...stood, { value: edit.value, by: said.by, at: null }]);
      } else conflicts.push(conflict(edit, now, null));
    }
  }
  return { drafts, conflicts, knownCount };
}

/** A value that stands or stood; `at` null = it is being imported. */
interface Stage {
  readonly value: string | null;
  readonly by: string | null;
  readonly at: number | null;
}

/** Every value that ever stood, oldest first, by place; each begins with nothing said. */
function stagesOf(history: readonly CanonicalDecision[]): Map<string, Stage[]> {
  const fields = new Map(WORK_FIELDS.map((field) => [WORK_TYPES[field] as string, field]));
  const stages = new Map<string, Stage[]>();
  for (const decision of history) {
    const field = fields.get(decision.type);
    if (field === undefined) continue;
    const place = decisionPlace(decision);
    const value = isInForce(decision) ? workText(decision.value) : emptyStage(field).value;
    const stood = stages.get(place) ?? [emptyStage(field)];
    stages.set(place, [...stood, { value, by: decision.by, at: decision.at }]);
  }
  return stages;
}

function emptyStage(field: WorkField): Stage {
  return { value: field === 'status' ? 'todo' : null, by: null, at: null };
}

/** What was changed, cell by cell; a person may stand on several tabs. Two entries: two cells that say different things. */
function editsByPlace(values: readonly GivenValue[]): Map<string, GivenValue[]> {
  const places = new Map<string, GivenValue[]>();
  for (const given of values) {
    const { brandId, authorKey, base } = given.row;
    if (workTrace(brandId, authorKey, given.field, given.value) === base[given.field]) continue;
    const place = `${brandId}:${authorKey}:${given.field}`;
    const edits = places.get(place) ?? [];
    if (!edits.some(({ value }) => value === given.value)) places.set(place, [...edits, given]);
  }
  return places;
}

function draftOf({ row, field, value, file, cell }: GivenValue, by: string | null): DecisionDraft {
  return {
    type: WORK_TYPES[field],
    subjectKey: row.authorKey,
    brandId: row.brandId,
    value,
    reason: `${file} ${cell}`,
    by,
  };
}

function conflict({ row, field, value, file, cell }: GivenValue, other: Stage, otherCell: string | null): Conflict {
  return {
    file,
    cell,
    brandId: row.brandId,
    authorKey: row.authorKey,
    field,
    given: value,
    standing: other.value,
    standingBy: other.by,
    standingAt: other.at,
    standingCell: otherCell,
  };
}
