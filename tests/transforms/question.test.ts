import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isQuestion } from '../../transforms/question.ts';
import { fold } from '../../transforms/text.ts';
import { cpuMs } from './cpu.ts';

const ASKS = [
  '这个怎么用',
  '求链接！',
  '请问敏感肌能用吗',
  '哪里买的呀',
  '多少钱',
  '有没有人用过',
  '好用吗？',
  '油皮可以用吗',
  '这个和小棕瓶哪个好',
  '有平替吗',
  '蹲一个链接，在哪买的',
  '昨天刚收到。孕妇能用么',
  '為什麼搓泥啊',
  '色号是多少？求告知',
  'How do I cancel',
  'Anyone know where to buy it',
  'where is my order?',
  '@brand can you help me with my order',
  'my order is late. can anyone help',
  'What shade is this',
  'Love it! Does it come in travel size?',
  'looking for recommendations for dry skin',
  'wondering if this works on oily skin',
  'which address do I use, for letters like these from you???',
  'it keeps crashing what should i do',
];

const DOES_NOT = [
  '谁不爱呢！',
  '谁能拒绝这个颜色呢',
  '这也好意思卖三百？？？',
  '你们客服是摆设吗？',
  '这么好用的东西难道不香吗',
  '怎么这么好用！',
  '我要求退款',
  '无论怎么说都好用',
  '用了多少都不心疼',
  '真的？',
  '还没用呢',
  '哪里都好',
  '不知道怎么说，就是好用',
  '需求很大，追求品质',
  'who cares?',
  'Two hours for my parcel?!',
  'How are you gonna charge me for that?',
  'Do you even read these?',
  'What a great product',
  'I know how to use it',
  'When I got home it was broken',
  'I love this. it works',
  'Seriously?? are you kidding me?',
  'see https://example.com/?q=1&is=2',
  '',
];

describe('isQuestion', () => {
  test.each(ASKS)('asks: %s', (text) => {
    expect(isQuestion(fold(text))).toBe(true);
  });

  test.each(DOES_NOT)('does not ask: %s', (text) => {
    expect(isQuestion(fold(text))).toBe(false);
  });

  test('a question stays one whatever statement stands before it', () => {
    const statements = fc.constantFrom('东西收到了。', 'I love this. ', '好看！', 'ok\n');
    fc.assert(fc.property(fc.constantFrom(...ASKS), statements, (asks, before) => isQuestion(fold(before + asks))));
  });

  test('takes linear time', () => {
    for (const unit of ['怎么', '@a ', 'how ', '谁', '?', '有知道', 'http://a ', 'can you ']) {
      const text = unit.repeat(100_000 / unit.length);
      expect(cpuMs(() => isQuestion(text))).toBeLessThan(500);
    }
  });
});
