/**
 * Names of things on Bilibili: a video is its number (`aid`), which its address writes in letters (`bvid`); an article is `cv` and a number,
 * everything else that is posted the number of its dynamic. Pure.
 */

const LETTERS = 'FcwAPNKTMug3GV5Lj7EJnHpWsx4tb8haYeviqBz6rkCy12mUSDQX9RdoZf';
const [MIXED, BITS] = [23_442_827_791_579n, 51n];

/** `BV17x411w7KC` → `170001`; null = no such name. */
export function aidOf(bvid: string | null | undefined): string | null {
  if (bvid === null || bvid === undefined || !/^BV1[1-9A-HJ-NP-Za-km-z]{9}$/u.test(bvid)) return null;
  const letters = [...bvid];
  swap(letters, 3, 9);
  swap(letters, 4, 7);
  const number = letters.slice(3).reduce((sum, letter) => sum * 58n + BigInt(LETTERS.indexOf(letter)), 0n);
  return String((number & ((1n << BITS) - 1n)) ^ MIXED);
}

/** Two letters of a name stand in each other's place. */
function swap(letters: string[], one: number, other: number): void {
  [letters[one], letters[other]] = [letters[other]!, letters[one]!];
}

/** What comments stand below, by the number of their kind: 1 videos, 12 articles, 17 dynamics. Null = named otherwise there. */
export function postOfComments(type: number | null | undefined, oid: string): string | null {
  if (type === 1 || type === 17) return oid;
  return type === 12 ? `cv${oid}` : null;
}

/** Of a line of the @ feed; dynamics with pictures are named by the address alone. */
export function postIdOfMention(
  type: number | null | undefined,
  subject: string,
  uri: string | null | undefined,
): string | null {
  return postOfComments(type, subject) ?? postOfPage(uri ?? '');
}

const SITE = 'https://www.bilibili.com';

/** Address of a post by its id; null = none has such an id. Numbers of dynamics are the long ones. */
export function addressOf(id: string): string | null {
  if (/^cv\d+$/u.test(id)) return `${SITE}/read/${id}`;
  if (!/^\d+$/u.test(id)) return null;
  return id.length > LONGEST_AID ? `${SITE}/opus/${id}` : `${SITE}/video/av${id}`;
}

/** Digits of 2^51. */
const LONGEST_AID = 16;

export function spaceOf(mid: string): string {
  return `https://space.bilibili.com/${mid}`;
}

/** The post whose page this is; null = it is none. */
export function postOfPage(url: string): string | null {
  const path = URL.parse(url)?.pathname ?? '';
  const [, av, bv, dynamic, article] =
    /^\/(?:video\/(?:av(\d+)|(BV\w+))|(?:opus\/)?(\d{17,})|read\/(cv\d+))/u.exec(path) ?? [];
  return av ?? dynamic ?? article ?? aidOf(bv);
}
