/** One page of a site that is open in the tab: unfolded, scrolled and gone on with until its list says that it is at its end. */
import type { Received, Tab } from '../../warehouse/contracts/browse.ts';
import type { Answer } from './answer.ts';
import { type Brought, brought, endsTheWait } from './driven_reading.ts';
import type { Itinerary } from './site.ts';

/** What was looked at in one go. */
export interface Look {
  readonly brought: Brought;
  /** The list is at its end, or does not go on. */
  readonly isEnd: boolean;
  /** What did not come although the page promised it, in words for a message; null = nothing is missing. */
  readonly missing: string | null;
  /** True: the list was brought to load more; false: only folded things were opened. */
  readonly hasMoved: boolean;
}

export interface OpenListingOptions {
  readonly tab: Tab;
  /** With the address as it is to be opened. */
  readonly itinerary: Itinerary;
  readonly read: (answer: Received) => Answer;
  readonly platform: string;
}

/** Until a click on something folded is taken to have shown what the page had already, ms. */
const UNFOLD_MS = 3_000;
/** Until what else is on its way has come, ms. */
const SETTLE_MS = 300;
/** Folded things opened in one go; scrolls that bring nothing in a row. */
const [UNFOLDS_AT_ONCE, TRIES] = [20, 3];

export class OpenListing {
  readonly #options: OpenListingOptions;
  readonly #expects: ReadonlySet<string>;
  /** As the newest part of the list says; null = none came yet. */
  #more: boolean | null = null;
  #lists = 0;
  #answers: Received[] = [];

  constructor(options: OpenListingOptions) {
    this.#options = options;
    this.#expects = new Set(options.itinerary.expects);
  }

  /** Parts of the list so far. */
  get lists(): number {
    return this.#lists;
  }

  /** Opens the page. What waits to be scrolled to is scrolled to once. */
  async begin(): Promise<Look> {
    const { tab, itinerary } = this.#options;
    await tab.open(itinerary.url);
    let hasCome = await this.#wait(tab.patienceMs);
    if (!hasCome && (await tab.scroll(itinerary.scrolls))) hasCome = await this.#wait(tab.patienceMs);
    const missing = hasCome ? null : `${itinerary.expects.join(', ')} (the page was opened and scrolled)`;
    return this.#look({ missing, hasMoved: true, isEnd: !hasCome });
  }

  /** Opens what is folded; where nothing is, brings the list to load more. */
  async goOn(): Promise<Look> {
    for (let done = 0; done < UNFOLDS_AT_ONCE && (await this.#unfold()); done++) {
      const isRead = this.#answers.some((answer) => this.#options.read(answer).kind !== 'nothing');
      if (isRead || this.#isRefused()) return this.#look({ missing: null, hasMoved: false, isEnd: false });
    }
    if (this.#more !== true) return this.#look({ missing: null, hasMoved: true, isEnd: true });
    const { tab, itinerary } = this.#options;
    const { next, scrolls } = itinerary;
    for (let tries = 0; tries < TRIES; tries++) {
      const hasMoved = next === undefined ? await tab.scroll(scrolls) : await tab.press(next);
      if (await this.#wait(hasMoved ? tab.patienceMs : UNFOLD_MS)) {
        return this.#look({ missing: null, hasMoved: true, isEnd: false });
      }
      if (!hasMoved) break;
    }
    const lever = next ?? scrolls ?? 'the page itself';
    const missing = `more of ${itinerary.expects.join(', ')} (looked for by ${lever})`;
    return this.#look({ missing, hasMoved: true, isEnd: true });
  }

  /** Clicks one folded thing. False: nothing is folded any more. */
  async #unfold(): Promise<boolean> {
    const { tab, itinerary, read } = this.#options;
    for (const selector of itinerary.unfolds) {
      if (!(await tab.click(selector))) continue;
      await tab.wait((answer) => read(answer).kind !== 'nothing', UNFOLD_MS);
      this.#take();
      return true;
    }
    return false;
  }

  /** Whether an answer of the list, or a refusal, came in time. */
  async #wait(ms: number): Promise<boolean> {
    const { tab, read } = this.#options;
    const hasCome = await tab.wait((answer) => endsTheWait(read(answer), this.#expects), ms);
    this.#take();
    return hasCome;
  }

  #take(): void {
    this.#answers.push(...this.#options.tab.take());
  }

  #isRefused(): boolean {
    return this.#answers.some((answer) => this.#options.read(answer).kind === 'refusal');
  }

  async #look(seen: Omit<Look, 'brought'>): Promise<Look> {
    const { tab, itinerary, read, platform } = this.#options;
    const isNearEnd = seen.isEnd || itinerary.unfolds.length === 0;
    if (isNearEnd && !this.#isRefused()) {
      await tab.wait((answer) => read(answer).kind === 'refusal', SETTLE_MS);
      this.#take();
    }
    const result = brought(this.#answers, read, this.#expects, platform);
    this.#answers = [];
    this.#lists += result.lists;
    if (result.lists > 0) this.#more = result.more;
    const isEnd = seen.isEnd || (this.#more !== true && this.#lists > 0 && itinerary.unfolds.length === 0);
    return { ...seen, isEnd, brought: result };
  }
}
