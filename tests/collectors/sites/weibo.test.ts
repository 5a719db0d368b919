/** What is Weibo's own: numbers that tell the time, texts that are cut or handed on, and lists that name no date. */
import { describe, expect, test } from 'vitest';
import { midOf, momentOfMid } from '../../../collectors/weibo/ids.ts';
import { statusPart } from '../../../collectors/weibo/items.ts';
import { postedAt } from '../../../collectors/weibo/moment.ts';
import { status } from '../../../collectors/weibo/payload.ts';
import { addsNothing, commentWords, placeIn, topicsOf, wordsOf } from '../../../collectors/weibo/wording.ts';
import type { Received } from '../../../warehouse/contracts/browse.ts';
import { cpuMs } from '../../transforms/cpu.ts';

const SEEN = Date.UTC(2026, 10, 20, 4);
/** A number as Weibo would give it out at a moment: seconds since its own beginning, times 2^22. */
const midAt = (iso: string) => String((Date.parse(iso) / 1000 - 515_483_463) * 2 ** 22 + 7);

test('a short name is the number of its post in letters', () => {
  // The pair that every description of the algorithm shows.
  expect(midOf('z0JH2lOMb')).toBe('3501756485200075');
  expect(midOf('3501756485200075')).toBe('3501756485200075');
  for (const odd of ['', 'a b', '../x', null, undefined, 'x'.repeat(40)]) expect(midOf(odd)).toBeNull();
});

describe('the moment of a post', () => {
  test('is what is shown where that is exact', () => {
    expect(postedAt('Wed Nov 18 10:10:05 +0800 2026', SEEN, midAt('2020-01-01T00:00:00Z'))).toBe(
      Date.UTC(2026, 10, 18, 2, 10, 5),
    );
  });

  test.each([
    ['5分钟前', '2026-11-20T03:55:10Z'],
    ['昨天 08:30', '2026-11-19T00:30:42Z'],
    ['11-18', '2026-11-18T02:10:05Z'],
    ['今天14:00', '2026-11-20T06:00:09Z'],
    ['2025-11-18', '2025-11-18T02:10:05Z'],
    // A list that was saved long ago.
    ['06-14', '2019-06-14T12:39:20Z'],
  ])('that is shown as %s is told to the second by its number', (shown, at) => {
    expect(postedAt(shown, Date.UTC(2026, 10, 20, 6, 0, 30), midAt(at))).toBe(
      shown === '5分钟前' ? Date.UTC(2026, 10, 20, 5, 55, 30) : Date.parse(at),
    );
    expect(momentOfMid(midAt(at))).toBe(Date.parse(at));
  });

  test('is what is shown where the number says otherwise, and none where nothing can be read', () => {
    expect(postedAt('11-18', SEEN, midAt('2026-11-12T00:00:00Z'))).toBe(Date.UTC(2026, 10, 17, 16));
    expect(postedAt('11-18', SEEN, '42')).toBe(Date.UTC(2026, 10, 17, 16));
    expect(postedAt('不久前', SEEN, midAt('2026-11-12T00:00:00Z'))).toBeNull();
  });
});

test('what is deleted, or not for everybody, is gone: also the post that somebody hands on', () => {
  const seen: Received = {
    ...{ url: 'https://m.weibo.cn/statuses/show?id=2', method: 'GET', sent: null, status: 200, headers: {} },
    ...{ text: '', at: SEEN, isDocument: false, pageUrl: 'https://m.weibo.cn/' },
  };
  const post = { id: '5366546293587979', created_at: '刚刚', text: '好喝', user: { id: 7 } };
  const read = (more: object) => {
    const { records, gone, rejected } = statusPart({ ...post, ...more }, seen);
    return [records.map(({ id }) => id), gone, rejected];
  };
  expect(read({ visible: { type: 0, list_id: 0 } })).toEqual([[post.id], [], []]);
  for (const type of [1, 6, 10]) expect(read({ visible: { type, list_id: 0 } })).toEqual([[], [post.id], []]);
  expect(read({ deleted: '1' })).toEqual([[], [post.id], []]);
  for (const text of [
    '抱歉，此微博已被作者删除。查看帮助：<a href="https://weibo.com/help">网页链接</a>',
    '抱歉，作者已设置仅展示半年内微博，此微博已不可见。',
    '抱歉，由于作者设置，你暂时没有这条微博的查看权限哦。',
    '该账号因被投诉违反法律法规和《微博社区公约》的相关规定，现已无法查看。',
  ]) {
    const original = { id: '5366362687930380', created_at: '11-17', text, user: null };
    expect([text, ...read({ retweeted_status: original })]).toEqual([text, [post.id], [original.id], []]);
  }
  expect(read({ text: '抱歉，没有权限的人看不到这家店', user: { id: 7 } })).toEqual([[post.id], [], []]);
});

describe('words', () => {
  const said = (more: object) => wordsOf(status.parse({ id: '1', created_at: '刚刚', ...more }));

  test.each([
    [{ text: '先说结论 ...<a href="/status/1">全文</a>' }, '先说结论 …', true],
    [
      {
        text: '先说结论 ...<span class="expand">展开</span>',
        text_raw: '先说结论',
        continue_tag: { title: '全文' },
        isLongText: true,
      },
      '先说结论',
      true,
    ],
    [{ text: '完了...', isLongText: false }, '完了...', false],
    [{ text: '先 ...<a>全文</a>', longText: { longTextContent: '先<br />后' } }, '先<br />后', false],
    [{ text: '' }, null, false],
  ])('of %j are whole or said to be cut', (given, text, isCut) => {
    expect(said(given)).toEqual({ text, isCut });
  });

  test('that somebody hands on with are their own up to the chain', () => {
    for (const none of ['转发微博', '', ' //@A:好', 'Repost', '转发//<a href="/n/A">@A</a>:好'])
      expect(addsNothing(none)).toBe(true);
    for (const own of ['好喝//@A:好', '转发一下，真好', '<span><img alt=[赞]></span>'])
      expect(addsNothing(own)).toBe(own.startsWith('<'));
  });

  test('of an answer begin behind the name of whom it answers; topics and places stand for themselves', () => {
    const answer = { text: "回复<a href='/n/A'>@A</a>:在店里" } as Parameters<typeof commentWords>[0];
    expect(commentWords(answer)).toBe('在店里');
    expect(topicsOf('<a href="/x#y#">#茶#</a> 和 #茶# #白 茶#', [{ topic_title: '秋' }])).toEqual([
      '茶',
      '白 茶',
      '秋',
    ]);
    expect(['发布于 北京', '来自福建', '来自iPhone客户端', '', null].map(placeIn)).toEqual([
      '北京',
      '福建',
      null,
      null,
      null,
    ]);
  });

  test('of any length are read in a time that grows with them', () => {
    for (const hostile of ['<', '.', '//', '#', '回复@', '<a ']) {
      const read = (chars: number) => {
        const text = `${hostile.repeat(chars / hostile.length)}展转:`;
        return cpuMs(() => {
          said({ text, text_raw: text });
          addsNothing(text);
          topicsOf(text, null);
          commentWords({ text } as Parameters<typeof commentWords>[0]);
        });
      };
      // Eight times the text; with its square it would be 64 times the work.
      expect(read(40_000), hostile).toBeLessThan(24 * read(5_000) + 200);
    }
  });
});
