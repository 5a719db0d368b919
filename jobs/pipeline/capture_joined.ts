/** Joins what captures have left in a workspace: done by whoever holds its lock next, be it a capture, a collect or a forgetting. */
import type { RawStore } from '../../warehouse/raw/store.ts';
import type { Workspace } from '../config/types.ts';
import { type JoinedCapture, joinCaptures } from './capture_join.ts';
import { noteCapture } from './capture_state.ts';
import type { RunContext } from './context.ts';
import { forgottenAccounts } from './forgotten.ts';

/** Gives the captures that have come to their end. */
export async function joinWorkspaceCaptures(
  ws: Workspace,
  ctx: Pick<RunContext, 'log'>,
  raw: RawStore,
): Promise<JoinedCapture[]> {
  const isForgotten = await forgottenAccounts(ws, raw);
  const ended = await joinCaptures(ws.dir, {
    raw,
    isForgotten,
    note(head, notes) {
      const pictures = notes.pictures.filter(({ platform, authorId }) => !isForgotten(platform, authorId));
      return noteCapture(ws, head, { ...notes, pictures });
    },
  });
  for (const { head, entry } of ended)
    ctx.log.info(
      { source: head.source_id, capture: head.run, outcome: entry.outcome, ...entry.counts },
      'capture joined',
    );
  return ended;
}
