/** A small Zhihu of our own: questions whose answers are the posts, articles every now and then, comments by `comment_v5`, profiles with their state. */
import {
  commentCount,
  partOf,
  postsOf,
  type ReplicaAuthor,
  type ReplicaComment,
  type ReplicaMarket,
  type ReplicaPost,
} from './market.ts';
import { type ListClasses, pageOf } from './page.ts';
import {
  json,
  type PageAsk,
  type PageItem,
  type Replica,
  type ReplicaAnswer,
  type ReplicaRequest,
  type Shown,
} from './site.ts';

const [POSTS_AT_ONCE, COMMENTS_AT_ONCE, REPLIES_AT_ONCE] = [10, 10, 3];

const postId = (no: number) => String(2_000_000_000 + no);
const commentId = (no: number) => String(11_000_000_000 + no);
const userId = (no: number) => no.toString(16).padStart(32, 'a');
const urlToken = (no: number) => `replica-${no}`;
const questionId = (no: number) => String(600_000_000 + no);
/** Posts without a topic of the brand are articles: they stand by themselves, with a title. */
const isArticle = ({ no }: ReplicaPost) => no % 2 === 1;

const addressOf = (post: ReplicaPost) =>
  isArticle(post) ? `/p/${postId(post.no)}` : `/question/${questionId(post.no)}/answer/${postId(post.no)}`;

export const replica: Replica = {
  name: 'zhihu',
  cookies: ['z_c0'],
  ids: { post: postId, comment: commentId, author: userId },
  isBeside: (id) => id.startsWith('question:'),
  visible: { post: ['likes', 'replies'], comment: ['likes', 'region'], followers: 'profile' },
  says: ({ text }) => `<p>${escaped(text)}</p>`,
  visits: (market) => [
    `/search?type=content&q=${encodeURIComponent(market.words)}`,
    ...market.posts.map(addressOf),
    ...market.authors.map(({ no }) => `/people/${urlToken(no)}/answers`),
    '/notifications',
  ],
  site: (market) => ({ answer: (request) => refused(request) ?? answer(market, request) }),
};

const FEED: ListClasses = { list: 'Card', item: 'List-item' };
const COMMENTS: ListClasses = { list: 'Comments-container', item: 'CommentItem', fold: 'Comments-more' };
const NOTHING: Shown = { items: [], next: null };

function refused({ path, fault }: ReplicaRequest): ReplicaAnswer | null {
  const isApi = path.startsWith('/api/');
  switch (fault) {
    case 'login_wall':
      if (isApi)
        return json({ error: { code: 100, name: 'AuthenticationInvalid', message: '请求头或参数封装错误' } }, NOTHING, {
          status: 401,
        });
      return path === '/signin' ? pageOf({ title: '登录知乎' }) : redirect('/signin?next=%2F');
    case 'captcha':
      if (isApi)
        return json({ error: { code: 40_352, message: '系统监测到您的网络环境存在异常' } }, NOTHING, { status: 403 });
      return path === '/account/unhuman'
        ? pageOf({ title: '安全验证 - 知乎' })
        : redirect('/account/unhuman?type=S6E3V1');
    case 'risk_control':
      return isApi
        ? json({ error: { code: 40_362, message: '您当前请求存在异常，暂时限制本次访问' } }, NOTHING, { status: 403 })
        : null;
    default:
      return null;
  }
}

const redirect = (location: string): ReplicaAnswer => ({ status: 302, headers: { location }, body: '' });

