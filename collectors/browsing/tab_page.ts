/** What is done to a page by selector. What runs inside of the page leaves nothing there that the page could see. */
import type { Page } from '../browser.ts';

type Found = NonNullable<Awaited<ReturnType<Page['$']>>>;

/** Of the page's own world; this project knows no DOM types. */
interface Element {
  scrollTop: number;
  readonly scrollHeight: number;
  readonly clientHeight: number;
  readonly parentElement: Element | null;
  readonly disabled?: boolean;
  click(): void;
  checkVisibility(options: object): boolean;
}

interface World {
  readonly document: {
    readonly scrollingElement: Element | null;
    querySelector(selector: string): Element | null;
    querySelectorAll(selector: string): Iterable<Element>;
  };
  getComputedStyle(element: Element): { readonly overflowY: string };
}

/** Scrolls the element, else the nearest around it that can be, to its end as it is now; null = the page. False: it was there, or is none. */
export async function isScrolled(page: Page, selector: string | null): Promise<boolean> {
  return page.evaluate((wanted) => {
    const { document, getComputedStyle } = globalThis as unknown as World;
    const whole = document.scrollingElement;
    let box = wanted === null ? whole : document.querySelector(wanted);
    if (box === null) return false;
    while (box !== whole && box !== null) {
      if (box.scrollHeight > box.clientHeight && !/visible|hidden/u.test(getComputedStyle(box).overflowY)) break;
      box = box.parentElement;
    }
    box ??= whole;
    if (box === null) return false;
    const before = box.scrollTop;
    box.scrollTop = box.scrollHeight;
    return box.scrollTop > before;
  }, selector);
}

/** Gives, again and again, the next visible element of a selector that it has not given since it was made; null = there is none. */
export function nextUnclicked(page: Page): (selector: string) => Promise<Found | null> {
  let before = page.evaluateHandle(() => new WeakSet<object>());
  before.catch(() => {});
  const find = async (selector: string): Promise<Found | null> => {
    const found = await page.evaluateHandle(
      ({ given, wanted }) => {
        const { document } = globalThis as unknown as World;
        for (const one of document.querySelectorAll(wanted)) {
          const isUsable = one.disabled !== true && one.checkVisibility({ visibilityProperty: true });
          if (!isUsable || given.has(one)) continue;
          given.add(one);
          return one;
        }
        return null;
      },
      { given: await before, wanted: selector },
    );
    return found.asElement() as Found | null;
  };
  return async (selector) => {
    try {
      return await find(selector);
    } catch {
      // The page went elsewhere by itself, and what was remembered with it.
      before = page.evaluateHandle(() => new WeakSet<object>());
      return find(selector);
    }
  };
}

/** The first visible element that is not disabled; null = there is none. */
export async function usable(page: Page, selector: string): Promise<Found | null> {
  const found = await page.evaluateHandle((wanted) => {
    const { document } = globalThis as unknown as World;
    for (const one of document.querySelectorAll(wanted))
      if (one.disabled !== true && one.checkVisibility({ visibilityProperty: true })) return one;
    return null;
  }, selector);
  return found.asElement() as Found | null;
}

/** A click where the element is; where something lies over it, its own click. */
export async function clickIn(target: Found): Promise<void> {
  try {
    await target.click({ timeout: CLICK_MS });
  } catch {
    await target.evaluate((element) => (element as unknown as Element).click()).catch(() => {});
  }
}

/** Until something that lies over an element is taken to stay there, ms. */
const CLICK_MS = 3_000;
