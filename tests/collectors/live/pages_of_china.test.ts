/** How Douban, Tieba and WeChat refuse in a page of status 200, and what others have recorded of their lists. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { collector as douban } from '../../../collectors/douban/index.ts';
import { loadMarkup } from '../../../collectors/reading/html.ts';
import { collector as tieba } from '../../../collectors/tieba/index.ts';
import { forumThreads, foundThreads, unpacked } from '../../../collectors/tieba/list_pages.ts';
import { floorsIn, parentOf, subCommentsIn, subPagesIn } from '../../../collectors/tieba/thread_pages.ts';
import { articleId, articlePath, articlesIn, withoutTokens } from '../../../collectors/wechat_articles/addresses.ts';
import { articleIn } from '../../../collectors/wechat_articles/article_page.ts';
import { collector as wechat } from '../../../collectors/wechat_articles/index.ts';
import { articleTime } from '../../../collectors/wechat_articles/normalize.ts';
import type { Collector } from '../../../warehouse/contracts/collector.ts';
import { PayloadError } from '../../../warehouse/contracts/errors.ts';
import type { Query } from '../../../warehouse/contracts/live.ts';
import { ask } from './fixture.ts';
import { runLive } from './pass.ts';
import { startPlatform } from './platform.ts';

const SHARED = join(
  process.env['KOC_SHARED_DIR'] ?? new URL('../../../../shared', import.meta.url).pathname,
  'payloads',
);
const recorded = (file: string) => loadMarkup(unpacked(readFileSync(join(SHARED, file), 'utf8')), file);
const page = (body: string) => `<!doctype html><html><head><title></title></head><body>${body}</body></html>`;

/** A pass in which the site answers everything with `answerTo`. */
async function passOver<Options, Cursor>(
  collector: Collector<Options, Cursor>,
  options: unknown,
  queries: readonly Query[],
  answerTo: (url: string) => string | null,
) {
  await using platform = await startPlatform([], [], (url) => {
    const text = answerTo(url);
    return text === null ? null : { text };
  });
  const fixture = {
    options,
    exchanges: [],
    ask: ask.parse({
      queries: collector.queries?.(collector.options.parse(options), queries) ?? queries,
      window: { since: '2026-11-16T00:00:00Z', until: '2026-11-23T00:00:00Z' },
      now: '2026-11-23T00:00:05Z',
    }),
  };
  const run = await runLive(collector as Collector, fixture, platform);
  return { ...run, asked: platform.asked.map(({ url }) => url) };
}

const feed: Query = { kind: 'mention_feed', brandId: null };
const post = (postId: string): Query => ({ kind: 'post', postId, publishedAt: null });

describe('douban', () => {
  const subject = 'https://movie.douban.com/subject/9100001/';
  const options = { subjects: [{ url: subject }], groups: ['kettles'], reviews: false };
  const comments = (count: number, total: number) =>
    page(
      `<div id="content"><span>看过(${total})</span><div id="comments">${Array.from({ length: count }, (_, at) => {
        return `<div class="comment-item" data-cid="${at + 1}"><span class="comment-info"><a href="https://www.douban.com/people/p${at}/">p</a><span class="comment-time" title="2026-11-20 10:00:00"></span></span><span class="short">水开得快</span></div>`;
      }).join('')}</div></div>`,
    );

  test.each([
    [
      '有异常请求从你的 IP 发出',
      page('检测到有异常请求从你的 IP 发出，请 <a href="https://accounts.douban.com">登录</a> 使用豆瓣。'),
      'blocked',
    ],
    ['a captcha of its own', page('<form>请输入验证码</form>'), 'blocked'],
    ['a page for members', page('<p>请先登录</p>'), 'login_needed'],
  ])('%s is never an empty list', async (_what, text, outcome) => {
    const run = await passOver(douban, { ...options, groups: [] }, [feed], () => text);
    expect(run.end?.outcome).toBe(outcome);
    expect(run.asked).toHaveLength(1);
    expect(run.records).toEqual([]);
  });

  test('a page of another kind is an error, and nothing is taken for read', async () => {
    await expect(passOver(douban, options, [feed], () => page('<p>改版啦</p>'))).rejects.toThrow(PayloadError);
  });

  test('a group that is gone does not keep the subjects from being read', async () => {
    const run = await passOver(douban, options, [feed], (url) =>
      url.includes('/group/') ? page('你想访问的页面不存在') : comments(2, 2),
    );
    expect(run.records).toHaveLength(2);
    expect(run.end?.outcome).toBe('partial');
  });

  test('a subject without comments is empty', async () => {
    const none = page('<div id="comments"><div class="comment-item">还没有人写过短评呢</div></div>');
    expect((await passOver(douban, { ...options, groups: [] }, [feed], () => none)).end?.outcome).toBe('empty');
  });

  test('a list that ends where strangers are stopped is capped', async () => {
    const only = { ...options, groups: [] };
    expect((await passOver(douban, only, [feed], () => comments(200, 1234))).end?.outcome).toBe('capped');
    expect((await passOver(douban, only, [feed], () => comments(200, 200))).end?.outcome).toBe('ok');
  });
});

