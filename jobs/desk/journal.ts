/** Decisions as the desk reads and makes them. A page shows what other processes decided as well; what is answered as saved is sealed in raw. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CanonicalDecision } from '../../warehouse/contracts/rows.ts';
import type { Workspace } from '../config/types.ts';
import type { RunContext } from '../pipeline/context.ts';
import { appendDecisions, type DecisionDraft, decisionHistory } from '../pipeline/decisions.ts';
import { undoDecision } from '../pipeline/undo_decision.ts';
import { Decisions } from './decisions.ts';

/** A change within this time of the last look may have been missed by it: the clocks of file systems tick coarsely. */
const TICK_MS = 100;

export class Journal {
  readonly #dir: string;
  readonly #ctx: RunContext;
  #held: { readonly stamp: number; readonly read: Promise<Decisions> } | null = null;

  constructor(workspaceDir: string, ctx: RunContext) {
    this.#dir = workspaceDir;
    this.#ctx = ctx;
  }

  /** Everything decided so far, by whomever. Raw is read again only after something was sealed. */
  async current(): Promise<Decisions> {
    const changed = (await stat(join(this.#dir, 'raw', 'manifest')).catch(() => null))?.mtimeMs ?? 0;
    if (this.#held === null || this.#held.stamp !== changed) {
      const read = decisionHistory({ dir: this.#dir }, this.#ctx).then((history) => new Decisions(history));
      const isSettled = this.#ctx.now() - changed > TICK_MS;
      this.#held = { stamp: isSettled ? changed : Number.NaN, read };
      read.catch(() => this.forget());
    }
    return this.#held.read;
  }

  /** Seals all drafts or none. @throws DecisionConflict, UsageError, BusyError. */
  async append(ws: Workspace, drafts: readonly DecisionDraft[]): Promise<CanonicalDecision[]> {
    const sealed = await appendDecisions(ws, this.#ctx, drafts);
    this.forget();
    return sealed;
  }

  /** Restates what stood before the decision. @throws UsageError when it cannot be undone. */
  async undo(ws: Workspace, id: string, by: string, reason: string | null): Promise<CanonicalDecision> {
    const sealed = await undoDecision(ws, this.#ctx, id, by, reason);
    this.forget();
    return sealed;
  }

  /** Makes the next look read raw again. */
  forget(): void {
    this.#held = null;
  }
}