function answer(market: ReplicaMarket, request: ReplicaRequest): ReplicaAnswer | null {
  const { path, query, fault } = request;
  if (path.startsWith('/api/v4/')) return data(market, request);
  if (path === '/search') {
    const url = `/api/v4/search_v3?t=general&q=${encodeURIComponent(query.get('q') ?? '')}&offset=0&limit=${POSTS_AT_ONCE}`;
    return pageOf({
      title: `${query.get('q')} - 搜索结果 - 知乎`,
      fault,
      lists: [{ classes: FEED, first: { url }, grows: 'page' }],
    });
  }
  if (path === '/notifications') {
    const url = '/api/v4/notifications/v2/default?entry_name=mention&limit=10&offset=0';
    return pageOf({ title: '消息 - 知乎', fault, lists: [{ classes: FEED, first: { url }, grows: 'page' }] });
  }
  const token = /^\/people\/([^/]+)\/answers$/u.exec(path)?.[1];
  if (token !== undefined) return profilePage(market, request, token);
  const id = /\/(?:answer|p)\/(\d+)$/u.exec(path)?.[1];
  const post = market.posts.find(({ no }) => postId(no) === id);
  if (post === undefined) return null;
  if (post.isGone) return { ...pageOf({ title: '你似乎来到了没有知识存在的荒原 - 知乎' }), status: 404 };
  const kind = isArticle(post) ? 'articles' : 'answers';
  const body = camel(postBody(post)) as object;
  const questions = isArticle(post) ? {} : { [questionId(post.no)]: camel({ ...questionBody(post), detail: '' }) };
  const entities = {
    users: reader(),
    questions,
    answers: {},
    articles: {},
    zvideos: {},
    pins: {},
    [kind]: { [postId(post.no)]: body },
  };
  const url = `/api/v4/comment_v5/${kind}/${postId(post.no)}/root_comment?order_by=score&limit=${COMMENTS_AT_ONCE}&offset=`;
  return pageOf({
    title: `${post.title} - 知乎`,
    lines: [post.text],
    fault,
    head: state(fault === 'changed_schema' ? { stores: entities } : { entities }),
    lists: [{ classes: COMMENTS, first: { url }, isLazy: true, grows: 'page' }],
  });
}

function profilePage(market: ReplicaMarket, { fault }: ReplicaRequest, token: string): ReplicaAnswer | null {
  const author = market.authors.find(({ no }) => urlToken(no) === token);
  if (author === undefined) return null;
  const profile = camel({
    ...user(author),
    headline: author.bio,
    description: author.bio,
    gender: 1,
    follower_count: author.followers,
    following_count: author.following,
    voteup_count: author.liked,
    answer_count: postsOf(market, author).length,
  });
  const url = `/api/v4/members/${token}/answers?offset=0&limit=${POSTS_AT_ONCE}`;
  return pageOf({
    title: `${author.name} - 知乎`,
    fault,
    head: state({ entities: { users: { ...reader(), [token]: profile }, questions: {}, answers: {}, articles: {} } }),
    lists: [{ classes: FEED, first: { url }, grows: 'page' }],
  });
}

function data(market: ReplicaMarket, request: ReplicaRequest): ReplicaAnswer | null {
  const { path, query } = request;
  const from = Number(query.get('offset') ?? 0);
  if (path === '/api/v4/search_v3') {
    const found = market.posts.filter(({ text }) => text.includes(query.get('q') ?? ''));
    const card = (post: ReplicaPost) => ({ type: 'search_result', highlight: { title: '' }, object: postBody(post) });
    const other = { type: 'hot_timing', object: { type: 'hot_timing', content_items: [] } };
    return list(request, partOf(found, from, POSTS_AT_ONCE), card, postItem, [other]);
  }
  const token = /^\/api\/v4\/members\/([^/]+)\/answers$/u.exec(path)?.[1];
  if (token !== undefined) {
    const own = market.posts.filter((post) => urlToken(post.author.no) === token);
    return list(request, partOf(own, from, POSTS_AT_ONCE), postBody, postItem);
  }
  if (path.startsWith('/api/v4/notifications/v2/')) {
    return list(request, partOf(market.mentions, from, POSTS_AT_ONCE), noticeBody, postItem);
  }
  const on = /^\/api\/v4\/comment_v5\/(?:answers|articles)\/(\d+)\/root_comment$/u.exec(path)?.[1];
  const post = market.posts.find(({ no }) => postId(no) === on);
  if (post !== undefined) return list(request, partOf(post.comments, from, COMMENTS_AT_ONCE), threadBody, threadItem);
  const root = /^\/api\/v4\/comment_v5\/comment\/(\d+)\/child_comment$/u.exec(path)?.[1];
  const top = market.posts.flatMap(({ comments }) => comments).find(({ no }) => commentId(no) === root);
  if (top === undefined) return null;
  return list(request, partOf(top.replies, from, REPLIES_AT_ONCE), commentBody, ({ text }) => ({ text }));
}

