/** What a source is asked for besides its listing: accounts and posts that are due, with a cursor of its own outside of raw. */
import type { Query } from '../../warehouse/contracts/live.ts';
import type { SidePass } from './collect.ts';

export interface SideQueue extends SidePass {
  readonly queries: readonly Query[];
  /** How far back the window reaches. */
  readonly historyDays: number;
  /** Called when the pass has read all of them. */
  readonly finish: (nowMs: number) => Promise<void>;
}
