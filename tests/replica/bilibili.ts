/** A small Bilibili of our own: the search by pages, videos with their state, comments by offset, spaces, the @ feed, and its ways to say no. */
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
import { json, type PageItem, type Replica, type ReplicaAnswer, type ReplicaRequest, type Shown } from './site.ts';

const [HITS_AT_ONCE, VIDEOS_AT_ONCE, COMMENTS_AT_ONCE, REPLIES_AT_ONCE, MENTIONS_AT_ONCE] = [10, 10, 10, 3, 5];

const aid = (no: number) => 115_000_000_000 + no;
const rpid = (no: number) => 280_000_000_000 + no * 16;
const mid = (no: number) => 3_690_000_000 + no;

const announced = ({ tags }: ReplicaPost) => tags.map((tag) => `#${tag}#`).join('');

export const replica: Replica = {
  name: 'bilibili',
  cookies: ['SESSDATA'],
  ids: { post: (no) => String(aid(no)), comment: (no) => String(rpid(no)), author: (no) => String(mid(no)) },
  visible: {
    post: ['title', 'likes', 'saves', 'shares', 'replies', 'views', 'coins', 'danmaku'],
    comment: ['likes', 'region'],
    followers: 'profile',
  },
  says: (of) => ('tags' in of ? `${of.text}\n${announced(of)}` : of.text),
  visits: (market) => [
    `/video?keyword=${encodeURIComponent(market.words)}&order=pubdate`,
    ...market.posts.map(({ no }) => `/video/av${aid(no)}`),
    ...market.authors.map(({ no }) => `/${mid(no)}/upload/video`),
    '/#/at',
  ],
  site: (market) => ({ answer: (request) => refused(request) ?? page(market, request) ?? data(market, request) }),
};

const API = '/x/';
const CARDS: ListClasses = {
  list: 'search-content',
  item: 'bili-video-card',
  next: 'vui_button vui_pagenation--btn vui_pagenation--btn-side',
};
const FEED: ListClasses = { list: 'message-list', item: 'at-item' };
const COMMENTS: ListClasses = { list: 'reply-list', item: 'reply-item', fold: 'view-more-btn' };
const HEAD: ListClasses = { list: 'head', item: 'head-item' };
const NOTHING: Shown = { items: [], next: null };

const redirect = (location: string): ReplicaAnswer => ({ status: 302, headers: { location }, body: '' });
const said = (code: number, message: string, more: object = {}) => json({ code, message, ttl: 1, ...more }, NOTHING);

function refused({ path, fault }: ReplicaRequest): ReplicaAnswer | null {
  const isData = path.startsWith(API);
  switch (fault) {
    case 'login_wall':
      if (isData) return said(-101, '账号未登录');
      return path === '/login' ? pageOf({ title: '登录' }) : redirect('/login');
    case 'captcha':
      return isData ? said(0, '0', { data: { v_voucher: 'voucher_x' } }) : pageOf({ title: '验证码_哔哩哔哩' });
    case 'risk_control':
      return isData ? said(-352, '风控校验失败') : null;
    default:
      return null;
  }
}

