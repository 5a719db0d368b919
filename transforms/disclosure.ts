/**
 * Whether a text says that it was paid for, or that it was not.
 * Invariant: a phrase is evidence only as written; a denial (非广, "not sponsored") hides the phrase that it contains.
 */

import { UsageError } from '../warehouse/contracts/errors.ts';
import { isWordCharacter, joinsWord } from './characters.ts';
import { dataHash, readData, rowsOf } from './data_files.ts';
import { sharedList } from './shared_lists.ts';
import { fold } from './text.ts';

export type DisclosureState = 'declared' | 'suspected' | 'none';
/** What was declared or is suspected; `denied`: the author says that nothing was received. */
export type DisclosureKind = 'paid' | 'gift' | 'sample' | 'affiliation' | 'commerce' | 'denied';

export interface Disclosure {
  readonly state: DisclosureState;
  /** Null when nothing was found. */
  readonly kind: DisclosureKind | null;
  /** The phrase as folded; null when nothing was found. */
  readonly evidence: string | null;
}

const FILE = 'disclosure.tsv';
/** Raised when the same phrases give another state. */
export const DISCLOSURE_VERSION = `1.${dataHash([FILE])}`;

const KINDS: readonly DisclosureKind[] = ['paid', 'gift', 'sample', 'affiliation', 'commerce', 'denied'];
const STATES: readonly DisclosureState[] = ['declared', 'suspected', 'none'];

interface Phrase {
  readonly text: string;
  readonly state: DisclosureState;
  readonly kind: DisclosureKind;
}

const NOTHING: Disclosure = { state: 'none', kind: null, evidence: null };

function load(): Phrase[] {
  return rowsOf(readData(FILE).toString('utf8')).map(({ line, cells }) => {
    const [text = '', stateName, kindName] = cells;
    const state = STATES.find((name) => name === stateName);
    const kind = KINDS.find((name) => name === kindName);
    if (text === '' || state === undefined || kind === undefined) {
      throw new UsageError(`${FILE}:${line}: expected phrase, state and kind, separated by tabs`);
    }
    return { text: fold(text), state, kind };
  });
}

/** Words that mark a text only where they stand alone ("广告 |", "(ad)"); inside a sentence they are about something else. */
const BARE: ReadonlySet<string> = new Set([
  '广告',
  '合作',
  '推广',
  '赞助',
  '置换',
  '口令',
  '报备',
  '众测',
  'ad',
  'ads',
  'sponsored',
  'gifted',
]);

const PHRASES = load();
const LIST = sharedList(PHRASES.map((phrase) => phrase.text));

interface Hit {
  readonly phrase: Phrase;
  readonly start: number;
  readonly end: number;
}

