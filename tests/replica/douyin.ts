/** Our own small Douyin: search (its first page in pieces), posts with their state in the page or asked for, comments, profiles, notices. */
import {
  commentCount,
  commentsOf,
  partOf,
  postsOf,
  type ReplicaAuthor,
  type ReplicaComment,
  type ReplicaMarket,
  type ReplicaPost,
} from './market.ts';
import { type ListClasses, pageOf, stateScript } from './page.ts';
import { json, type PageItem, type Replica, type ReplicaAnswer, type ReplicaRequest, type Shown } from './site.ts';

const POSTS_AT_ONCE = 10;
const COMMENTS_AT_ONCE = 5;
const REPLIES_AT_ONCE = 3;

const awemeId = (no: number) => String(7_300_000_000_000_000_000n + BigInt(no));
const commentId = (no: number) => String(7_400_000_000_000_000_000n + BigInt(no));
const uidOf = (no: number) => String(880_000_000 + no);
const secUidOf = (no: number) => `MS4wLjABAAAAreplica-of-account-${no}`;
const describe = ({ title, text, tags }: ReplicaPost) => `${title} ${text} ${tags.map((tag) => `#${tag}`).join(' ')}`;

export const replica: Replica = {
  name: 'douyin',
  cookies: ['sessionid'],
  ids: { post: awemeId, comment: commentId, author: uidOf },
  visible: {
    post: ['likes', 'saves', 'shares', 'replies', 'images'],
    comment: ['likes', 'region'],
    followers: 'profile',
  },
  says: (of) => ('title' in of ? describe(of) : of.text),
  visits: (market) => [
    `/search/${encodeURIComponent(market.words)}?type=general`,
    ...market.posts.map(({ no }) => `/video/${awemeId(no)}`),
    ...market.authors.map(({ no }) => `/user/${secUidOf(no)}`),
    '/?recommend=1',
  ],
  site: (market) => ({ answer: (request) => answer(market, request) }),
};

const API = '/aweme/v1/web';
const NOTHING: Shown = { items: [], next: null };
const CARDS: ListClasses = { list: 'search-result-list', item: 'search-result-card' };
const COMMENTS: ListClasses = { list: 'comment-list', item: 'comment-item', fold: 'comment-reply-expand-btn' };

function answer(market: ReplicaMarket, request: ReplicaRequest): ReplicaAnswer | null {
  const { path, fault } = request;
  if (!path.startsWith(API)) return fault === 'captcha' ? pageOf({ title: '验证码中间页' }) : page(market, request);
  if (fault === 'login_wall') return json({ status_code: 2483, status_msg: '请先登录' }, NOTHING);
  if (fault === 'risk_control') return { body: '', shows: NOTHING };
  if (fault === 'captcha') {
    const nil = { search_nil_type: 'verify_check', search_nil_item: 'verify_check', is_load_more: 'first_flush' };
    return json({ status_code: 0, data: [], has_more: 0, cursor: 0, search_nil_info: nil }, NOTHING);
  }
  return api(market, request);
}

function page(market: ReplicaMarket, { path, query, fault }: ReplicaRequest): ReplicaAnswer | null {
  const [, room, id = ''] = path.split('/');
  if (room === '' && query.has('recommend')) {
    const first = { url: `${API}/notice/?notice_group=960&count=${POSTS_AT_ONCE}&max_time=0` };
    return pageOf({ title: '抖音', fault, lists: [{ classes: NOTICES, first, grows: 'box' }] });
  }
  if (room === 'search') {
    const first = { url: `${API}/general/search/stream/?keyword=${id}&offset=0&a_bogus=a-signature` };
    return pageOf({ title: '抖音搜索', fault, lists: [{ classes: CARDS, first, grows: 'page' }] });
  }
  if (room === 'user') {
    const author = market.authors.find(({ no }) => secUidOf(no) === id);
    if (author === undefined) return null;
    return pageOf({
      title: `${author.name}的抖音`,
      fault,
      lists: [
        { classes: HEAD, first: { url: `${API}/user/profile/other/?sec_user_id=${id}` }, grows: 'page' },
        { classes: CARDS, first: { url: `${API}/aweme/post/?sec_user_id=${id}&max_cursor=0` }, grows: 'page' },
      ],
    });
  }
  const post = market.posts.find(({ no }) => awemeId(no) === id);
  if (room !== 'video' || post === undefined) return null;
  const comments = {
    classes: COMMENTS,
    first: { url: `${API}/comment/list/?aweme_id=${id}&cursor=0&count=${COMMENTS_AT_ONCE}` },
    isLazy: true,
    grows: 'page',
  } as const;
  // Some pages bring their post, streamed or whole; the others ask for it.
  const detail = { classes: HEAD, first: { url: `${API}/aweme/detail/?aweme_id=${id}` }, grows: 'page' } as const;
  if (post.isGone) return pageOf({ title: '抖音', fault, lists: [detail] });
  const isAsked = post.no % 3 === 0;
  return pageOf({
    title: describe(post),
    fault,
    head: isAsked ? '' : post.no % 3 === 1 ? whole(post) : streamed(post),
    lists: isAsked ? [detail, comments] : [comments],
  });
}

