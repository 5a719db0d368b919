/** What the routes of the review desk share: the workspace, who is there, what was published and what was decided. */
import type { HttpBindings } from '@hono/node-server';
import type { Language, Workspace } from '../config/types.ts';
import type { RunContext } from '../pipeline/context.ts';
import type { Words } from '../report/words/words.ts';
import type { Failures } from './failures.ts';
import type { Place } from './hosts.ts';
import type { Journal } from './journal.ts';
import type { Session, Sessions } from './sessions.ts';
import type { Weeks } from './week.ts';

export interface DeskOptions {
  /** Absolute. */
  readonly workspaceDir: string;
  /** Reads koc.yaml anew, so that the desk shows what the newest publication was made with. */
  readonly openWorkspace: () => Promise<Workspace>;
  readonly ctx: RunContext;
  readonly randomBytes: (bytes: number) => Uint8Array;
  readonly place: Place;
  /** Of who has not chosen one. */
  readonly language: Language;
}

export interface Desk {
  readonly options: DeskOptions;
  readonly sessions: Sessions;
  readonly failures: Failures;
  readonly weeks: Weeks;
  readonly journal: Journal;
}

/** What a request knows of itself, for hono. */
export interface DeskEnv {
  readonly Bindings: HttpBindings;
  readonly Variables: {
    /** Set once somebody is logged in. */
    session: Session;
    words: Words;
  };
}