describe('tieba', () => {
  test('what the site writes under a tall picture is not the author’s', () => {
    const field = { author: { portrait: 'tb.1.a' }, content: { post_id: '9', post_no: 1 } };
    const folded =
      '<div class="replace_div"><img class="BDE_Image"><div class="replace_tip"><i></i>点击展开，查看完整图片</div></div>';
    const $ = loadMarkup(
      page(
        `<div class="l_post" data-field='${JSON.stringify(field)}'><div class="d_post_content">壶很好${folded}</div></div>`,
      ),
      't',
    );
    const { items, rejected } = floorsIn($, '1');
    expect(rejected).toEqual([]);
    expect(items[0]?.value.html).toContain('壶很好<div class="replace_div"><img');
    expect(items[0]?.value.html).not.toContain('点击展开');
  });

  test.each([
    ['a security check', page('<div class="vcode">为了您的账号安全，请完成安全验证</div>'), 'blocked'],
    ['an empty answer', '', 'blocked'],
  ])('%s is never an empty thread', async (_what, text, outcome) => {
    const run = await passOver(tieba, {}, [post('1')], () => text);
    expect(run.end?.outcome).toBe(outcome);
    expect(run.asked).toHaveLength(1);
  });

  test('named forums are read beside the words that are searched for, each as a listing of its own', () => {
    const keyword: Query = { kind: 'keyword', words: 'Kettlewise', brandId: 'kettlewise' };
    const options = tieba.options.parse({ forums: ['水壶', '茶具'] });
    expect(tieba.queries?.(options, [keyword])).toEqual([
      keyword,
      { ...feed, feed: '水壶' },
      { ...feed, feed: '茶具' },
    ]);
    expect(tieba.queries?.(tieba.options.parse({}), [keyword])).toEqual([keyword]);
  });

  test('a forum that is gone does not keep the others from being read', async () => {
    const empty = page('<ul id="thread_list"></ul>');
    const run = await passOver(tieba, { forums: ['没有', '水壶'] }, [feed], (url) =>
      url.includes(encodeURIComponent('没有')) ? page('抱歉，该吧不存在') : empty,
    );
    expect(run.asked).toHaveLength(2);
    expect(run.end?.outcome).toBe('partial');
  });

  test.skipIf(!existsSync(SHARED))('finds the threads of a recorded search and forum (needs the shared data)', () => {
    const found = foundThreads(recorded('tieba/search_keyword_notes.html'))!;
    expect(found.threads).toHaveLength(10);
    expect(found.threads[0]).toEqual({ tid: '9117888152', time: '2024-08-05 16:45' });
    const forum = forumThreads(recorded('tieba/tieba_note_list.html'))!;
    expect(forum.threads.length).toBeGreaterThan(40);
    expect(forum.threads[0]).toEqual({ tid: '9079949995', time: '11:24' });
    expect(forum.next).toBe(50);
  });

  test.skipIf(!existsSync(SHARED))('reads recorded comments below a floor (needs the shared data)', () => {
    const $ = recorded('tieba/note_sub_comments.html');
    const { items, rejected } = subCommentsIn($, '1', '2');
    expect([items.length, rejected.length, subPagesIn($)]).toEqual([10, 0, 2]);
    const all = items.map(({ value }) => value);
    const answers = all.filter(({ answers }) => answers !== null);
    expect(answers.length).toBeGreaterThan(1);
    const parents = all.map((one, at) => parentOf(one, all.slice(0, at)));
    expect(new Set(parents)).toContain(all[2]!.field.spid);
  });
});

