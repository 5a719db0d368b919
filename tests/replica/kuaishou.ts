/** Our own small Kuaishou: lists that ask at paths of their own, comments and profiles by GraphQL, videos in the table of their page. */
import {
  commentsOf,
  partOf,
  postsOf,
  type ReplicaAuthor,
  type ReplicaComment,
  type ReplicaMarket,
  type ReplicaPost,
} from './market.ts';
import { type ListClasses, pageOf, stateScript } from './page.ts';
import {
  json,
  type PageAsk,
  type PageItem,
  type Replica,
  type ReplicaAnswer,
  type ReplicaRequest,
  type Shown,
} from './site.ts';

const POSTS_AT_ONCE = 8;
const COMMENTS_AT_ONCE = 5;
const REPLIES_AT_ONCE = 2;

const photoId = (no: number) => `3xreplica${String(no).padStart(6, '0')}`;
const accountId = (no: number) => `3xaccount${String(no).padStart(6, '0')}`;
const commentId = (no: number) => String(900_000_000_000 + no);
const describe = ({ title, text, tags }: ReplicaPost) => `${title} ${text} ${tags.map((tag) => `#${tag}`).join(' ')}`;

export const replica: Replica = {
  name: 'kuaishou',
  cookies: ['userId'],
  ids: { post: photoId, comment: commentId, author: accountId },
  visible: { post: ['likes', 'views', 'images'], comment: ['likes'], isFlat: true, followers: 'profile' },
  says: (of) => ('title' in of ? describe(of) : of.text),
  visits: (market) => [
    `/search/video?searchKey=${encodeURIComponent(market.words)}`,
    `/search/user?searchKey=${encodeURIComponent(market.words)}`,
    ...market.posts.map(({ no }) => `/short-video/${photoId(no)}`),
    ...market.authors.map(({ no }) => `/profile/${accountId(no)}`),
  ],
  site: (market) => ({ answer: (request) => answer(market, request) }),
};

const NOTHING: Shown = { items: [], next: null };
const CARDS: ListClasses = { list: 'video-container', item: 'video-card' };
const HEAD: ListClasses = { list: 'head', item: 'head-item' };
const COMMENTS: ListClasses = { list: 'comment-container', item: 'comment-item', fold: 'sub-comment-more' };

function answer(market: ReplicaMarket, request: ReplicaRequest): ReplicaAnswer | null {
  const { path, fault, sent } = request;
  const isApi = path.startsWith('/rest/') || path === '/graphql';
  if (!isApi)
    return fault === 'captcha' ? pageOf({ title: '安全验证', lines: ['ANTICRAWL_COMMON'] }) : page(market, request);
  const asked = JSON.parse(sent === '' ? '{}' : sent) as Asked;
  const result = REFUSED[fault];
  if (result === undefined) return path === '/graphql' ? graph(market, asked, fault) : rest(market, path, asked, fault);
  if (path === '/graphql') return json({ data: { [rootOf(asked)]: { result } } }, NOTHING);
  return json({ result, error_msg: '操作太快了，请稍微休息一下' }, NOTHING, {
    headers: fault === 'captcha' ? { 'intercept-result': 'risk-control;400002' } : {},
  });
}

const REFUSED: Readonly<Record<string, number | undefined>> = { login_wall: 109, captcha: 400_002, risk_control: 2 };

interface Asked {
  readonly operationName?: string;
  readonly variables?: Asked;
  readonly keyword?: string;
  readonly user_id?: string;
  readonly userId?: string;
  readonly photoId?: string;
  readonly rootCommentId?: string;
  readonly pcursor?: string;
}

function page(market: ReplicaMarket, { path, query, fault }: ReplicaRequest): ReplicaAnswer | null {
  const [, room, id = ''] = path.split('/');
  if (room === 'search') {
    const keyword = query.get('searchKey') ?? '';
    const first = post(id === 'user' ? '/rest/v/search/user' : '/rest/v/search/feed', { keyword, pcursor: '' });
    return pageOf({ title: '搜索', fault, lists: [{ classes: CARDS, first, grows: 'page' }] });
  }
  if (room === 'profile') {
    const author = market.authors.find(({ no }) => accountId(no) === id);
    if (author === undefined) return null;
    return pageOf({
      title: author.name,
      fault,
      lists: [
        { classes: HEAD, first: ask('visionProfile', { userId: id }), grows: 'page' },
        {
          classes: CARDS,
          first: post('/rest/v/profile/feed', { user_id: id, pcursor: '', page: 'profile' }),
          grows: 'page',
        },
      ],
    });
  }
  const video = market.posts.find(({ no }) => photoId(no) === id);
  if (room !== 'short-video' || video === undefined) return null;
  const detail = {
    classes: HEAD,
    first: ask('visionVideoDetail', { photoId: id, page: 'detail' }),
    grows: 'page',
  } as const;
  if (video.isGone) return pageOf({ title: '快手', fault, lists: [detail] });
  const first =
    video.no % 2 === 0
      ? ask('commentListQuery', { photoId: id, pcursor: '' })
      : post('/rest/v/photo/comment/list', { photoId: id, pcursor: '' });
  return pageOf({
    title: describe(video),
    fault,
    head: stateScript('window.__APOLLO_STATE__={};(function(){var s;}());', apolloState(video)),
    lists: [{ classes: COMMENTS, first, isLazy: true, grows: 'page' }],
  });
}

