import { describe, expect, test } from 'vitest';
import { intents, purposeOf } from '../../transforms/intents.ts';
import { fold } from '../../transforms/text.ts';
import { cpuMs } from './cpu.ts';

describe('intents', () => {
  test.each([
    ['求链接！哪里买的', ['question', 'purchase_question']],
    ['敏感肌能用吗？', ['question']],
    ['强烈推荐，闭眼入', ['recommendation']],
    ['姐妹们避雷，千万别买', ['warning']],
    ['第三瓶了，无限回购', ['repurchase']],
    ['不会回购', []],
    ['不推荐', ['warning']],
    ['从此只用它，弃坑别家', ['switch']],
    ['客服不理人，我要退款', ['complaint']],
    ['新品上市，敬请期待', ['announcement']],
    ['关注并转发，抽一位送正装', ['lottery']],
    ['今天天气真好', []],
    ['Where can I buy this', ['question', 'purchase_question']],
    ['Highly recommend, must have', ['recommendation']],
    ["I wouldn't recommend it", []],
    ['Save your money and stay away', ['warning']],
    ['just ordered another, third bottle', ['repurchase']],
    ['would not repurchase', []],
    ['Switched from my old cream', ['switch']],
    ['still waiting for my refund', ['complaint']],
    ['包装没有破损，发货也快', []],
    ['售后很给力', []],
    ['customer service was wonderful', []],
    ['请问这个敏感肌能用吗', ['question']],
    ['油皮能用吗 会闷痘吗', ['question']],
    ['where can I get this in Canada?', ['question', 'purchase_question']],
    ['Our new toner launches this Friday', ['announcement']],
    ['春季限时活动，全场八折', ['announcement']],
    ['限时特价买的，真的超级好用', []],
    ['看了发布会就下单了，用了一周很失望', []],
    ['I entered the giveaway and won, this mask is amazing', []],
    ['抽奖抽中的面膜，用着还行', []],
    ['周末抽奖，三位送正装', ['lottery']],
    ['用了三年的面霜，转发抽一位送正装', ['lottery']],
    ['评论区揪两位送小样', ['lottery']],
    ['链接有吗，想买', ['question', 'purchase_question']],
    ['GIVEAWAY! retweet to win', ['lottery']],
  ])('%s', (text, expected) => {
    expect(intents(fold(text))).toEqual(expected);
  });

  test('a polite question asks, a lottery calls, a scolding question does neither', () => {
    expect(purposeOf(fold('请问哪里能买'))).toBe('asks');
    expect(purposeOf(fold('敏感肌能用吗'))).toBe('asks');
    expect(purposeOf(fold('转发抽奖，周五开奖'))).toBe('calls');
    expect(purposeOf(fold('你们客服是死了吗？'))).toBeNull();
  });

  test('takes linear time', () => {
    for (const unit of ['推荐', 'recommend ', '不会回购', "n't "]) {
      expect(cpuMs(() => intents(unit.repeat(100_000 / unit.length)))).toBeLessThan(500);
    }
  });
});