/** A page of a list. `next` is told on the last page, too, as the platform does. */
function list<Item>(
  { url, fault }: ReplicaRequest,
  { items, next }: { readonly items: readonly Item[]; readonly next: number | null },
  body: (item: Item) => object,
  shows: (item: Item) => PageItem,
  more: readonly object[] = [],
): ReplicaAnswer {
  const on = new URL(url);
  on.searchParams.set('offset', String(next ?? 0));
  const ask: PageAsk | null = next === null ? null : { url: `${on.pathname}${on.search}` };
  const name = fault === 'changed_schema' ? 'list' : 'data';
  return json(
    { [name]: [...items.map(body), ...more], paging: { is_end: next === null, next: on.href } },
    { items: items.map(shows), next: ask },
  );
}

function state(parts: object): string {
  const text = JSON.stringify({ initialState: { currentUser: urlToken(0), ...parts } }).replaceAll('<', '\\u003c');
  return `<script id="js-initialData" type="text/json">${text}</script>`;
}

/** Who reads stands among the users of every page. */
const reader = () => ({
  [urlToken(0)]: { id: userId(0), urlToken: urlToken(0), name: '运营', followerCount: 3, answerCount: 0 },
});

function user({ no, name, account }: ReplicaAuthor): object {
  return {
    id: userId(no),
    url_token: urlToken(no),
    name,
    avatar_url: 'https://pic1.zhimg.com/x.jpg',
    headline: '',
    is_org: account === 'organisation',
    user_type: account === 'organisation' ? 'organization' : 'people',
    badge: account === 'person' ? [] : [{ type: 'identity', description: '认证' }],
  };
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>');

function questionBody(post: ReplicaPost): object {
  return {
    id: questionId(post.no),
    type: 'question',
    title: `${post.title}？`,
    created: post.at / 1000 - 3600,
    answer_count: 1,
  };
}

function postBody(post: ReplicaPost): object {
  return {
    id: postId(post.no),
    type: isArticle(post) ? 'article' : 'answer',
    ...(isArticle(post)
      ? { title: post.title, created: post.at / 1000 }
      : { question: questionBody(post), created_time: post.at / 1000 }),
    content: `<p>${escaped(post.text)}</p>`,
    excerpt: post.text.slice(0, 20),
    voteup_count: post.likes,
    comment_count: commentCount(post),
    author: user(post.author),
  };
}

function commentBody(one: ReplicaComment): object {
  return {
    id: commentId(one.no),
    type: 'comment',
    content: `<p>${escaped(one.text)}</p>`,
    created_time: one.at / 1000,
    is_delete: false,
    top: one.isPinned,
    reply_comment_id: one.parent === null ? '0' : commentId(one.parent.no),
    reply_root_comment_id: commentId((one.root ?? one).no),
    like_count: one.likes,
    comment_tag: [{ type: 'ip_info', text: one.region }],
    author: user(one.author),
    child_comment_count: 0,
    child_comments: [],
  };
}

function threadBody(top: ReplicaComment): object {
  return {
    ...commentBody(top),
    child_comment_count: top.replies.length,
    child_comments: top.replies.slice(0, 1).map(commentBody),
  };
}

function noticeBody(post: ReplicaPost): object {
  return {
    id: String(post.no),
    type: 'notification',
    create_time: post.at / 1000,
    content: {
      verb: '在回答中提到了你',
      actors: [{ name: post.author.name, url_token: urlToken(post.author.no) }],
      target: { text: post.title },
    },
    target: postBody(post),
  };
}

const postItem = (post: ReplicaPost): PageItem => ({ text: post.title, link: addressOf(post) });

function threadItem(top: ReplicaComment): PageItem {
  const items = top.replies.slice(0, 1).map(({ text }) => ({ text }));
  if (top.replies.length <= 1) return { text: top.text, items };
  const url = `/api/v4/comment_v5/comment/${commentId(top.no)}/child_comment?order_by=ts&limit=${REPLIES_AT_ONCE}&offset=1`;
  return { text: top.text, items, fold: { label: `查看全部 ${top.replies.length} 条回复`, ask: { url } } };
}

/** As the state of a page names fields. */
function camel(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camel);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name.replaceAll(/_([a-z])/gu, (_, at: string) => at.toUpperCase()),
      camel(inner),
    ]),
  );
}