function post(url: string, body: object): PageAsk {
  return { url: `${url}?__NS_hxfalcon=a-secret`, method: 'POST', body: JSON.stringify(body) };
}

function ask(operationName: string, variables: object): PageAsk {
  const body = JSON.stringify({ operationName, variables, query: `query ${operationName} { … }` });
  return { url: '/graphql', method: 'POST', body };
}

function rest(market: ReplicaMarket, path: string, asked: Asked, fault: string): ReplicaAnswer | null {
  const from = Number(asked.pcursor || 0);
  const of = fault === 'changed_schema' ? 'items' : 'feeds';
  if (path === '/rest/v/search/user') {
    const users = market.authors.map((author) => ({ ...userBody(author), ...verifiedBody(author), fansCount: null }));
    return json({ result: 1, pcursor: 'no_more', [fault === 'changed_schema' ? 'items' : 'users']: users }, NOTHING);
  }
  if (path === '/rest/v/photo/comment/list')
    return commentAnswer(market, asked, (body) => ({ result: 1, ...body }), fault);
  const author = market.authors.find(({ no }) => accountId(no) === asked.user_id);
  const all =
    path === '/rest/v/search/feed'
      ? market.posts
      : path === '/rest/v/profile/feed' && author
        ? postsOf(market, author)
        : null;
  if (all === null) return null;
  const { items, next } = partOf(all, from, POSTS_AT_ONCE);
  const live = { type: 2, author: { id: accountId(1) }, photo: null };
  return json(
    { result: 1, pcursor: next === null ? 'no_more' : String(next), [of]: [live, ...items.map(feedBody)] },
    {
      items: items.map((one): PageItem => ({ text: one.title, link: `/short-video/${photoId(one.no)}` })),
      next: next === null ? null : post(path, { ...asked, pcursor: String(next) }),
    },
  );
}

function graph(market: ReplicaMarket, asked: Asked, fault: string): ReplicaAnswer | null {
  const variables = asked.variables ?? {};
  const wrap = (body: object) => ({ data: { [rootOf(asked)]: body } });
  switch (asked.operationName) {
    case 'commentListQuery':
      return commentAnswer(market, variables, wrap, fault);
    case 'visionSubCommentList': {
      const top = market.posts.flatMap(commentsOf).find(({ no }) => commentId(no) === variables.rootCommentId);
      const { items, next } = partOf(top?.replies ?? [], Number(variables.pcursor || 0), REPLIES_AT_ONCE);
      const more = next === null ? null : ask('visionSubCommentList', { ...variables, pcursor: String(next) });
      const body = { subCommentsV2: items.map(commentBody), pcursorV2: next === null ? 'no_more' : String(next) };
      return json(wrap(body), { items: items.map(commentItem), next: more });
    }
    case 'visionProfile': {
      const author = market.authors.find(({ no }) => accountId(no) === variables.userId);
      if (author === undefined) return null;
      const ownerCount = { fan: author.followers, photo: null, follow: author.following, photo_public: 3 };
      return json(wrap({ result: 1, userProfile: { ownerCount, profile: userBody(author) } }), NOTHING);
    }
    case 'visionVideoDetail': {
      const video = market.posts.find(({ no }) => photoId(no) === variables.photoId);
      if (video === undefined) return null;
      return json(wrap(video.isGone ? { status: 2, photo: null } : { status: 1, ...feedBody(video) }), NOTHING);
    }
    default:
      return null;
  }
}

/** Name of the answer to a question. */
function rootOf({ operationName = '' }: Asked): string {
  return operationName === 'commentListQuery' ? 'visionCommentList' : operationName;
}

