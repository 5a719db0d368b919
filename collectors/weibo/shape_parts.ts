/** What the shapes of Weibo's answers have in common. Pure. */
import { z } from 'zod';
import type { Received } from '../../warehouse/contracts/browse.ts';

/** Parameters of questions that say what was asked for and where in a list; none of them opens anything. */
export const KEEPS: readonly string[] = [
  'containerid',
  'type',
  'value',
  'uid',
  'id',
  'mid',
  'cid',
  'page',
  'page_type',
  'since_id',
  'max_id',
  'max_id_type',
  'flow',
  'fetch_level',
  'q',
  'timescope',
  'custom',
];

/** A parameter of the question; null = it has none of that name. */
export function asked({ url }: Pick<Received, 'url'>, name: string): string | null {
  return URL.parse(url)?.searchParams.get(name) || null;
}

/** Words with which a list says that it has come to its end, or that there never was anything. */
export const NOTHING_THERE =
  /还没有|没有内容|没有更多|暂无|快来|抢沙发|空空如也|没有找到|关闭(?:了)?评论|评论(?:已|功能)关闭|由于.{0,10}设置|not found|no data/iu;

/** A list, or null for the answer of one that holds nothing (`ok: 0` and a word). */
export function listOrNothing<List extends z.ZodType>(list: List) {
  const nothing = z.looseObject({ ok: z.literal(0), msg: z.string().regex(NOTHING_THERE) }).transform((): null => null);
  return z.union([list, nothing]);
}

/** Whether a token of the next page is one: 0 and nothing are not. */
export function moreBy(token: string | number | null | undefined): boolean {
  return token !== null && token !== undefined && token !== '' && String(token) !== '0';
}

/** A card of a list, or a group of them. */
export const card = z.looseObject({ mblog: z.unknown().optional(), card_group: z.array(z.unknown()).nullish() });

export function isGiven(value: unknown): boolean {
  return value !== null && value !== undefined;
}