const HEAD: ListClasses = { list: 'head', item: 'head-item' };
const NOTICES: ListClasses = { list: 'notices', item: 'notice', box: 'data-e2e=notice-list' };

function whole(post: ReplicaPost): string {
  const state = encodeURIComponent(JSON.stringify({ app: { videoDetail: detailBody(post), odin: { user_type: 12 } } }));
  return `<script id="RENDER_DATA" type="application/json">${state}</script>`;
}

function streamed(post: ReplicaPost): string {
  const row = `7:${JSON.stringify(['$', '$L3', null, { aweme: { statusCode: 0, detail: detailBody(post) } }])}\n`;
  const middle = Math.floor(row.length / 2);
  const parts = [`1:I["x"]\n${row.slice(0, middle)}`, row.slice(middle)];
  return parts.map((part) => stateScript('self.__pace_f.push([1,{}])', part)).join('');
}

function api(market: ReplicaMarket, request: ReplicaRequest): ReplicaAnswer | null {
  const { path, query, fault } = request;
  const isOther = fault === 'changed_schema';
  const from = Number(query.get('offset') ?? query.get('cursor') ?? query.get('max_cursor') ?? query.get('max_time'));
  const named = market.posts.find(({ no }) => awemeId(no) === (query.get('aweme_id') ?? query.get('item_id')));
  switch (path.slice(API.length)) {
    case '/general/search/stream/':
    case '/general/search/single/': {
      const all = market.posts.filter(({ title }) => title.includes(query.get('keyword') ?? ''));
      const { items, next } = partOf(all, from, POSTS_AT_ONCE);
      const ask = `${API}/general/search/single/?keyword=${encodeURIComponent(market.words)}&offset=${next}`;
      const shows = cardsOf(items, next === null ? null : ask);
      const cards = items.map((post) => ({ type: 1, aweme_info: awemeBody(post) }));
      const data = [{ type: 999, dynamic_patch: { raw_data: '{}' } }, ...cards];
      const end = { status_code: 0, has_more: next === null ? 0 : 1, cursor: next ?? 0 };
      if (path.endsWith('single/')) return json({ ...end, [isOther ? 'cards' : 'data']: data }, shows);
      const half = Math.ceil(data.length / 2);
      const pieces = [data.slice(0, half), data.slice(half)].map((part) => ({
        ...end,
        [isOther ? 'cards' : 'data']: part,
      }));
      const body = pieces
        .map((one) => `${JSON.stringify(one).length.toString(16)}\r\n${JSON.stringify(one)}\r\n`)
        .join('');
      return { body: isOther ? JSON.stringify(pieces[0]) : body, shows };
    }
    case '/aweme/detail/': {
      if (named === undefined) return null;
      const gone = { aweme_id: awemeId(named.no), filter_reason: 'status_self_see', notice: '抱歉，作品不见了' };
      if (named.isGone) return json({ status_code: 0, aweme_detail: null, filter_detail: gone }, NOTHING);
      return json({ status_code: 0, [isOther ? 'item' : 'aweme_detail']: awemeBody(named) }, NOTHING);
    }
    case '/comment/list/': {
      const { items, next } = partOf(named?.comments ?? [], from, COMMENTS_AT_ONCE);
      const ask = next === null ? null : { url: `${path}?aweme_id=${query.get('aweme_id')}&cursor=${next}` };
      const list = items.map(commentBody);
      const body = { status_code: 0, cursor: next ?? from + items.length, has_more: next === null ? 0 : 1 };
      return json({ ...body, [isOther ? 'entries' : 'comments']: list }, { items: items.map(threadItem), next: ask });
    }
    case '/comment/list/reply/': {
      const top = market.posts.flatMap(commentsOf).find(({ no }) => commentId(no) === query.get('comment_id'));
      const { items, next } = partOf(top?.replies ?? [], from, REPLIES_AT_ONCE);
      const ask = `${path}?item_id=${query.get('item_id')}&comment_id=${query.get('comment_id')}&cursor=${next}`;
      const body = {
        status_code: 0,
        comments: items.map(commentBody),
        cursor: next ?? 0,
        has_more: next === null ? 0 : 1,
      };
      return json(body, { items: items.map(commentItem), next: next === null ? null : { url: ask } });
    }
    case '/user/profile/other/': {
      const author = market.authors.find(({ no }) => secUidOf(no) === query.get('sec_user_id'));
      return author === undefined ? null : json({ status_code: 0, user: profileBody(author) }, NOTHING);
    }
    case '/aweme/post/': {
      const author = market.authors.find(({ no }) => secUidOf(no) === query.get('sec_user_id'));
      const all = author === undefined ? [] : postsOf(market, author).filter(({ isGone }) => !isGone);
      const { items, next } = partOf(all, from, POSTS_AT_ONCE);
      const ask = next === null ? null : `${path}?sec_user_id=${query.get('sec_user_id')}&max_cursor=${next}`;
      const body = { status_code: 0, [isOther ? 'items' : 'aweme_list']: items.map(awemeBody), max_cursor: next ?? 0 };
      return json({ ...body, has_more: next === null ? 0 : 1 }, cardsOf(items, ask));
    }
    case '/notice/': {
      const { items, next } = partOf(market.mentions, from, POSTS_AT_ONCE);
      const ask = next === null ? null : `${path}?notice_group=960&max_time=${next}`;
      const list = items.map((post) => ({
        nid_str: `${post.no}`,
        type: 45,
        at: { aweme: awemeBody(post), sub_type: 1 },
      }));
      const likes = { nid_str: 'likes', type: 41, digg: { aweme: awemeBody(market.posts[0]!) } };
      return json(
        { status_code: 0, [isOther ? 'notices' : 'notice_list_v2']: [likes, ...list], has_more: next === null ? 0 : 1 },
        cardsOf(items, ask),
      );
    }
    default:
      return null;
  }
}

