/**
 * Cues that are recognised by their form, because a number or a made-up word stands in them: sizes, prices, ages, codes, passwords.
 * Invariant: linear time, every repetition being bounded; a text without digit, sign or run costs one look at each character.
 */
import { cueBit } from './cue_list.ts';

interface Form {
  readonly bit: number;
  readonly pattern: RegExp;
}

const form = (cue: Parameters<typeof cueBit>[0], pattern: RegExp): Form => ({ bit: cueBit(cue), pattern });

/** Forms that hold a digit. */
const NUMBERED: readonly Form[] = [
  form('steps', /(?:^|\D)1(?:[.、):]|\u20e3) ?\D.{1,120}?\D2(?:[.、):]|\u20e3) ?\D/u),
  form(
    'size',
    /\d ?(?:cm|mm|kg|ml|oz|lbs?|inch(?:es)?|斤|公斤|公分|厘米|毫升|克(?!拉)|码)(?![a-z])|\d'\d{1,2}(?!\d)|\b(?:size|us|uk|eu) \d{1,2}\b/u,
  ),
  form(
    'price',
    /[$¥€£] ?\d|\d(?: ?(?:元|块钱|rmb|usd|eur|刀|美元|欧元|日元|dollars|euros|bucks)|块(?=[买入拿就的,。!\s]|$))(?![a-z])/u,
  ),
  form('minor', MINOR()),
  form(
    'before_after',
    /(?:打卡|使用|用了?)?第 ?(?:7|14|21|28|30|60|90) ?天.{0,20}(?:对比|变化|效果)|\b(?:day|week) (?:0|1)\b.{0,40}\b(?:day|week) (?:[2-9]|\d\d)\b/u,
  ),
  form('discount_code', CODE()),
];

/** "my 8yr old uses it", "for my 8 year old", "I'm 14 and", 我15岁; neither "my 8yr old laptop" nor "my 8yr old drew a picture". */
function MINOR(): RegExp {
  const age = '(?:[1-9]|1[0-7])[ -]?(?:yo|y/o|(?:yr|yrs|year|years)[ -]?olds?)';
  const child = '(?: (?:daughter|son|girl|boy|kid|child|niece|nephew|sister|brother|baby|toddler|twins?))?';
  const uses =
    "(?: (?:also|even|now|just|really|absolutely|always|has been|is|who))* (?:us(?:es?|ed|ing)|wear(?:s|ing)?|wore|drinks|eats|tried|tries|appl(?:ies|ied)|puts? (?:it|this)|(?:loves?|likes?|enjoys?|wants?|asked for|is obsessed with|obsessed with) (?:it|this|these|them|the|using|wearing))\\b|(?:'s)? (?:skin|face|lips|hair|eczema|acne)\\b";
  const own =
    "\\bi(?:'m| am|m) (?:only |just )?(?:[6-9]|1[0-7])(?: ?(?:yo|y\\/o)\\b| years? old|(?= and\\b| so\\b| but\\b|[,.!;)]|$))|(?:我|本人|(?:^|[,。!;、\\s])今年)(?:今年|才|刚满|刚|只有|现在){0,2} ?(?:[6-9]|1[0-7])岁(?!开始|起|的?时|那年|就|以|那|左右|的(?:皮肤|状态|感觉|样子))";
  return new RegExp(
    `\\b(?:for|on) (?:my|our) ${age}(?:'s)?${child}(?=$|[,.!?;)]| (?:and|she|he|who|to|because|since|with|daily|every)\\b|'s)|\\b(?:my|our) ${age}${child}(?:${uses})|${own}`,
    'u',
  );
}

/** "code MINA15", but no error code; the word before tells. */
function CODE(): RegExp {
  return /(?<!\b(?:error|zip|dress|source|area|bar|qr|colou?r|item|product|postal|shade|country|style|model|lot|batch|the) )\b(?:code|coupon)(?: is|:)? ?["'(]?(?=[a-z-]{0,11}\d)[a-z][a-z0-9-]{2,14}\b|(?:码|口令|暗号)[:是为 ]{0,2}["'「【(]?(?=[a-z]{0,12}\d)[a-z][a-z0-9]{2,14}/u;
}

/** Passwords that open a shop's app, between signs of currency or brackets: ￥kYt8XWq3bLp￥. */
const PASSWORD = /[¥$€£₤₳¢₴](?=[a-z0-9]{0,14}[a-z])[a-z0-9]{8,15}[¥$€£₤₳¢₴/]/u;
const CHALLENGE = /#[^#\s]{0,24}(?:挑战|challenge)/u;

/** What a character makes possible; 0 = nothing. */
const OPENS = new Uint8Array(0x10000);
const DIGIT = 1;
const HASH = 2;
const CURRENCY = 4;
const LOUD = 8;
const SHOUT = 16;
for (const sign of '0123456789') OPENS[sign.charCodeAt(0)] = DIGIT;
for (const sign of '$¥€£₤₳¢₴') OPENS[sign.charCodeAt(0)] = CURRENCY;
for (const sign of '!?') OPENS[sign.charCodeAt(0)] = LOUD;
// 啊啊啊啊 and its kin shout without a sign.
for (const sign of '啊嗷呜') OPENS[sign.charCodeAt(0)] = SHOUT;
OPENS[0x23] = HASH;
const SIGNS_OF_A_RUN = 3;
const SHOUTS_OF_A_RUN = 4;

const SHOP_LINK = cueBit('shop_link');
const IN_CHALLENGE = cueBit('challenge');
const EXCLAMATIONS = cueBit('exclamations');

/** Mask of the cues that stand in the text by their form. */
export function cueForms(folded: string): number {
  let seen = 0;
  let mask = 0;
  let run = 0;
  let last = -2;
  for (let i = 0; i < folded.length; i++) {
    const unit = folded.charCodeAt(i);
    const kind = OPENS[unit]!;
    if (kind === 0) continue;
    seen |= kind;
    if (kind < LOUD) continue;
    run = last === i - 1 && OPENS[folded.charCodeAt(last)] === kind ? run + 1 : 1;
    last = i;
    // A run of question marks alone asks; with an exclamation mark behind it, it shouts.
    if (kind === LOUD ? run >= SIGNS_OF_A_RUN && unit === 0x21 : run >= SHOUTS_OF_A_RUN) mask |= EXCLAMATIONS;
  }
  if ((seen & HASH) !== 0 && CHALLENGE.test(folded)) mask |= IN_CHALLENGE;
  if ((seen & CURRENCY) !== 0 && PASSWORD.test(folded)) mask |= SHOP_LINK;
  if ((seen & DIGIT) !== 0) for (const { bit, pattern } of NUMBERED) if (pattern.test(folded)) mask |= bit;
  return mask;
}