/** Denial before a marker: "不是广告", "没有收钱", "isn't sponsored". */
const DENIAL =
  /(?:不是|并非|绝非|非|没有|没|无|不算|未|拒绝|零|0)(?:任何|一分|什么|打|收|接|有|过|做|的|和|跟|与|同)*$|\b(?:not|no|isn't|wasn't|never|without|nor|ain't|non)[ -](?:a |an |any |been |being |at all |in any way )*$/u;

/** Thanks to a brand for something sent: gift. The gap is bounded so that matching stays linear. */
const SPONSORED = /(?:由|感谢)[^,。!?;\n]{1,16}(?:赞助|冠名)/u;
const THANKS =
  /(?:感谢|谢谢|多谢).{1,20}?(?:寄送|寄来|赠送|提供|送来|寄给|邀请|送的|赠予|支持的产品)|(?:thanks|thank you|thx) (?:so much )?(?:to )?[^.!?]{1,30}? (?:for (?:sending|gifting|providing|the (?:pr|gift|samples?|free))|who sent)|(?:received|got|was (?:sent|given|gifted)|been (?:sent|given|gifted)|sent me|gave me) [^.!?]{0,40}?(?:for free|free of charge|complimentary|complementary|in exchange|as a gift|to (?:test|review|try)|for (?:testing|review))|(?:品牌|商家|官方|厂家|店家)(?:方)?(?:免费)?(?:寄|送|赠)(?:了|来|的|给)/gu;

/** Givers who are no brand, and the days on which they give. */
const PRIVATE =
  /老公|老婆|男友|女友|男朋友|女朋友|对象|闺蜜|室友|同事|同学|朋友|姐妹(?!们)|[爸妈][爸妈咪]|[老我他她][爸妈哥姐]|[表堂][哥弟姐妹]|爷爷|奶奶|外公|外婆|哥哥|姐姐|弟弟|妹妹|儿子|女儿|婆婆|家人|亲戚|老师|生日|情人节|圣诞|纪念日|\b(?:husband|wife|hubby|boyfriend|girlfriend|bf|gf|mom|mum|mother|mama|dad|father|parents|sister|brother|sis|aunt|auntie|uncle|cousin|niece|nephew|daughter|son|grandm\w+|grandpa|friends?|bestie|roommate|co-?workers?|neighbou?r|birthday|bday|christmas|xmas|valentine'?s?|anniversary|wedding)\b/u;
/** Givers who are. */
const BRAND = /品牌|商家|官方|厂家|店家|公司|\b(?:brand|company|pr|manufacturer|seller|team)\b/u;
/** Units before and behind a thanks in which its clause is looked for. */
const CLAUSE_REACH = 32;

const LISTED: ReadonlySet<string> = new Set(PHRASES.map((phrase) => phrase.text));

/** The evidence where it is a phrase of the list; null where it is worded freely and so may name somebody, or there is none. */
export function listedEvidence({ evidence }: Disclosure): string | null {
  return evidence !== null && LISTED.has(evidence) ? evidence : null;
}

/** @param folded text as `fold` gives it. Declared beats suspected; then the first phrase counts. */
export function disclosure(folded: string): Disclosure {
  const hits: Hit[] = [];
  LIST.scan(folded, (index, start, end) => {
    const isBare = BARE.has(PHRASES[index]!.text);
    if (isBare && !isAlone(folded, start, end) && !isDeniedBefore(folded, start)) return;
    // Of overlapping phrases the longest counts.
    while (hits.length > 0 && hits.at(-1)!.start >= start) hits.pop();
    if (hits.length === 0 || hits.at(-1)!.end <= start) hits.push({ phrase: PHRASES[index]!, start, end });
  });
  let best = NOTHING;
  for (const { phrase, start, end } of hits) {
    if (phrase.kind === 'gift' && isPrivate(folded, start, end)) continue;
    const isDenied = phrase.kind === 'denied' || isDeniedBefore(folded, start);
    const found: Disclosure = isDenied
      ? { state: 'none', kind: 'denied', evidence: folded.slice(start, end) }
      : { state: phrase.state, kind: phrase.kind, evidence: phrase.text };
    if (strength(found) > strength(best)) best = found;
  }
  if (best.state === 'declared') return best;
  if (best.kind === 'denied') return best;
  const sponsored = SPONSORED.exec(folded);
  if (sponsored !== null) return { state: 'declared', kind: 'paid', evidence: sponsored[0] };
  for (const thanks of folded.matchAll(THANKS))
    if (!isPrivate(folded, thanks.index, thanks.index + thanks[0].length))
      return { state: 'declared', kind: 'gift', evidence: thanks[0] };
  return best;
}

/** A present from family or friends, by the clause in which the words from `start` to `end` stand. */
function isPrivate(text: string, start: number, end: number): boolean {
  const words = text.slice(start, end);
  if (BRAND.test(words)) return false;
  const before = /[^,。.!?;\n]*$/u.exec(text.slice(Math.max(0, start - CLAUSE_REACH), start))![0];
  const behind = /^[^,。.!?;\n]*/u.exec(text.slice(end, end + CLAUSE_REACH))![0];
  return PRIVATE.test(before + words + behind);
}

/** A denial outweighs a mere suspicion; a declaration outweighs both. */
function strength(found: Disclosure): number {
  if (found.state === 'declared') return 3;
  if (found.kind === 'denied') return 2;
  return found.state === 'suspected' ? 1 : 0;
}

function isDeniedBefore(text: string, start: number): boolean {
  return DENIAL.test(text.slice(Math.max(0, start - 16), start));
}

/** No word beside it but the border of a clause; a space is one. */
function isAlone(text: string, start: number, end: number): boolean {
  const isLatin = joinsWord(text.charCodeAt(start));
  const isBorder = (at: number): boolean => {
    return at < 0 || at >= text.length || !isWordCharacter(text.charCodeAt(at));
  };
  // Latin words stand beside a space even inside a sentence.
  const beside = (at: number, step: 1 | -1): number => (isLatin && text.charCodeAt(at) === 0x20 ? at + step : at);
  return isBorder(beside(start - 1, -1)) && isBorder(beside(end, 1));
}