function page(market: ReplicaMarket, { path, query, fault }: ReplicaRequest): ReplicaAnswer | null {
  if (path === '/') {
    const first = { url: atFeed(null) };
    return pageOf({ title: '消息中心', fault, lists: [{ classes: FEED, first, grows: 'page' }] });
  }
  if (path === '/video') {
    const first = { url: searchAt(query.get('keyword') ?? '', 1) };
    return pageOf({ title: '哔哩哔哩搜索', fault, lists: [{ classes: CARDS, first, grows: 'button' }] });
  }
  const [, room = '', name = ''] = path.split('/');
  if (/^\d+$/u.test(room)) {
    const lists = [
      { classes: HEAD, first: { url: `/x/space/wbi/acc/info?mid=${room}&w_rid=a-secret` }, grows: 'page' },
      { classes: HEAD, first: { url: `/x/relation/stat?vmid=${room}` }, grows: 'page' },
      { classes: CARDS, first: { url: videosAt(room, 1) }, grows: 'button' },
    ] as const;
    return pageOf({ title: '的个人空间', fault, lists });
  }
  if (room !== 'video') return null;
  const post = market.posts.find(({ no }) => name === `av${aid(no)}`);
  if (post === undefined || post.isGone) return pageOf({ title: '视频去哪了呢？_哔哩哔哩_bilibili' });
  const videoData = videoBody(post);
  const state = {
    aid: aid(post.no),
    [fault === 'changed_schema' ? 'video' : 'videoData']: videoData,
    upData: { ...ownerBody(post.author), fans: post.author.followers, sign: post.author.bio },
    tags: post.tags.map((tag, place) => ({ tag_id: place, tag_name: tag })),
  };
  return pageOf({
    title: `${post.title}_哔哩哔哩_bilibili`,
    lines: [post.text],
    fault,
    head: stateScript('window.__INITIAL_STATE__={};(function(){var s;})();', state),
    lists: [{ classes: COMMENTS, first: { url: commentsAt(aid(post.no), 0) }, isLazy: true, grows: 'page' }],
  });
}

const searchAt = (keyword: string, at: number) =>
  `/x/web-interface/wbi/search/type?search_type=video&keyword=${encodeURIComponent(keyword)}&order=pubdate&page=${at}&w_rid=a-secret&wts=1`;
const videosAt = (owner: string, at: number) =>
  `/x/space/wbi/arc/search?mid=${owner}&pn=${at}&ps=${VIDEOS_AT_ONCE}&w_rid=a-secret`;
const commentsAt = (oid: number, offset: number) =>
  `/x/v2/reply/wbi/main?oid=${oid}&type=1&mode=2&pagination_str=${encodeURIComponent(JSON.stringify({ offset: String(offset) }))}&w_rid=a-secret`;
const repliesAt = (oid: number, root: number, at: number) =>
  `/x/v2/reply/reply?oid=${oid}&type=1&root=${root}&ps=${REPLIES_AT_ONCE}&pn=${at}`;
const atFeed = (from: number | null) =>
  `/x/msgfeed/at?platform=web&build=0${from === null ? '' : `&id=${from}&at_time=1`}`;

