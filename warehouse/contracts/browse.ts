/** What a source that is seen through a browser is given: what its pages received, and a tab to open them in. Nothing here starts a browser. */
import type { Outcome } from './raw.ts';

/** One answer that a page of the site got, or a body that somebody saved. */
export interface Received {
  /** As asked, with its query; it may hold tokens and is never sealed or logged as it stands. */
  readonly url: string;
  readonly method: string;
  /** Text that was sent along; null = none, or not known. */
  readonly sent: string | null;
  readonly status: number;
  /** Names in lower case; without cookies. */
  readonly headers: Readonly<Record<string, string>>;
  /** The body in its charset. */
  readonly text: string;
  /** UTC ms. */
  readonly at: number;
  /** The page itself; false = something that a script of it asked for. */
  readonly isDocument: boolean;
  /** Address of the page that it came to. */
  readonly pageUrl: string;
}

/**
 * A page of the operator's browser that is driven. Every action waits for its turn by the source's pace and is counted against the
 * day's budget before it is done.
 */
export interface Tab {
  /** Address of the page that is shown. */
  readonly url: string;
  /** Ms until an answer that a page should have got by now is taken not to come. */
  readonly patienceMs: number;
  /** Gives when the document is there. Throws KocError when it cannot be opened, RefusalError when the budget is spent. */
  open(url: string): Promise<void>;
  /** Scrolls what `selector` matches (null = the page) to its end as it is now. False: it was there already, or there is no such thing. */
  scroll(selector: string | null): Promise<boolean>;
  /** Clicks the first visible element that was not clicked before on this page. False: there is none. */
  click(selector: string): Promise<boolean>;
  /** Clicks the first visible element that can be used, also if that was clicked before (the button of the next page). False: there is none. */
  press(selector: string): Promise<boolean>;
  /** Whether an element is there and visible; no action. */
  shows(selector: string): Promise<boolean>;
  /** Waits until an answer came for which `isIt` holds, `ms` at most; false = none came. What came is still given by `take`. */
  wait(isIt: (answer: Received) => boolean, ms: number): Promise<boolean>;
  /** What came since the last call, in order. */
  take(): readonly Received[];
}

/** How a platform said no. */
export interface Refused {
  readonly outcome: Extract<Outcome, 'blocked' | 'login_needed' | 'rate_limited' | 'gone'>;
  /** As the source's table of refusals has it: `code 300012`. */
  readonly sign: string;
  /** Who must do what, one sentence. */
  readonly todo: string;
}

/** What a pass over a browsed source works with. */
export interface Browsing {
  /** The tab of this pass, opened at its first use and closed with the pass. Throws RefusalError while the account is left alone. */
  tab(): Promise<Tab>;
  /** Whether somebody is logged in in this profile, as far as is known; null = not known, or no tab was opened yet. */
  readonly isLoggedIn: boolean | null;
  /** The platform said no: from now on it is left alone for a while, this pass asks nothing more. */
  refused(told: Refused): Promise<void>;
  /** Something was shown as it should be: refusals of the past do not count any more. */
  went(): Promise<void>;
}
