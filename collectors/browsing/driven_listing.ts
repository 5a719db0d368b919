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
/** Until what else is on its way has come, and a page has drawn what came, ms. */
const SETTLE_MS = 500;
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
    // Something may have come while what was before it was sealed.
    this.#take();
    let unfolded = 0;
    while (!this.#hasRead() && unfolded < UNFOLDS_AT_ONCE && (await this.#unfold())) unfolded += 1;
    if (this.#hasRead()) return this.#look({ missing: null, hasMoved: false, isEnd: false });
    if (this.#more !== true) return this.#look({ missing: null, hasMoved: true, isEnd: true });
    const { tab, itinerary } = this.#options;
    const { next, scrolls } = itinerary;
    if (next !== undefined && !(await tab.shows(next))) await this.#settle();
    if (this.#hasRead()) return this.#look({ missing: null, hasMoved: false, isEnd: false });
    // What seems to be at its end may only not be drawn yet.
    for (let tries = 0; tries < TRIES; tries++) {
      const hasMoved = next === undefined ? await tab.scroll(scrolls) : await tab.press(next);
      if (await this.#wait(hasMoved ? tab.patienceMs : UNFOLD_MS)) {
        return this.#look({ missing: null, hasMoved: true, isEnd: false });
      }
    }
    const lever = next ?? scrolls ?? 'the page itself';
    const missing = `more of ${itinerary.expects.join(', ')} (looked for by ${lever})`;
    return this.#look({ missing, hasMoved: true, isEnd: true });
  }

  /** Clicks one folded thing. False: nothing is folded any more, also once the page has drawn what came last. */
  async #unfold(): Promise<boolean> {
    const { unfolds } = this.#options.itinerary;
    if (unfolds.length === 0) return false;
    if (await this.#clickOne()) return true;
    await this.#settle();
    return !this.#hasRead() && this.#clickOne();
  }

  async #clickOne(): Promise<boolean> {
    const { tab, itinerary, read } = this.#options;
    for (const selector of itinerary.unfolds) {
      if (!(await tab.click(selector))) continue;
      await tab.wait((answer) => read(answer).kind !== 'nothing', UNFOLD_MS);
      this.#take();
      return true;
    }
    return false;
  }

  async #settle(): Promise<void> {
    const { tab, read } = this.#options;
    await tab.wait((answer) => read(answer).kind === 'refusal', SETTLE_MS);
    this.#take();
  }

  /** Whether an answer of the list, or a refusal, came in time. */
  async #wait(ms: number): Promise<boolean> {
    const { tab, read } = this.#options;
    const hasCome = await tab.wait((answer) => endsTheWait(read(answer), this.#expects), ms);
    this.#take();
    return hasCome;
  }

  /** What came is looked at at once, so that nothing more is asked for than the newest part of the list still promises. */
  #take(): void {
    const { tab, read } = this.#options;
    for (const received of tab.take()) {
      this.#answers.push(received);
      const answer = read(received);
      for (const { shape, more } of answer.kind === 'seen' ? answer.readings : []) {
        if (more === null || !this.#expects.has(shape.name)) continue;
        this.#lists += 1;
        this.#more = more;
      }
    }
  }

  /** Whether something came that is not sealed yet. */
  #hasRead(): boolean {
    return this.#answers.some((answer) => this.#options.read(answer).kind !== 'nothing');
  }

  #isRefused(): boolean {
    return this.#answers.some((answer) => this.#options.read(answer).kind === 'refusal');
  }

  async #look(seen: Omit<Look, 'brought'>): Promise<Look> {
    const { itinerary, read, platform } = this.#options;
    const isNearEnd = seen.isEnd || itinerary.unfolds.length === 0;
    if (isNearEnd && !this.#isRefused()) {
      await this.#settle();
    }
    const result = brought(this.#answers, read, this.#expects, platform);
    this.#answers = [];
    const isEnd = seen.isEnd || (this.#more !== true && this.#lists > 0 && itinerary.unfolds.length === 0);
    return { ...seen, isEnd, brought: result };
  }
}