describe('wechat articles', () => {
  test.each([
    ['该内容已被发布者删除', 'gone'],
    ['此内容因违规无法查看', 'gone'],
    ['此内容被投诉且经审核涉嫌侵权，无法查看。', 'gone'],
    ['此帐号已被屏蔽, 内容无法查看', 'gone'],
    ['此账号已自主注销，内容无法查看', 'gone'],
    ['该公众号已迁移至新的账号', 'gone'],
    ['链接已过期', 'gone'],
    ['参数错误', 'gone'],
    ['环境异常 当前环境异常，完成验证后即可继续访问。去验证', 'blocked'],
    ['请在微信客户端打开链接', 'login_needed'],
  ])('%s', async (words, outcome) => {
    const run = await passOver(wechat, {}, [post('DeletedShortId0000001')], () => page(`<h2>${words}</h2>`));
    if (outcome === 'gone')
      expect(run.records.map(({ payloadJson }) => payloadJson)).toEqual(['{"koc_gone":true,"published_at":null}']);
    else expect([run.end?.outcome, run.records]).toEqual([outcome, []]);
  });

  test('an article that speaks of deleted articles is an article', async () => {
    const text = page(
      '<h1 id="activity-name">为什么显示该内容已被发布者删除</h1><div id="js_content"><p>环境异常怎么办？</p></div>',
    );
    const run = await passOver(wechat, {}, [post('SpeakingShortId000001')], () => text);
    expect([run.end?.outcome, run.records.length]).toEqual(['ok', 1]);
  });

  test('what a reader’s client adds to addresses is kept nowhere', () => {
    const long =
      'https://mp.weixin.qq.com/s?__biz=MzA3MDAwMDAwMQ==&amp;mid=265&amp;idx=2&amp;sn=bb22&amp;chksm=c0ffee&amp;scene=27&amp;key=k3y&amp;uin=MTIz&amp;pass_ticket=t1cket&amp;sessionid=5e55#rd';
    const id = articleId(long)!;
    expect(id).toBe('MzA3MDAwMDAwMQ==:265:2:bb22');
    expect(articleId(`https://mp.weixin.qq.com${articlePath(id)}`)).toBe(id);
    expect(withoutTokens(`<a href="${long}">x</a>`)).not.toMatch(/chksm|scene|k3y|uin|t1cket|5e55/u);
    expect(articlesIn(`{"link":"https:\\/\\/mp.weixin.qq.com\\/s\\/KettleShortId-00000001?scene=1"} ${long}`)).toEqual([
      'KettleShortId-00000001',
      id,
    ]);
  });

  test.each(['https://example.org/s/KettleShortId-00000001', 'https://mp.weixin.qq.com/s?src=11&signature=x', 'x'])(
    '%s names no article that lasts',
    (address) => {
      expect(articleId(address)).toBeNull();
    },
  );

  test.each([
    ['var ct = "1795240800";'],
    ["window.ct = '1795240800' || '';"],
    ['var create_time = "1795240800" * 1;'],
    ["var oriCreateTime = '1795240800';"],
    ["var createTime = '2026-11-21 14:00';"],
    ['x = { ct: \'ab\' }; var ct="" || "1795240800";'],
  ])('%s tells when it was published', (script) => {
    const markup = page(`<div id="js_content"><p>水</p></div><script>\n${script}\n</script>`);
    const article = articleIn(loadMarkup(markup, 'test'), 'id')!;
    expect(articleTime(article, Date.parse('2026-11-23T00:00:00Z'))).toBe(1_795_240_800_000);
  });
});
