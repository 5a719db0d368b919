/**
 * Which brands a text names by the way only: as a place, a medium, a part of another name, one of many tags, or what is used beside.
 * Invariant: one naming as what is spoken of is enough; a brand that is missing here is taken at the text's word.
 */
import { BRAND_BASE, isStandIn } from './clauses.ts';

/** How a brand is named that is not spoken of. */
export type Way = 'tag' | 'place' | 'beside';

/** From this many tags on a tag says little. */
const MANY_TAGS = 3;
/** Units before and after a name that tell how it stands. */
const NEAR = 24;

/** "on A", "at the A", "via A": where or by what, not what. */
const BEFORE =
  /\b(?:on|at|via|through|near|outside|inside|behind) (?:(?:the|my|your|our|their|his|her|a|an|new|local) )*[#@]?$/u;
/** What `BEFORE` ends in. */
const ENDS_BEFORE = ' #@';
/** "A's boss", "A stock", "A楼下": somebody or something else. */
const AFTER =
  /^(?:'s)? ?(?:boss|ceo|cfo|founder|exec|executives?|stocks?|shares|employees?|streamers?|podcasts?)\b|^(?:店|专柜)?(?:楼下|楼上|门口|附近|旁边|对面|隔壁)|^的?(?:股价|股票|财报|创始人|代言人|总裁|ceo)/u;

/** "先涂A", "搭配A", "layered over A": used together with what is spoken of. */
const BESIDE =
  /(?:搭配|配合|搭着|叠加?|加上|混合?|[先再又后](?:[涂用上擦抹敷拍叠喷刷]|是)了?)(?:了|一层|点|个)?$|\b(?:layer(?:ed|ing|s)? (?:it )?(?:over|under|with|on)|pair(?:ed|ing|s)? (?:it |this )?with|on top of|underneath|alongside|mixed (?:it )?with|followed by|combined with)(?: (?:the|my|a|an|some))?[ ]$/u;

/** By index of the brand in a masked text. Linear. */
export function namedByTheWay(masked: string): ReadonlyMap<number, Way> {
  const ways = new Map<number, Way>();
  const spokenOf = new Set<number>();
  let isManyTags: boolean | undefined;
  for (let i = 0; i < masked.length; i++) {
    const unit = masked.charCodeAt(i);
    if (!isStandIn(unit) || spokenOf.has(unit - BRAND_BASE)) continue;
    const brand = unit - BRAND_BASE;
    let way = wayOf(masked, i);
    if (way === 'tag') {
      isManyTags ??= masked.split('#', MANY_TAGS + 1).length > MANY_TAGS;
      if (!isManyTags) way = null;
    }
    if (way === null) spokenOf.add(brand);
    else if (!ways.has(brand)) ways.set(brand, way);
  }
  for (const brand of spokenOf) ways.delete(brand);
  // Where all stand beside each other, all are spoken of.
  if (spokenOf.size === 0) for (const [brand, way] of ways) if (way === 'beside') ways.delete(brand);
  return ways;
}

function wayOf(masked: string, index: number): Way | null {
  const before = masked.slice(Math.max(0, index - NEAR), index);
  const isPlace =
    (ENDS_BEFORE.includes(before.at(-1) ?? '') && BEFORE.test(before)) ||
    AFTER.test(masked.slice(index + 1, index + NEAR));
  if (isPlace) return 'place';
  if (BESIDE.test(before)) return 'beside';
  return masked.charCodeAt(index - 1) === 0x23 ? 'tag' : null;
}