function data(market: ReplicaMarket, { path, query, fault }: ReplicaRequest): ReplicaAnswer | null {
  const isOther = fault === 'changed_schema';
  const good = (inner: object, shows: Shown) => json({ code: 0, message: '0', ttl: 1, data: inner }, shows);
  const at = Number(query.get('page') ?? query.get('pn') ?? 1);
  switch (path) {
    case '/x/web-interface/wbi/search/type': {
      const keyword = query.get('keyword') ?? '';
      const all = market.posts.filter(({ text }) => text.includes(keyword));
      const part = partOf(all, (at - 1) * HITS_AT_ONCE, HITS_AT_ONCE);
      const next = part.next === null ? null : { url: searchAt(keyword, at + 1) };
      const hits = [{ type: 'ketang', id: 1, title: '课程' }, ...part.items.map(hitBody)];
      const numPages = Math.ceil(all.length / HITS_AT_ONCE);
      return good(
        {
          page: at,
          pagesize: HITS_AT_ONCE,
          numPages,
          numResults: all.length,
          [isOther ? 'results' : 'result']: isOther ? { hits } : hits,
        },
        { items: part.items.map(videoItem), next },
      );
    }
    case '/x/space/wbi/acc/info': {
      const author = market.authors.find(({ no }) => String(mid(no)) === query.get('mid'));
      return author === undefined
        ? said(-404, '啥都木有')
        : good({ ...ownerBody(author), ...profileBody(author) }, NOTHING);
    }
    case '/x/relation/stat': {
      const author = market.authors.find(({ no }) => String(mid(no)) === query.get('vmid'));
      if (author === undefined) return said(-404, '啥都木有');
      return good({ mid: mid(author.no), following: author.following, black: 0, follower: author.followers }, NOTHING);
    }
    case '/x/space/wbi/arc/search': {
      const owner = query.get('mid') ?? '';
      const author = market.authors.find(({ no }) => String(mid(no)) === owner);
      const all = author === undefined ? [] : postsOf(market, author);
      const part = partOf(all, (at - 1) * VIDEOS_AT_ONCE, VIDEOS_AT_ONCE);
      const next = part.next === null ? null : { url: videosAt(owner, at + 1) };
      return good(
        {
          list: { tlist: {}, [isOther ? 'videos' : 'vlist']: part.items.map(listedBody) },
          page: { pn: at, ps: VIDEOS_AT_ONCE, count: all.length },
        },
        { items: part.items.map(videoItem), next },
      );
    }
    case '/x/msgfeed/at': {
      const from = market.mentions.findIndex(({ no }) => no === Number(query.get('id'))) + 1;
      const part = partOf(market.mentions, from, MENTIONS_AT_ONCE);
      const last = part.items.at(-1)?.no ?? 0;
      const next = part.next === null ? null : { url: atFeed(last) };
      return good(
        { cursor: { is_end: next === null, id: last, time: 1 }, items: part.items.map(mentionBody) },
        { items: part.items.map(videoItem), next },
      );
    }
  }
  const post = market.posts.find(({ no }) => String(aid(no)) === query.get('oid'));
  if (post === undefined || !path.startsWith('/x/v2/reply/')) return null;
  if (path === '/x/v2/reply/wbi/main') {
    const { offset } = JSON.parse(query.get('pagination_str') ?? '{}') as { offset?: string };
    const from = Number(offset ?? 0);
    const rest = post.comments.filter(({ isPinned }) => !isPinned);
    const pinned = from === 0 ? post.comments.filter(({ isPinned }) => isPinned) : [];
    const part = partOf(rest, from, COMMENTS_AT_ONCE);
    const next = part.next === null ? null : { url: commentsAt(aid(post.no), part.next) };
    const cursor = { is_begin: from === 0, is_end: next === null, mode: 2, all_count: commentCount(post) };
    return good(
      {
        [isOther ? 'position' : 'cursor']: cursor,
        replies: part.items.map(threadBody),
        top_replies: pinned.map(threadBody),
        top: { admin: null, upper: pinned.map(threadBody)[0] ?? null, vote: null },
      },
      { items: [...pinned, ...part.items].map(threadItem), next },
    );
  }
  const top = post.comments.find(({ no }) => String(rpid(no)) === query.get('root'));
  if (top === undefined) return null;
  const part = partOf(top.replies, (at - 1) * REPLIES_AT_ONCE, REPLIES_AT_ONCE);
  const next = part.next === null ? null : { url: repliesAt(aid(post.no), rpid(top.no), at + 1) };
  return good(
    {
      page: { num: at, size: REPLIES_AT_ONCE, count: top.replies.length },
      replies: part.items.map(replyBody),
      root: replyBody(top),
    },
    { items: part.items.map(({ text }) => ({ text })), next },
  );
}

function ownerBody({ no, name }: ReplicaAuthor): object {
  return { mid: mid(no), name, face: 'https://i0.hdslb.com/bfs/face/x.jpg' };
}

const VERIFIED = { person: -1, 'verified person': 0, organisation: 1 } as const;

function profileBody({ bio, account }: ReplicaAuthor): object {
  const type = VERIFIED[account];
  return {
    sex: '保密',
    sign: bio,
    birthday: '01-01',
    level: 5,
    official: { role: type === 1 ? 3 : 0, title: '', desc: '', type },
  };
}

