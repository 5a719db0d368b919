/** A small Xiaohongshu of our own: pages with their state, lists and comments by the platform's paths, and its ways to say no. */
import {
  commentCount,
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

const [NOTES_AT_ONCE, COMMENTS_AT_ONCE, REPLIES_AT_ONCE] = [10, 10, 3];

const hex = (lead: number, no: number) => lead.toString(16).padStart(8, '0') + no.toString(16).padStart(16, '0');
const noteId = (no: number) => hex(0x6a_00_00_00 + no * 3600, no);
const commentId = (no: number) => hex(0x6a_40_00_00 + no, no);
const userId = (no: number) => hex(0x5f_00_00_00, no);
/** Without it a note does not open. */
const token = (no: number) => `AB${no}secret=`;

const noteAddress = ({ no }: ReplicaPost, from = 'pc_search') =>
  `/explore/${noteId(no)}?xsec_token=${encodeURIComponent(token(no))}&xsec_source=${from}`;
const topic = (tags: readonly string[]) => tags.map((tag) => `#${tag}[话题]#`).join(' ');
const noteText = (post: ReplicaPost) => `${post.text}\n${topic(post.tags)}`;

export const replica: Replica = {
  name: 'xiaohongshu',
  cookies: ['web_session'],
  ids: { post: noteId, comment: commentId, author: userId },
  visible: {
    post: ['title', 'likes', 'saves', 'shares', 'replies', 'region', 'images'],
    comment: ['likes', 'region'],
    followers: 'profile',
  },
  says: (of) => ('tags' in of ? noteText(of) : of.text),
  visits: (market) => [
    `/search_result?keyword=${encodeURIComponent(market.words)}&source=web_search_result_notes`,
    ...market.posts.map((post) => noteAddress(post)),
    ...market.authors.map(({ no }) => `/user/profile/${userId(no)}`),
    '/notification',
  ],
  site: (market) => ({ answer: (request) => refused(request) ?? answer(market, request) }),
};

const FEED: ListClasses = { list: 'feeds-container', item: 'note-item' };
const COMMENTS: ListClasses = {
  box: 'note-scroller',
  list: 'comments-container',
  item: 'parent-comment',
  fold: 'show-more',
};
const NOTHING: Shown = { items: [], next: null };
const API = '/api/sns/web';

function refused({ path, fault }: ReplicaRequest): ReplicaAnswer | null {
  const isApi = path.startsWith('/api/');
  switch (fault) {
    case 'login_wall':
      if (isApi) return json({ code: -100, success: false, msg: '登录已过期', data: {} }, NOTHING);
      return path === '/login' ? pageOf({ title: '登录' }) : redirect('/login?redirectPath=%2Fexplore');
    case 'captcha':
      if (isApi) return { status: 461, headers: { verifytype: '102', verifyuuid: 'a-check' }, body: '' };
      return path === '/website-login/captcha'
        ? pageOf({ title: '安全验证' })
        : redirect('/website-login/captcha?verifyType=102');
    case 'risk_control':
      return isApi ? json({ code: 300_012, success: false, msg: '网络连接异常', data: {} }, NOTHING) : null;
    default:
      return null;
  }
}

const redirect = (location: string): ReplicaAnswer => ({ status: 302, headers: { location }, body: '' });

function answer(market: ReplicaMarket, request: ReplicaRequest): ReplicaAnswer | null {
  const { path, query, fault } = request;
  if (path === '/search_result') {
    const search = {
      keyword: query.get('keyword') ?? '',
      page: 1,
      page_size: NOTES_AT_ONCE,
      sort: 'general',
      note_type: 0,
    };
    return pageOf({
      title: `${query.get('keyword')} - 小红书搜索`,
      fault,
      head: state({ search: { feeds: [] } }),
      lists: [{ classes: FEED, first: searchAsk(search), grows: 'page' }],
    });
  }
  if (path === '/404') return pageOf({ title: '你访问的页面不见了' });
  if (path === '/notification') {
    const first = { url: `${API}/v1/you/mentions?num=20&cursor=` };
    return pageOf({ title: '通知', fault, head: state({}), lists: [{ classes: FEED, first, grows: 'page' }] });
  }
  const [, room, kind, id] = path.split('/');
  if (room === 'explore') return notePage(market, request, kind ?? '');
  if (room === 'user' && kind === 'profile') return profilePage(market, request, id ?? '');
  return path.startsWith(API) ? data(market, request) : null;
}

function notePage(market: ReplicaMarket, { query, fault }: ReplicaRequest, id: string): ReplicaAnswer | null {
  const post = market.posts.find(({ no }) => noteId(no) === id);
  if (post === undefined) return null;
  const lost = (code: number) => redirect(`/404?source=%2F404%2Fnote&noteId=${id}&error_code=${code}`);
  if (query.get('xsec_token') !== token(post.no)) return lost(300_031);
  if (post.isGone) return lost(-510_001);
  const comments = { list: [], cursor: '', hasMore: true, loading: false, firstRequestFinish: false };
  const opened = { [id]: { note: camel(noteBody(post)), comments } };
  const url = `${API}/v2/comment/page?note_id=${id}&cursor=&top_comment_id=&image_formats=jpg,webp,avif&xsec_token=${encodeURIComponent(token(post.no))}`;
  return pageOf({
    title: `${post.title} - 小红书`,
    lines: [post.text],
    fault,
    head: state({ note: fault === 'changed_schema' ? { noteMap: opened } : { noteDetailMap: opened } }),
    lists: [{ classes: COMMENTS, first: { url }, isLazy: true, grows: 'box' }],
  });
}

function profilePage(market: ReplicaMarket, { fault }: ReplicaRequest, id: string): ReplicaAnswer | null {
  const author = market.authors.find(({ no }) => userId(no) === id);
  if (author === undefined) return null;
  const part = partOf(postsOf(market, author), 0, NOTES_AT_ONCE);
  const userPageData = {
    basicInfo: {
      nickname: author.name,
      redId: `9${author.no}`,
      desc: author.bio,
      gender: 2,
      ipLocation: author.region,
      imageb: 'x',
    },
    interactions: [
      { type: 'follows', name: '关注', count: shown(author.following) },
      { type: 'fans', name: '粉丝', count: shown(author.followers) },
      { type: 'interaction', name: '获赞与收藏', count: shown(author.liked) },
    ],
    tags: [{ tagType: 'info', name: '25岁' }],
    verifyInfo: { redOfficialVerifyType: VERIFIED[author.account] },
  };
  const notes = part.items.map((post) => {
    const { id: own, note_card, xsec_token } = cardBody(post);
    return { id: own, noteCard: camel({ ...note_card, note_id: own, xsec_token }), xsecToken: xsec_token };
  });
  const next = part.next === null ? null : postedAsk(id, part.items.at(-1)!);
  return pageOf({
    title: `${author.name} - 小红书`,
    fault,
    head: state({
      user: {
        loggedIn: true,
        userPageData,
        notes: [notes, [], []],
        noteQueries: [{ num: 30, hasMore: next !== null }],
      },
    }),
    lists: [{ classes: FEED, first: { items: part.items.map(noteItem), next }, grows: 'page' }],
  });
}

const VERIFIED = { person: 0, 'verified person': 1, organisation: 2 } as const;

function data(market: ReplicaMarket, { path, query, sent, fault }: ReplicaRequest): ReplicaAnswer | null {
  const good = (
    name: string,
    list: readonly unknown[],
    items: readonly PageItem[],
    next: PageAsk | null,
    cursor: unknown = '',
  ) =>
    json(
      {
        code: 0,
        success: true,
        msg: '成功',
        data: { [fault === 'changed_schema' ? `${name}_v2` : name]: list, has_more: next !== null, cursor },
      },
      { items, next },
    );
  switch (path.slice(API.length)) {
    case '/v1/search/notes': {
      const search = JSON.parse(sent) as Search;
      const all = market.posts.filter(({ text }) => text.includes(search.keyword));
      const part = partOf(all, (search.page - 1) * NOTES_AT_ONCE, NOTES_AT_ONCE);
      const next = part.next === null ? null : searchAsk({ ...search, page: search.page + 1 });
      const suggested = { id: 'words#1', model_type: 'rec_query', rec_query: { title: '相关搜索', queries: [] } };
      return good('items', [...part.items.map(cardBody), suggested], part.items.map(noteItem), next);
    }
    case '/v1/user_posted': {
      const all = market.posts.filter(({ author }) => userId(author.no) === query.get('user_id'));
      const from = all.findIndex(({ no }) => noteId(no) === query.get('cursor')) + 1;
      const part = partOf(all, from, NOTES_AT_ONCE);
      const next = part.next === null ? null : postedAsk(query.get('user_id')!, part.items.at(-1)!);
      const flat = part.items.map((post) => {
        const { id, note_card, xsec_token } = cardBody(post);
        return { note_id: id, ...note_card, xsec_token };
      });
      return good('notes', flat, part.items.map(noteItem), next);
    }
    case '/v1/you/mentions': {
      const from = Number(query.get('cursor'));
      const part = partOf(market.mentions, from, NOTES_AT_ONCE);
      const next = part.next === null ? null : { url: `${API}/v1/you/mentions?num=20&cursor=${part.next}` };
      return good('message_list', part.items.map(noticeBody), part.items.map(noteItem), next, part.next);
    }
  }
  const post = market.posts.find(({ no }) => noteId(no) === query.get('note_id'));
  if (post === undefined) return null;
  if (path.endsWith('/v2/comment/page')) {
    const from = post.comments.findIndex(({ no }) => commentId(no) === query.get('cursor')) + 1;
    const part = partOf(post.comments, from, COMMENTS_AT_ONCE);
    const last = commentId(part.items.at(-1)?.no ?? 0);
    const next = part.next === null ? null : { url: withCursor(path, query, last) };
    return good(
      'comments',
      part.items.map(threadBody),
      part.items.map((top) => threadItem(post, top)),
      next,
      last,
    );
  }
  const top = post.comments.find(({ no }) => commentId(no) === query.get('root_comment_id'));
  if (top === undefined || !path.endsWith('/v2/comment/sub/page')) return null;
  const from = top.replies.findIndex(({ no }) => commentId(no) === query.get('cursor')) + 1;
  const part = partOf(top.replies, from, REPLIES_AT_ONCE);
  const last = commentId(part.items.at(-1)?.no ?? 0);
  const next = part.next === null ? null : { url: withCursor(path, query, last) };
  return good(
    'comments',
    part.items.map(commentBody),
    part.items.map(({ text }) => ({ text })),
    next,
    last,
  );
}

interface Search {
  readonly keyword: string;
  readonly page: number;
}

const searchAsk = (search: Search): PageAsk => ({
  url: `${API}/v1/search/notes`,
  method: 'POST',
  body: JSON.stringify(search),
});
const postedAsk = (user: string, { no }: ReplicaPost): PageAsk => ({
  url: `${API}/v1/user_posted?num=30&cursor=${noteId(no)}&user_id=${user}&image_formats=jpg,webp,avif`,
});

function withCursor(path: string, query: URLSearchParams, cursor: string): string {
  const next = new URLSearchParams(query);
  next.set('cursor', cursor);
  return `${path}?${next}`;
}

const state = (parts: object) =>
  stateScript('window.__INITIAL_STATE__={}', { global: { appSettings: {} }, user: { loggedIn: true }, ...parts });

/** Above ten thousand the web tells tenths of 万. */
function shown(count: number): string {
  return count < 10_000 ? String(count) : `${Math.floor(count / 1000) / 10}万`;
}

function user({ no, name }: ReplicaAuthor): object {
  return {
    user_id: userId(no),
    nickname: name,
    avatar: 'https://sns-avatar-qc.xhscdn.com/avatar/x.jpg',
    xsec_token: token(no),
  };
}

const pictures = ({ images, hasVideo }: ReplicaPost) =>
  Array.from({ length: hasVideo ? 1 : images }, (_, at) => ({
    width: 1080,
    height: 1440 + at,
    url_default: '',
    url: '',
  }));

function cardBody(post: ReplicaPost) {
  return {
    id: noteId(post.no),
    model_type: 'note',
    xsec_token: token(post.no),
    note_card: {
      type: post.hasVideo ? 'video' : 'normal',
      display_title: post.title,
      user: user(post.author),
      interact_info: { liked: false, liked_count: shown(post.likes) },
      cover: { width: 1080, height: 1440, url_default: '' },
      image_list: pictures(post),
    },
  };
}

function noteBody(post: ReplicaPost): object {
  return {
    note_id: noteId(post.no),
    type: post.hasVideo ? 'video' : 'normal',
    title: post.title,
    desc: noteText(post),
    time: post.at,
    last_update_time: post.at,
    ip_location: post.region,
    user: user(post.author),
    interact_info: {
      liked: false,
      liked_count: shown(post.likes),
      collected: false,
      collected_count: shown(post.saves),
      comment_count: shown(commentCount(post)),
      share_count: shown(post.shares),
    },
    image_list: pictures(post),
    tag_list: post.tags.map((name, at) => ({ id: hex(at, at), name, type: 'topic' })),
    at_user_list: [],
    xsec_token: token(post.no),
  };
}

function commentBody(one: ReplicaComment): object {
  return {
    id: commentId(one.no),
    note_id: noteId(one.post.no),
    content: one.text,
    create_time: one.at,
    ip_location: one.region,
    like_count: String(one.likes),
    liked: false,
    status: 0,
    at_users: [],
    show_tags: one.isPinned ? ['user_top'] : [],
    user_info: { ...user(one.author), image: 'x' },
    ...(one.parent === null
      ? {}
      : { target_comment: { id: commentId(one.parent.no), user_info: user(one.parent.author) } }),
  };
}

function threadBody(top: ReplicaComment): object {
  return {
    ...commentBody(top),
    sub_comment_count: String(top.replies.length),
    sub_comments: top.replies.slice(0, 1).map(commentBody),
    sub_comment_cursor: commentId(top.replies[0]?.no ?? 0),
    sub_comment_has_more: top.replies.length > 1,
  };
}

function noticeBody(post: ReplicaPost): object {
  return {
    id: String(7_000_000 + post.no),
    type: 'mention/item',
    title: '在笔记中@了你',
    time: post.at / 1000,
    user_info: { userid: userId(post.author.no), nickname: post.author.name, image: 'x', indicator: '你的粉丝' },
    item_info: {
      type: 'note_info',
      id: noteId(post.no),
      content: post.title,
      image: '',
      xsec_token: token(post.no),
      status: 0,
      illegal_info: { status: 0, desc: '', illegal_status: 'NORMAL' },
      user_info: { userid: userId(post.author.no), nickname: post.author.name, image: 'x' },
    },
  };
}

const noteItem = (post: ReplicaPost): PageItem => ({ text: post.title, link: noteAddress(post) });

function threadItem(post: ReplicaPost, top: ReplicaComment): PageItem {
  const items = top.replies.slice(0, 1).map(({ text }) => ({ text }));
  if (top.replies.length <= 1) return { text: top.text, items };
  const cursor = commentId(top.replies[0]!.no);
  const url = `${API}/v2/comment/sub/page?note_id=${noteId(post.no)}&root_comment_id=${commentId(top.no)}&num=${REPLIES_AT_ONCE}&cursor=${cursor}&xsec_token=${encodeURIComponent(token(post.no))}`;
  return { text: top.text, items, fold: { label: `展开 ${top.replies.length - 1} 条回复`, ask: { url } } };
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
