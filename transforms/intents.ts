/**
 * What a text wants from its readers.
 * Invariant: an empty list means that nothing but sharing was recognised; a denied recommendation or repurchase is none.
 */
import { UsageError } from '../warehouse/contracts/errors.ts';
import { dataHash, readData, rowsOf } from './data_files.ts';
import { isQuestion, QUESTION_VERSION } from './question.ts';
import { sharedList } from './shared_lists.ts';
import { fold } from './text.ts';

/** In the order in which `intents` names them. */
export const INTENTS = [
  'question',
  'purchase_question',
  'recommendation',
  'warning',
  'repurchase',
  'switch',
  'complaint',
  'announcement',
  'lottery',
] as const;
export type Intent = (typeof INTENTS)[number];

const FILE = 'intents.tsv';
const UNLESS_USED = 'unless_used';
/** Raised, or changed by its data, when the same text gives other intents. */
export const INTENTS_VERSION = `1.${QUESTION_VERSION}.${dataHash([FILE])}`;

interface Phrase {
  readonly text: string;
  readonly bit: number;
  readonly isDeniable: boolean;
  /** Speaks of an event; who has used, bought or won something tells of it. */
  readonly isForeign: boolean;
}

const bitOf = (intent: Intent): number => 1 << INTENTS.indexOf(intent);
const QUESTION = bitOf('question');
const PURCHASE = bitOf('purchase_question');
/** Forms of asking that leave no room for scolding, unlike a bare question mark. */
const ASKS = PURCHASE | QUESTION;
/** Texts that inform or call: their words of feeling are not the writer's verdict. */
const CALLS = bitOf('announcement') | bitOf('lottery');

function load(): Phrase[] {
  return rowsOf(readData(FILE).toString('utf8')).map(({ line, cells }) => {
    const intent = INTENTS.find((name) => name === cells[1]);
    if (!cells[0] || intent === undefined) throw new UsageError(`${FILE}:${line}: expected phrase and intent`);
    const isDeniable = intent === 'recommendation' || intent === 'repurchase' || intent === 'complaint';
    return { text: fold(cells[0]), bit: bitOf(intent), isDeniable, isForeign: cells[2] === UNLESS_USED };
  });
}

const PHRASES = load();
const LIST = sharedList(PHRASES.map((phrase) => phrase.text));

const DENIED =
  /(?:不|别|没|未|无|难以|谁)(?:法|有|任何|会|再|想|能|敢|太|是很|怎么|建议|值得)*$|(?:\bnot|n't|\bno|\bnever|\bwont|\bcant|\bdont)(?: \w+){0,2} $/u;

/** The writer has used, bought, won or judged something. */
const OWN_USE =
  /[用吃喝穿戴涂抹敷买试]了|[用吃喝涂敷]完|买的|下的?单|入手|收到|抽中|中奖的|送[的出]去?的|我家|气死|恶心|[用吃喝穿]着|难[用吃喝]|\b(?:i|i've|we) (?:just |really |finally |have |already |\w+ and )?(?:love|hate|like|bought|used|tried|got|won|received|own|ordered)\b|\bi've \w+|\b(?:my|our) (?:skin|face|hair|order)\b|\b(?:gave me|and won|i won)\b/u;

let held = '';
let heldMask = 0;

/** Remembers the text asked last: its feeling and its intents both want to know. */
function maskOf(folded: string): number {
  if (folded === held) return heldMask;
  heldMask = readMask(folded);
  held = folded;
  return heldMask;
}

function readMask(folded: string): number {
  let mask = 0;
  let isUsed: boolean | undefined;
  LIST.scan(folded, (index, start) => {
    const phrase = PHRASES[index]!;
    if ((mask & phrase.bit) !== 0) return;
    if (phrase.isForeign) {
      isUsed ??= OWN_USE.test(folded);
      if (isUsed) return;
    }
    if (phrase.isDeniable && DENIED.test(folded.slice(Math.max(0, start - 16), start))) return;
    mask |= phrase.bit;
  });
  return mask;
}

/** @param folded text as `fold` gives it. */
export function intents(folded: string): Intent[] {
  let mask = maskOf(folded);
  if ((mask & ASKS) !== 0 || isQuestion(folded)) mask |= QUESTION;
  return mask === 0 ? [] : INTENTS.filter((_, bit) => (mask & (1 << bit)) !== 0);
}

/** Whether a text only asks, or announces or raffles: then feeling is the exception. */
export function purposeOf(folded: string): 'asks' | 'calls' | null {
  const mask = maskOf(folded);
  if ((mask & CALLS) !== 0) return 'calls';
  return (mask & ASKS) !== 0 ? 'asks' : null;
}