function videoBody(post: ReplicaPost): object {
  const { no, title, text, at, author, views, danmaku, saves, coins, shares, likes } = post;
  return {
    aid: aid(no),
    bvid: '',
    title,
    desc: text,
    dynamic: announced(post),
    pubdate: at / 1000,
    ctime: at / 1000 - 60,
    copyright: 1,
    pic: 'http://i0.hdslb.com/bfs/archive/x.jpg',
    owner: ownerBody(author),
    stat: {
      aid: aid(no),
      view: views,
      danmaku,
      reply: commentCount(post),
      favorite: saves,
      coin: coins,
      share: shares,
      like: likes,
      dislike: 0,
    },
    duration: 95,
  };
}

function hitBody(post: ReplicaPost): object {
  const { no, title, text, at, author, views, danmaku, saves, likes, tags } = post;
  return {
    type: 'video',
    id: aid(no),
    aid: aid(no),
    bvid: '',
    mid: mid(author.no),
    author: author.name,
    title: title.replace('面霜', '<em class="keyword">面霜</em>'),
    description: text.slice(0, 60),
    pic: '//i0.hdslb.com/bfs/archive/x.jpg',
    tag: tags.join(','),
    pubdate: at / 1000,
    play: views,
    danmaku,
    video_review: danmaku,
    favorites: saves,
    review: commentCount(post),
    like: likes,
    upic: 'https://i0.hdslb.com/bfs/face/x.jpg',
  };
}

function listedBody(post: ReplicaPost): object {
  const { no, title, text, at, author, views, danmaku } = post;
  return {
    aid: aid(no),
    bvid: '',
    mid: mid(author.no),
    author: author.name,
    title,
    description: text.slice(0, 60),
    created: at / 1000,
    play: views,
    video_review: danmaku,
    comment: commentCount(post),
    review: 0,
    pic: 'http://i0.hdslb.com/bfs/archive/x.jpg',
  };
}

function replyBody({ no, post, root, parent, author, at, likes, text, region }: ReplicaComment): object {
  const answers = parent === null || parent === root ? '' : `回复 @${parent.author.name} :`;
  return {
    rpid: rpid(no),
    oid: aid(post.no),
    type: 1,
    mid: mid(author.no),
    root: root === null ? 0 : rpid(root.no),
    parent: parent === null ? 0 : rpid(parent.no),
    ctime: at / 1000,
    like: likes,
    rcount: 0,
    member: {
      mid: String(mid(author.no)),
      uname: author.name,
      sex: '保密',
      sign: author.bio,
      avatar: 'https://i0.hdslb.com/bfs/face/x.jpg',
      official_verify: { type: VERIFIED[author.account], desc: '' },
    },
    content: { message: answers + text, members: [], jump_url: {}, max_line: 6 },
    replies: null,
    reply_control: { location: `IP属地：${region}`, time_desc: '1天前发布' },
    invisible: false,
  };
}

function threadBody(top: ReplicaComment): object {
  return { ...replyBody(top), rcount: top.replies.length, replies: top.replies.slice(0, 1).map(replyBody) };
}

function mentionBody({ no, author, text, title, at }: ReplicaPost): object {
  return {
    id: no,
    at_time: at / 1000,
    user: { mid: mid(author.no), nickname: author.name, avatar: 'x', fans: 0, follow: false },
    item: {
      type: 'video',
      business: '稿件',
      business_id: 1,
      subject_id: aid(no),
      root_id: 0,
      source_id: 0,
      target_id: 0,
      title,
      uri: `https://www.bilibili.com/video/av${aid(no)}`,
      source_content: text.slice(0, 40),
      at_details: [],
    },
  };
}

const videoItem = ({ no, title }: ReplicaPost): PageItem => ({ text: title, link: `/video/av${aid(no)}` });

function threadItem(top: ReplicaComment): PageItem {
  const items = top.replies.slice(0, 1).map(({ text }) => ({ text }));
  if (top.replies.length <= 1) return { text: top.text, items };
  const ask = { url: repliesAt(aid(top.post.no), rpid(top.no), 1) };
  return { text: top.text, items, fold: { label: `共${top.replies.length}条回复，点击查看`, ask } };
}
