/** The smallest replica that has everything: a made-up board `corner`. For the tests of what all sites share, and as the example for others. */
import {
  commentCount,
  commentsOf,
  partOf,
  type ReplicaComment,
  type ReplicaMarket,
  type ReplicaPost,
} from './market.ts';
import { pageOf, stateScript } from './page.ts';
import { json, type PageItem, type Replica, type ReplicaAnswer, type ReplicaRequest, type Shown } from './site.ts';

const POSTS_AT_ONCE = 10;
const COMMENTS_AT_ONCE = 5;
const REPLIES_AT_ONCE = 2;

const user = (no: number) => ({ uid: `u${no}`, name: `name ${no}` });

export const example: Replica = {
  name: 'corner',
  cookies: ['corner_session'],
  ids: { post: (no) => `p${no}`, comment: (no) => `c${no}`, author: (no) => `u${no}` },
  visible: { post: ['title', 'likes', 'replies'], comment: ['likes'], followers: 'profile' },
  visits: (market) => [
    `/search?q=${encodeURIComponent(market.words)}`,
    ...market.posts.map(({ no }) => `/post/p${no}?token=secret-${no}`),
    ...market.authors.map(({ no }) => `/user/u${no}`),
    '/mentions',
  ],
  site: (market) => ({ answer: (request) => answer(market, request) }),
};

function answer(market: ReplicaMarket, request: ReplicaRequest): ReplicaAnswer | null {
  const { path, query, fault } = request;
  const isApi = path.startsWith('/api/');
  if (fault === 'login_wall') {
    return isApi ? json({ code: -100, msg: 'login' }, NOTHING) : pageOf({ title: '请登录', status: 200 });
  }
  if (fault === 'captcha') return isApi ? json({}, NOTHING, { status: 461 }) : pageOf({ title: '安全验证' });
  if (fault === 'risk_control' && isApi) return json({ code: 300012, msg: 'slow down' }, NOTHING);
  const [, room, id] = path.split('/');
  if (room === 'search') {
    const asks = `/api/search?q=${encodeURIComponent(query.get('q') ?? '')}&from=0`;
    return pageOf({ title: '搜索', fault, lists: [{ classes: FEED, first: { url: asks }, grows: 'page' }] });
  }
  if (room === 'mentions') {
    return pageOf({
      title: '@我',
      fault,
      lists: [{ classes: FEED, first: { url: '/api/mentions?from=0' }, grows: 'page' }],
    });
  }
  if (room === 'user') {
    const author = market.authors.find(({ no }) => `u${no}` === id);
    if (author === undefined) return null;
    const profile = { ...user(author.no), followers: author.followers };
    return pageOf({
      title: author.name,
      fault,
      head: stateScript('window.__STATE__ = {};', { profile }),
      lists: [{ classes: FEED, first: { url: `/api/user_posts?uid=${id}&from=0` }, grows: 'page' }],
    });
  }
  const post = market.posts.find(({ no }) => `p${no}` === (isApi ? query.get('id') : id));
  if (room === 'post') {
    if (post === undefined) return null;
    if (post.isGone) return pageOf({ title: '内容已删除' });
    return pageOf({
      title: post.title,
      lines: [post.text],
      fault,
      head: stateScript('window.__STATE__ = {};', { post: postBody(post) }),
      lists: [
        {
          classes: { list: 'comments', item: 'comment', fold: 'show-more', box: 'note-scroller' },
          first: { url: `/api/comments?id=${id}&from=0` },
          isLazy: true,
          grows: 'box',
        },
      ],
    });
  }
  const from = Number(query.get('from'));
  if (path === '/api/search' || path === '/api/user_posts' || path === '/api/mentions') {
    const all = path.endsWith('mentions')
      ? market.mentions
      : path.endsWith('user_posts')
        ? market.posts.filter(({ author }) => `u${author.no}` === query.get('uid'))
        : market.posts.filter(({ text }) => text.includes(query.get('q') ?? ''));
    const part = partOf(all, from, POSTS_AT_ONCE);
    const next = part.next === null ? null : { url: nextOf(request, part.next) };
    const items = part.items.map(
      (one): PageItem => ({ text: one.title, link: `/post/p${one.no}?token=secret-${one.no}` }),
    );
    const list = part.items.map((one) => ({ ...postBody(one), token: `secret-${one.no}` }));
    return json(fault === 'changed_schema' ? { code: 0, entries: list } : { code: 0, list, more: next !== null }, {
      items,
      next,
    });
  }
  if (path === '/api/comments' && post !== undefined) {
    const part = partOf(post.comments, from, COMMENTS_AT_ONCE);
    const next = part.next === null ? null : { url: nextOf(request, part.next) };
    const list = part.items.map((one) => ({ ...commentBody(one), replies: one.replies.slice(0, 1).map(commentBody) }));
    return json({ code: 0, list, more: next !== null }, { items: part.items.map(threadItem), next });
  }
  if (path === '/api/replies') {
    const top = market.posts.flatMap(commentsOf).find(({ no }) => `c${no}` === query.get('root'));
    if (top === undefined) return null;
    const part = partOf(top.replies, from, REPLIES_AT_ONCE);
    const next = part.next === null ? null : { url: nextOf(request, part.next) };
    return json(
      { code: 0, list: part.items.map(commentBody), more: next !== null },
      { items: part.items.map(commentItem), next },
    );
  }
  return null;
}

const FEED = { list: 'feed', item: 'card' };
const NOTHING: Shown = { items: [], next: null };

function nextOf({ url }: ReplicaRequest, from: number): string {
  const next = new URL(url);
  next.searchParams.set('from', String(from));
  return `${next.pathname}${next.search}`;
}

function postBody(post: ReplicaPost): object {
  const { no, title, text, at, likes, author } = post;
  return { id: `p${no}`, title, text, at, likes, replies: commentCount(post), user: user(author.no) };
}

function commentBody({ no, post, root, parent, text, at, likes, author, replies }: ReplicaComment): object {
  return {
    id: `c${no}`,
    post: `p${post.no}`,
    root: root === null ? null : `c${root.no}`,
    parent: parent === null ? null : `c${parent.no}`,
    text,
    at,
    likes,
    user: user(author.no),
    reply_count: replies.length,
  };
}

function commentItem({ text }: ReplicaComment): PageItem {
  return { text };
}

function threadItem(top: ReplicaComment): PageItem {
  const shown = top.replies.slice(0, 1).map(commentItem);
  if (top.replies.length <= 1) return { text: top.text, items: shown };
  const ask = { url: `/api/replies?root=c${top.no}&from=1` };
  return { text: top.text, items: shown, fold: { label: `展开 ${top.replies.length - 1} 条回复`, ask } };
}
