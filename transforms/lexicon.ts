/**
 * Word lists of feeling: reads their files and says which terms a text holds and what they add up to.
 * Invariant: of overlapping terms the leftmost longest counts, so that a negated pair listed as one term (不油腻) hides its parts.
 */
import { UsageError } from '../warehouse/contracts/errors.ts';
import { AhoCorasick } from './aho_corasick.ts';
import { isWordCharacter, joinsWord } from './characters.ts';
import { rowsOf } from './data_files.ts';
import type { WordList } from './shared_lists.ts';
import { fold } from './text.ts';

/** Raised when the same terms give another sum. */
export const LEXICON_VERSION = '1';

/** Senses that act on other terms; every other sense is a feeling of its own. */
export const OPERATORS = ['negator', 'booster', 'damper', 'contrast', 'reversal'] as const;
type Operator = (typeof OPERATORS)[number];

export interface LexiconEntry {
  /** Folded. */
  readonly term: string;
  /** Feeling in [−3, 3]; for boosters, dampers, contrast and reversal the factor. */
  readonly weight: number;
  readonly sense: string;
}

/** A term that counted, and with how much. */
export interface FiredTerm {
  readonly term: string;
  readonly sense: string;
  /** Contribution after negation, intensity and contrast. */
  readonly weight: number;
}

/**
 * Reads `term ⇥ weight ⇥ sense ⇥ note` lines; `#` starts a comment line.
 * @throws UsageError naming file and line for a line that is not of this form.
 */
export function parseLexicon(tsv: string, file: string): LexiconEntry[] {
  const entries: LexiconEntry[] = [];
  for (const { line, cells } of rowsOf(tsv)) {
    const [term = '', weight = '', sense = ''] = cells;
    const folded = fold(term);
    const value = Number(weight);
    if (folded === '' || weight.trim() === '' || !(Math.abs(value) <= 3) || sense.trim() === '') {
      throw new UsageError(`${file}:${line}: expected term, weight in [-3, 3] and sense, separated by tabs`, {
        facts: { line },
        hint: 'Correct the line or start it with # to leave it out.',
      });
    }
    entries.push({ term: folded, weight: value, sense: sense.trim() });
  }
  return entries;
}

export interface Lexicon {
  /** Sum of what fired; > 0 leans positive; unbounded; 0 when nothing fired. */
  margin(folded: string): number;
  /** The same, term by term, for explanations. */
  fired(folded: string): FiredTerm[];
}

/** Characters between a negator and what it turns: 3 for Chinese, three short words for Latin script. */
const NEGATION_REACH = { han: 3, latin: 18 };
const INTENSITY_REACH = { han: 2, latin: 2 };
/** A denied merit is nearly a fault; a denied fault is a smaller merit. */
const DENIED_PRAISE = -0.8;
const DENIED_BLAME = -0.6;
const BEFORE_CONTRAST = 0.5;

/**
 * Later entries override earlier ones with the same term.
 * @param onlyDenied senses that count only where a negator turns them: for a model that knows the words but reads no scope.
 * @param listOf what finds the terms; `sharedList` for a lexicon that is a constant of a module.
 */
export function lexicon(
  entries: readonly LexiconEntry[],
  onlyDenied: ReadonlySet<string> = NO_SENSES,
  listOf: (words: readonly string[]) => WordList = ownList,
): Lexicon {
  const byTerm = new Map(entries.map((entry) => [entry.term, entry] as const));
  const terms = [...byTerm.values()];
  const operators = terms.map((entry) => OPERATORS.indexOf(entry.sense as Operator));
  const mustBeDenied = Uint8Array.from(terms, (entry) => (onlyDenied.has(entry.sense) ? 1 : 0));
  const list = listOf(terms.map((entry) => entry.term));
  let text = '';
  let count = 0;
  let words = new Int32Array(64);
  let starts = new Int32Array(64);
  let ends = new Int32Array(64);
  let weights = new Float64Array(64);
  let isContrast = new Int32Array(64);

  const onMatch = (word: number, start: number, end: number): void => {
    while (count > 0 && starts[count - 1]! >= start) count--;
    if (count > 0 && ends[count - 1]! > start) return;
    if (count === words.length) {
      words = grown(words, new Int32Array(count * 2));
      starts = grown(starts, new Int32Array(count * 2));
      ends = grown(ends, new Int32Array(count * 2));
      isContrast = grown(isContrast, new Int32Array(count * 2));
      weights = grown(weights, new Float64Array(count * 2));
    }
    words[count] = word;
    starts[count] = start;
    ends[count++] = end;
  };

  /** Leaves the contribution of hit i in weights[i]. */
  const weigh = (folded: string): void => {
    text = folded;
    count = 0;
    list.scan(folded, onMatch);
    let afterContrast = 1;
    for (let i = 0; i < count; i++) {
      const operator = operators[words[i]!]!;
      weights[i] = 0;
      isContrast[i] = 0;
      if (operator === 3 || (operator === 4 && startsClause(text, starts[i]!))) {
        isContrast[i] = 1;
        afterContrast = terms[words[i]!]!.weight;
      }
      if (operator !== -1) continue;
      const factor = operated(i);
      if (factor > 0 && mustBeDenied[words[i]!] === 1) continue;
      weights[i] = terms[words[i]!]!.weight * afterContrast * factor;
    }
    let beforeContrast = 1;
    for (let i = count - 1; i >= 0; i--) {
      weights[i]! *= beforeContrast;
      if (isContrast[i] === 1) beforeContrast *= BEFORE_CONTRAST;
    }
  };

  /** Factor of the negators and degrees that stand before hit i. */
  const operated = (i: number): number => {
    const isLatin = joinsWord(text.charCodeAt(starts[i]!));
    const reach = isLatin ? NEGATION_REACH.latin : NEGATION_REACH.han;
    const near = isLatin ? INTENSITY_REACH.latin : INTENSITY_REACH.han;
    const isPraise = terms[words[i]!]!.weight > 0;
    let factor = 1;
    let from = starts[i]!;
    for (let before = i - 1; before >= 0; before--) {
      const operator = operators[words[before]!]!;
      if (operator < 0 || operator > 2) break;
      const gap = from - ends[before]!;
      if (gap > reach || hasBreak(text, ends[before]!, from)) break;
      if (operator === 0) factor *= isPraise === factor > 0 ? DENIED_PRAISE : DENIED_BLAME;
      else if (gap <= near) factor *= terms[words[before]!]!.weight;
      from = starts[before]!;
    }
    return factor;
  };

  return {
    margin(folded) {
      weigh(folded);
      let sum = 0;
      for (let i = 0; i < count; i++) sum += weights[i]!;
      return sum;
    },
    fired(folded) {
      weigh(folded);
      const fired: FiredTerm[] = [];
      for (let i = 0; i < count; i++) {
        const { term, sense } = terms[words[i]!]!;
        if (weights[i] !== 0) fired.push({ term, sense, weight: weights[i]! });
      }
      return fired;
    },
  };
}

function ownList(words: readonly string[]): WordList {
  return new AhoCorasick(words, 'word');
}

const NO_SENSES: ReadonlySet<string> = new Set();

function grown<T extends Int32Array | Float64Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}

function startsClause(text: string, start: number): boolean {
  return start === 0 || !isWordCharacter(text.charCodeAt(start - 1));
}

/** True when punctuation other than a space, hyphen or apostrophe stands between. */
function hasBreak(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (!isWordCharacter(unit) && unit !== 0x20 && unit !== 0x27 && unit !== 0x2d) return true;
  }
  return false;
}
