/** Decisions arranged for looking up: by what they are about, and which of them stand. */
import type { CanonicalDecision } from '../../warehouse/contracts/rows.ts';
import { decisionPlace } from '../../warehouse/raw/decisions.ts';
import { isInForce } from '../pipeline/decision_kinds.ts';
import { type Grant, grantOf, isFeedable, type UgcState, ugcState } from '../pipeline/ugc_state.ts';
import { isUndoable } from '../pipeline/undo.ts';

type Type = CanonicalDecision['type'];

/** What holds for a brand although it was decided for all of them: a wish of the author, or a reason not to show the post at all. */
const STOPS: ReadonlySet<string> = new Set<UgcState>(['held', 'hidden', 'declined', 'expired']);

export class Decisions {
  /** Oldest first. */
  readonly history: readonly CanonicalDecision[];
  readonly #byPlace: ReadonlyMap<string, readonly CanonicalDecision[]>;
  readonly #bySubject: ReadonlyMap<string, readonly CanonicalDecision[]>;

  constructor(history: readonly CanonicalDecision[]) {
    this.history = history;
    this.#byPlace = Map.groupBy(history, decisionPlace);
    this.#bySubject = Map.groupBy(history, ({ subjectKey }) => subjectKey);
  }

  /** All about one author or post, oldest first. */
  about(subjectKey: string): readonly CanonicalDecision[] {
    return this.#bySubject.get(subjectKey) ?? [];
  }

  /** The newest one of its place, withdrawn or not; null = nothing was decided. */
  newest(type: Type, subjectKey: string, brandId: string | null): CanonicalDecision | null {
    return this.#byPlace.get(decisionPlace({ type, subjectKey, brandId }))?.at(-1) ?? null;
  }

  /** What holds for the brand: decided for it, else for all brands; null = nothing, or withdrawn. */
  inForce(type: Type, subjectKey: string, brandId: string): CanonicalDecision | null {
    for (const place of [brandId, null]) {
      const newest = this.newest(type, subjectKey, place);
      if (newest !== null && isInForce(newest)) return newest;
    }
    return null;
  }

  /** On a day, `YYYY-MM-DD`. */
  ugcState(postKey: string, brandId: string, today: string): UgcState {
    return ugcState(this.#ofPost(postKey, brandId), today);
  }

  grant(postKey: string, brandId: string): Grant | null {
    return grantOf(this.#ofPost(postKey, brandId));
  }

  /** Whether the brand may show the post on that day: its grant holds, and nobody has stopped the post for all brands since. */
  isFeedable(postKey: string, brandId: string, today: string): boolean {
    if (!isFeedable(this.#ofPost(postKey, brandId), today)) return false;
    const forAll = this.newest('ugc_state', postKey, null);
    const own = this.newest('ugc_state', postKey, brandId);
    return own === null || forAll === null || forAll.at < own.at || !STOPS.has(forAll.value ?? '');
  }

  /** Whether the author asked to be left out, or to be forgotten: nothing of theirs is shown. */
  hasRefused(authorKey: string): boolean {
    const refusals = [this.newest('opt_out', authorKey, null), this.newest('forget', authorKey, null)];
    return refusals.some((newest) => newest !== null && isInForce(newest));
  }

  /** Posts about which a state was ever decided for the brand, or for all. */
  postsOf(brandId: string): string[] {
    const posts = this.history.filter((one) => one.type === 'ugc_state' && (one.brandId ?? brandId) === brandId);
    return [...new Set(posts.map(({ subjectKey }) => subjectKey))];
  }

  find(id: string): CanonicalDecision | null {
    return this.history.find((decision) => decision.id === id) ?? null;
  }

  /** Whether it is the one that counts at its place, so that taking it back changes something. */
  isUndoable(decision: CanonicalDecision): boolean {
    if (decision.type === 'forget') return false;
    return isUndoable(this.#byPlace.get(decisionPlace(decision)) ?? [], decision.id);
  }

  /** Steps of one way: those for the brand, and only while there are none those for all. */
  #ofPost(subjectKey: string, brandId: string): readonly CanonicalDecision[] {
    const own = this.#byPlace.get(decisionPlace({ type: 'ugc_state', subjectKey, brandId }));
    return own ?? this.#byPlace.get(decisionPlace({ type: 'ugc_state', subjectKey, brandId: null })) ?? [];
  }
}
