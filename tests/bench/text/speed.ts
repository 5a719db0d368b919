/**
 * Speed of the text transforms on one core and its ratio to a plain loop over the same characters in the same run.
 * Invariant: processor time, best of several rounds, so that a busy machine changes little.
 */
import { cues } from '../../../transforms/cues.ts';
import { readData } from '../../../transforms/data_files.ts';
import { disclosure } from '../../../transforms/disclosure.ts';
import { intents } from '../../../transforms/intents.ts';
import { detectLanguage } from '../../../transforms/language.ts';
import { linearModel } from '../../../transforms/linear_model.ts';
import { brandMatcher } from '../../../transforms/mentions.ts';
import { defaultScorer } from '../../../transforms/sentiment.ts';
import { emptySimilarity, similarity } from '../../../transforms/similarity.ts';
import { fold } from '../../../transforms/text.ts';

const ROUNDS = 7;
const TEXTS = 20_000;
/** Work of every row of growing sizes. */
const LINEAR_UNITS = 1_000_000;

export interface SpeedRow {
  readonly name: string;
  /** Texts a second, for Chinese texts of 40 characters and English ones of 100. */
  readonly zh: number;
  readonly en: number;
}

export interface LinearRow {
  /** UTF-16 units of one text. */
  readonly units: number;
  /** Nanoseconds a unit, for all hot transforms. */
  readonly zh: number;
  readonly en: number;
}

export interface SpeedFigures {
  /** The plain loop first. */
  readonly rows: readonly SpeedRow[];
  readonly linear: readonly LinearRow[];
  readonly weightBytes: number;
  /** Reading and checking the weights. */
  readonly modelLoadMs: number;
  /** The same with the word lists: once a worker. */
  readonly scorerLoadMs: number;
}

/** Best of several rounds, in milliseconds of processor time. */
function cpuMs(work: () => void, rounds = ROUNDS): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const started = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(started);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

/** Pieces of one length, cut from real texts put one after the other; flat strings, as a parser gives them. */
function pieces(texts: readonly string[], length: number, count: number): string[] {
  const all = texts.join(' ');
  return Array.from({ length: count }, (_, i) => {
    const start = (i * length) % Math.max(1, all.length - length);
    return Buffer.from(all.slice(start, start + length)).toString();
  });
}

/** 300 brands, three of which turn up. */
function manyBrands() {
  return Array.from({ length: 300 }, (_, i) => ({
    id: `brand${i}`,
    names: [
      `品牌${i}号`,
      `Brand${i}`,
      ...([
        ['苹果', 'Apple'],
        ['京东', 'Google'],
        ['华为', 'Delta'],
      ][i] ?? []),
    ],
    exclude: [`品牌${i}号楼`],
    products: [{ id: `p${i}`, names: [`品牌${i}号精华`] }],
  }));
}

/** @param zh Chinese and @param en English texts of any length. */
export function speedFigures(zh: readonly string[], en: readonly string[]): SpeedFigures {
  const modelLoadMs = cpuMs(() => void linearModel(readData('sentiment.bin')), 3);
  const scorerLoadMs = cpuMs(() => void defaultScorer(), 3);
  const model = linearModel(readData('sentiment.bin'));
  const scorer = defaultScorer();
  const matcher = brandMatcher(manyBrands(), scorer);
  const sketch = emptySimilarity();
  let sink = 0;
  const plainLoop = (text: string): void => {
    let sum = 0;
    for (let i = 0; i < text.length; i++) sum = (sum + text.charCodeAt(i)) | 0;
    sink = (sink + sum) | 0;
  };
  const hot = (text: string): void => {
    const body = fold(text);
    const lang = detectLanguage(text);
    similarity(body, sketch);
    scorer.score(body, lang);
    intents(body);
    disclosure(body);
    cues(body);
    matcher.match({ title: '', body, brand: null });
  };
  const samples = { zh: pieces(zh, 40, TEXTS), en: pieces(en, 100, TEXTS) };
  const folded = { zh: samples.zh.map(fold), en: samples.en.map(fold) };
  const measure = (
    name: string,
    texts: typeof samples,
    work: (text: string, script: 'zh' | 'en') => void,
  ): SpeedRow => {
    const perSecond = (script: 'zh' | 'en'): number => {
      const ms = cpuMs(() => {
        for (const text of texts[script]) work(text, script);
      });
      return (1000 * TEXTS) / ms;
    };
    return { name, zh: perSecond('zh'), en: perSecond('en') };
  };
  const rows = [
    measure('plain loop over the characters', samples, plainLoop),
    measure('sentiment model alone, folded text', folded, (text, script) => void model.read(text, script)),
    measure('model and words, folded text', folded, (text, script) => {
      scorer.score(text, script === 'zh' ? 'zh-Hans' : 'en');
    }),
    measure('all hot transforms, 300 brands', samples, hot),
  ];
  const linear = [1000, 10_000, 100_000, 1_000_000].map((units) => {
    const perUnit = (texts: readonly string[]): number => {
      const all = pieces(texts, units, LINEAR_UNITS / units);
      const ms = cpuMs(() => {
        for (const text of all) hot(text);
      }, 3);
      return (ms * 1e6) / LINEAR_UNITS;
    };
    return { units, zh: perUnit(zh), en: perUnit(en) };
  });
  return { rows, linear, weightBytes: readData('sentiment.bin').length, modelLoadMs, scorerLoadMs };
}
