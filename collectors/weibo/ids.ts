/**
 * Numbers of Weibo: a post's `mid` counts up from the clock, and the short name in its address (`bid`) is the same number written in
 * letters. Pure.
 */

const LETTERS = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Letters of a bid stand for groups of seven digits, from the right. */
const [DIGITS, LETTERS_A_GROUP] = [7, 4];

/** `z0JH2lOMb` → `3501756485200075`; a mid stays as it is, null = neither. */
export function midOf(name: string | null | undefined): string | null {
  if (name === null || name === undefined) return null;
  if (/^\d{9,}$/u.test(name)) return name;
  if (!/^[0-9a-zA-Z]{5,12}$/u.test(name)) return null;
  let mid = '';
  for (let end = name.length; end > 0; end -= LETTERS_A_GROUP) {
    let group = 0;
    for (const letter of name.slice(Math.max(0, end - LETTERS_A_GROUP), end)) {
      group = group * LETTERS.length + LETTERS.indexOf(letter);
    }
    mid = String(group).padStart(DIGITS, '0') + mid;
  }
  return mid.replace(/^0+/u, '') || null;
}

/** Seconds from 1970 to the moment at which Weibo's numbers begin, and the steps of a number in each second (22 bits). */
const [BEGIN_S, STEPS_A_SECOND] = [515_483_463, 2 ** 22];

/** UTC ms at which a mid was given out, to the second; null = it is too small for one, or no number. */
export function momentOfMid(mid: string): number | null {
  const number = Number(mid);
  if (!Number.isSafeInteger(number) || number < FIRST_MID) return null;
  return (Math.floor(number / STEPS_A_SECOND) + BEGIN_S) * 1000;
}

/** Older posts were counted otherwise (K: since 2011). */
const FIRST_MID = 3e15;