function commentAnswer(
  market: ReplicaMarket,
  asked: Asked,
  wrap: (body: object) => object,
  fault: string,
): ReplicaAnswer | null {
  const video = market.posts.find(({ no }) => photoId(no) === asked.photoId);
  if (video === undefined) return null;
  const { items, next } = partOf(video.comments, Number(asked.pcursor || 0), COMMENTS_AT_ONCE);
  const cursor = next === null ? 'no_more' : String(next);
  const list = fault === 'changed_schema' ? 'comments' : 'rootCommentsV2';
  const again = { photoId: asked.photoId, pcursor: cursor };
  const isGraph = video.no % 2 === 0;
  return json(wrap({ commentCountV2: video.comments.length, pcursorV2: cursor, [list]: items.map(commentBody) }), {
    items: items.map(threadItem),
    next: next === null ? null : isGraph ? ask('commentListQuery', again) : post('/rest/v/photo/comment/list', again),
  });
}

function userBody({ no, name, bio }: ReplicaAuthor): object {
  return {
    user_id: accountId(no),
    user_name: name,
    user_text: bio,
    headurl: 'https://p1.example.invalid/a.jpg',
    gender: 'F',
  };
}

function verifiedBody({ account, name }: ReplicaAuthor): object {
  const description = { organisation: `${name}官方账号`, 'verified person': '生活领域创作者', person: '' }[account];
  return { verified: account !== 'person', verifiedDetail: description === '' ? null : { description, iconType: 1 } };
}

function photoBody(video: ReplicaPost): object {
  const { no, at, likes, views, images } = video;
  return {
    id: photoId(no),
    caption: describe(video),
    timestamp: at,
    duration: images > 0 ? 0 : 15_000,
    likeCount: rounded(likes),
    realLikeCount: likes,
    viewCount: rounded(views),
    commentCount: null,
    coverUrl: 'https://p2.example.invalid/cover.jpg?clientCacheKey=a-secret',
    photoUrl: 'https://v2.example.invalid/video.mp4?sign=a-secret',
    ...(images === 0
      ? {}
      : { ext_params: { atlas: { list: Array.from({ length: images }, (_, at) => `${at}.jpg`) } } }),
  };
}

function rounded(count: number): string {
  return count < 10_000 ? String(count) : `${Math.floor(count / 1000) / 10}万`;
}

function feedBody(video: ReplicaPost): object {
  const { author, tags } = video;
  return {
    type: 1,
    author: { id: accountId(author.no), name: author.name, headerUrl: 'https://p1.example.invalid/a.jpg' },
    photo: photoBody(video),
    tags: tags.map((name) => ({ type: 1, name })),
    comment: { us_c: 0 },
  };
}

/** Objects that point to each other by name. */
function apolloState(video: ReplicaPost): object {
  const { no, author, tags } = video;
  const root = `$ROOT_QUERY.visionVideoDetail({"page":"detail","photoId":"${photoId(no)}"})`;
  const pointer = (id: string) => ({ type: 'id', id, generated: true });
  const topics = Object.fromEntries(tags.map((name, at) => [`${root}.tags.${at}`, { type: 1, name }]));
  return {
    defaultClient: {
      [`VisionVideoDetailPhoto:${photoId(no)}`]: photoBody(video),
      [`VisionVideoDetailAuthor:${accountId(author.no)}`]: { id: accountId(author.no), name: author.name },
      ...topics,
      [root]: {
        status: 1,
        author: pointer(`VisionVideoDetailAuthor:${accountId(author.no)}`),
        photo: pointer(`VisionVideoDetailPhoto:${photoId(no)}`),
        tags: Object.keys(topics).map(pointer),
      },
    },
  };
}

function commentBody({ no, root, text, at, likes, author, parent }: ReplicaComment): object {
  return {
    comment_id: Number(commentId(no)),
    author_id: accountId(author.no),
    author_name: author.name,
    headurl: 'https://p1.example.invalid/a.jpg',
    content: text,
    timestamp: at,
    likeCount: likes,
    hasSubComments: root === null,
    ...(parent === null || parent === root ? {} : { replyToUserName: parent.author.name }),
  };
}

function commentItem({ text }: ReplicaComment): PageItem {
  return { text };
}

function threadItem(top: ReplicaComment): PageItem {
  if (top.replies.length === 0) return { text: top.text };
  const variables = { photoId: photoId(top.post.no), rootCommentId: commentId(top.no), pcursor: '' };
  return { text: top.text, fold: { label: '查看全部回复', ask: ask('visionSubCommentList', variables) } };
}