function cardsOf(posts: readonly ReplicaPost[], ask: string | null): Shown {
  const items = posts.map((post): PageItem => ({ text: post.title, link: `/video/${awemeId(post.no)}` }));
  return { items, next: ask === null ? null : { url: ask } };
}

function userBody({ no, name, account }: ReplicaAuthor): object {
  return {
    uid: uidOf(no),
    sec_uid: secUidOf(no),
    nickname: name,
    custom_verify: account === 'verified person' ? '优质生活自媒体' : '',
    enterprise_verify_reason: account === 'organisation' ? `${name}账号` : '',
    follower_count: 0,
    avatar_thumb: { url_list: ['https://p3.example.invalid/a.jpeg'] },
  };
}

function profileBody(author: ReplicaAuthor): object {
  const { bio, followers, following, liked } = author;
  const counts = { follower_count: followers, following_count: following, total_favorited: liked };
  return { ...userBody(author), ...counts, signature: bio, ip_location: `IP属地：${author.region}` };
}

function awemeBody(post: ReplicaPost): object {
  const { no, at, author, likes, saves, shares, images, tags } = post;
  return {
    aweme_id: awemeId(no),
    desc: describe(post),
    create_time: at / 1000,
    aweme_type: images > 0 ? 68 : 0,
    author: userBody(author),
    author_user_id: Number(uidOf(author.no)),
    statistics: {
      aweme_id: awemeId(no),
      digg_count: likes,
      collect_count: saves,
      comment_count: commentCount(post),
      share_count: shares,
      play_count: 0,
    },
    text_extra: tags.map((tag) => ({ hashtag_name: tag, type: 1 })),
    images: images === 0 ? null : Array.from({ length: images }, () => ({ width: 1440, height: 1920, url_list: [] })),
    video: { duration: images > 0 ? 0 : 15_000, width: 1080, height: 1920 },
    status: { is_delete: false, is_prohibited: false, private_status: 0 },
    share_url: `https://www.iesdouyin.com/share/video/${awemeId(no)}/?share_token=a-secret`,
  };
}

function detailBody(post: ReplicaPost): object {
  const { no, at, author, likes, saves, shares, images, tags } = post;
  const { name, account } = author;
  return {
    awemeId: awemeId(no),
    desc: describe(post),
    createTime: at / 1000,
    authorInfo: {
      uid: uidOf(author.no),
      secUid: secUidOf(author.no),
      nickname: name,
      customVerify: account === 'verified person' ? '优质生活自媒体' : '',
      enterpriseVerifyReason: account === 'organisation' ? `${name}账号` : '',
    },
    stats: {
      diggCount: likes,
      collectCount: saves,
      commentCount: commentCount(post),
      shareCount: shares,
      playCount: 0,
    },
    textExtra: tags.map((tag) => ({ hashtagName: tag, type: 1 })),
    images: Array.from({ length: images }, () => ({ width: 1440, height: 1920, urlList: [] })),
    video: { duration: images > 0 ? 0 : 15_000 },
  };
}

function commentBody({
  no,
  post,
  root,
  parent,
  text,
  at,
  likes,
  region,
  author,
  isPinned,
  replies,
}: ReplicaComment): object {
  const answered = parent === null || parent === root ? '0' : commentId(parent.no);
  return {
    cid: commentId(no),
    aweme_id: awemeId(post.no),
    text,
    create_time: at / 1000,
    digg_count: likes,
    ip_label: region,
    status: 1,
    user: userBody(author),
    reply_id: root === null ? '0' : commentId(root.no),
    reply_to_reply_id: answered,
    reply_comment: null,
    image_list: null,
    stick_position: isPinned ? 1 : 0,
    ...(root === null ? { reply_comment_total: replies.length } : {}),
  };
}

function commentItem({ text }: ReplicaComment): PageItem {
  return { text };
}

function threadItem(top: ReplicaComment): PageItem {
  if (top.replies.length === 0) return { text: top.text };
  const ask = {
    url: `${API}/comment/list/reply/?item_id=${awemeId(top.post.no)}&comment_id=${commentId(top.no)}&cursor=0`,
  };
  return { text: top.text, fold: { label: `展开${top.replies.length}条回复`, ask } };
}
