/**
 * Speed of the hot text transforms on one core, and its ratio to a plain loop over the characters in the same run.
 * Run: `node tests/bench/transforms.ts`. Texts are put together from words of ours; nothing is read but our own data files.
 */
import { cues } from '../../transforms/cues.ts';
import { readData } from '../../transforms/data_files.ts';
import { disclosure } from '../../transforms/disclosure.ts';
import { intents } from '../../transforms/intents.ts';
import { detectLanguage } from '../../transforms/language.ts';
import { linearModel } from '../../transforms/linear_model.ts';
import { type BrandMatcher, brandMatcher } from '../../transforms/mentions.ts';
import { isQuestion } from '../../transforms/question.ts';
import { defaultScorer } from '../../transforms/sentiment.ts';
import { emptySimilarity, similarity } from '../../transforms/similarity.ts';
import { fold } from '../../transforms/text.ts';

const ROUNDS = 7;
const TEXTS = 20_000;

const CHINESE =
  '这款 面霜 真的 很 好用 ， 用了 一个月 皮肤 变得 水润 。 不过 价格 有点 贵 ！ 會 再 回購 吗 ？ 包装 精致 味道 清新 欧若拉 比 诺瓦 更 滋润 敏感肌 可以 放心 冲 👍 [哈哈] 物流 两天 就到了 客服 态度 不错 性价比 一般'.split(
    ' ',
  );
const ENGLISH =
  "I love this moisturizer so much , it doesn't break me out and the Aurora serum feels light . Not worth the price though ! would buy again ? shipping was slow but Nova customer service helped @brand #skincare https://example.com/p/1 really amazing texture".split(
    ' ',
  );

/** Deterministic numbers in [0, 1) (mulberry32). */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function texts(words: readonly string[], joint: string, length: number): string[] {
  const next = sequence(7);
  return Array.from({ length: TEXTS }, () => {
    let text = '';
    while (text.length < length) text += words[Math.floor(next() * words.length)]! + joint;
    // A flat string, as a parser gives it.
    return Buffer.from(text).toString();
  });
}

/** Best of several rounds, in texts a second of processor time: a busy machine changes little. */
function speed(all: readonly string[], score: (text: string) => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const start = process.cpuUsage();
    for (const text of all) score(text);
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, user + system);
  }
  return (all.length / best) * 1e6;
}

let sink = 0;
function plainLoop(text: string): void {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum = (sum + text.charCodeAt(i)) | 0;
  sink = (sink + sum) | 0;
}

const brands = Array.from({ length: 300 }, (_, i) => ({
  id: `brand${i}`,
  names: [`品牌${i}号`, `Brand${i}`, ...(i === 0 ? ['欧若拉', 'Aurora'] : i === 1 ? ['诺瓦', 'Nova'] : [])],
  exclude: [`品牌${i}号楼`],
  products: [{ id: `p${i}`, names: [`品牌${i}号精华`] }],
}));

const started = process.hrtime.bigint();
const scorer = defaultScorer();
const loadMs = Number(process.hrtime.bigint() - started) / 1e6;
const model = linearModel(readData('sentiment.bin'));
const matcher = brandMatcher(brands);
/** As the pipeline builds it: with the feeling towards each brand. */
const reader = brandMatcher(brands, scorer);
const sketch = emptySimilarity();

function whole(text: string, brandsOf: BrandMatcher): unknown {
  const body = fold(text);
  similarity(body, sketch);
  scorer.score(body, detectLanguage(text));
  intents(body);
  disclosure(body);
  cues(body);
  return brandsOf.match({ title: '', body, brand: null });
}

console.log(
  `node ${process.version}, ${TEXTS} texts, best of ${ROUNDS}; scorer ${scorer.version} ready in ${loadMs.toFixed(1)} ms`,
);
for (const [name, all] of [
  ['Chinese, 40 characters', texts(CHINESE, '', 40)],
  ['English, 100 characters', texts(ENGLISH, ' ', 95)],
] as const) {
  const lang = detectLanguage(all[0]!);
  const foldedAll = all.map(fold);
  const floor = speed(all, plainLoop);
  const rows: [string, number][] = [
    ['plain loop', floor],
    ['fold', speed(all, fold)],
    ['language', speed(all, detectLanguage)],
    ['similarity', speed(foldedAll, (text) => similarity(text, sketch))],
    ['question', speed(foldedAll, isQuestion)],
    ['intents', speed(foldedAll, intents)],
    ['disclosure', speed(foldedAll, disclosure)],
    ['cues', speed(foldedAll, cues)],
    ['sentiment model alone', speed(foldedAll, (text) => model.read(text, lang === 'en' ? 'en' : 'zh'))],
    ['sentiment', speed(foldedAll, (text) => scorer.score(text, lang))],
    ['mentions, 300 brands', speed(foldedAll, (body) => matcher.match({ title: '', body, brand: null }))],
    ['all together', speed(all, (text) => whole(text, matcher))],
    ['and feelings by brand', speed(all, (text) => whole(text, reader))],
  ];
  console.log(`\n${name}`);
  for (const [step, perSecond] of rows) {
    console.log(
      `  ${step.padEnd(22)} ${Math.round(perSecond).toLocaleString('en').padStart(12)} /s   1/${(floor / perSecond).toFixed(1)}`,
    );
  }
}
