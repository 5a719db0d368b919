/** A small Weibo of our own, as phones see it: lists of cards, pages with their state, comments by `max_id`, and its ways to say no. */
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

const [POSTS_AT_ONCE, COMMENTS_AT_ONCE, REPLIES_AT_ONCE] = [10, 10, 3];

const mid = (no: number) => String(5_100_000_000_000_000 + no * 1_000);
const commentId = (no: number) => String(5_200_000_000_000_000 + no * 1_000);
const uid = (no: number) => String(7_000_000_000 + no);

/** Text is markup here; a cut one ends with a link to its page. */
const LONGEST = 140;
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br />');
const topicLink = (tag: string) =>
  `<a href="https://m.weibo.cn/search?containerid=231522type%3D1%26q%3D${encodeURIComponent(tag)}"><span class="surl-text">#${tag}#</span></a>`;
const words = ({ text, tags }: ReplicaPost) => `${escaped(text)} ${tags.map(topicLink).join('')}`;
const cut = (post: ReplicaPost) =>
  post.text.length <= LONGEST
    ? words(post)
    : `${escaped(post.text.slice(0, LONGEST))} ...<a href="/status/${mid(post.no)}">全文</a>`;

export const replica: Replica = {
  name: 'weibo',
  cookies: ['SUB'],
  ids: { post: mid, comment: commentId, author: uid },
  visible: {
    post: ['likes', 'shares', 'replies', 'region', 'images'],
    comment: ['likes', 'region'],
    followers: 'profile',
  },
  says: (of) => ('tags' in of ? words(of) : of.text),
  visits: (market) => [
    `/search?containerid=${encodeURIComponent(searchOf(market.words))}`,
    ...market.posts.map(({ no }) => `/detail/${mid(no)}`),
    ...market.authors.map(({ no }) => `/u/${uid(no)}`),
    '/msg/atme',
  ],
  site: (market) => ({ answer: (request) => refused(request) ?? page(market, request) ?? data(market, request) }),
};

const searchOf = (query: string) => `100103type=61&q=${query}&t=0`;
const CARDS: ListClasses = { list: 'm-container-max', item: 'card-main' };
const COMMENTS: ListClasses = { list: 'comment-content', item: 'cmt-sub-txt', fold: 'more-reply' };
const NOTHING: Shown = { items: [], next: null };
const GET_INDEX = '/api/container/getIndex';

/** Documents are what no script asks for. */
const isData = (path: string) => /^\/(?:api|comments|message|statuses)\//u.test(path);
const redirect = (location: string): ReplicaAnswer => ({ status: 302, headers: { location }, body: '' });

function refused({ path, fault }: ReplicaRequest): ReplicaAnswer | null {
  if (fault === 'login_wall') {
    const url = '/signin/login?entry=mweibo';
    if (isData(path)) return json({ ok: -100, errno: '-100', msg: '请登录', url }, NOTHING);
    return path === '/signin/login' ? pageOf({ title: '登录 - 微博' }) : redirect(url);
  }
  if (fault === 'captcha') {
    const url = '/captcha/show?retcode=6102';
    if (isData(path)) return json({ ok: -100, url }, NOTHING);
    return path === '/captcha/show' ? pageOf({ title: '验证码' }) : redirect(url);
  }
  return fault === 'risk_control' && isData(path)
    ? { status: 432, body: '', type: 'text/html; charset=utf-8', shows: NOTHING }
    : null;
}

function page(market: ReplicaMarket, { path, query, fault }: ReplicaRequest): ReplicaAnswer | null {
  const [, room, id = ''] = path.split('/');
  const listed = (title: string, ...urls: readonly string[]) =>
    pageOf({ title, fault, lists: urls.map((url) => ({ classes: CARDS, first: { url }, grows: 'page' })) });
  switch (room) {
    case 'search':
      return listed(
        '微博搜索',
        cardsAt({ containerid: query.get('containerid') ?? '', page_type: 'searchall', page: '1' }),
      );
    case 'msg':
      return listed('@我的', '/message/mentionsAt?page=1&st=a-secret');
    case 'u': {
      const account = { type: 'uid', value: id };
      return listed('微博', cardsAt(account), cardsAt({ ...account, containerid: `107603${id}` }));
    }
    case 'detail':
    case 'status': {
      const post = market.posts.find(({ no }) => mid(no) === id);
      if (post === undefined || post.isGone) {
        return pageOf({ title: '微博', lines: ['微博不存在或暂无查看权限!'], status: 200 });
      }
      const whole = { ...statusBody(post), text: words(post) };
      return pageOf({
        title: '微博正文',
        lines: [post.text],
        fault,
        head: stateScript('var $render_data = [{}][0] || {};', {
          [fault === 'changed_schema' ? 'post' : 'status']: whole,
          call: 1,
        }),
        lists: [
          {
            classes: COMMENTS,
            first: { url: `/comments/hotflow?id=${id}&mid=${id}&max_id_type=0&st=a-secret` },
            isLazy: true,
            grows: 'page',
          },
        ],
      });
    }
    default:
      return null;
  }
}

const cardsAt = (query: Readonly<Record<string, string>>) => `${GET_INDEX}?${new URLSearchParams(query)}&st=a-secret`;

function data(market: ReplicaMarket, { path, query, fault }: ReplicaRequest): ReplicaAnswer | null {
  const [cards, list] = fault === 'changed_schema' ? ['card_list', 'list'] : ['cards', 'data'];
  if (path === GET_INDEX) {
    const container = query.get('containerid') ?? '';
    const author = market.authors.find(({ no }) => uid(no) === query.get('value'));
    if (container === '') return author === undefined ? null : json({ ok: 1, data: profileBody(author) }, NOTHING);
    const asked = new URLSearchParams(container).get('q') ?? '';
    const all =
      author === undefined ? market.posts.filter(({ text }) => text.includes(asked)) : postsOf(market, author);
    const at = Number(query.get('page') ?? query.get('since_id') ?? 1);
    const part = partOf(all, (at - 1) * POSTS_AT_ONCE, POSTS_AT_ONCE);
    const token = author === undefined ? 'page' : 'since_id';
    const goesOn = part.next === null ? {} : { [token]: at + 1 };
    const next =
      part.next === null ? null : { url: cardsAt({ ...Object.fromEntries(query), [token]: String(at + 1) }) };
    const found = part.items.map((post) => ({ card_type: 9, itemid: `x_-_${mid(post.no)}`, mblog: statusBody(post) }));
    // Among what is found stand people, topics and what somebody paid for.
    const others = [{ card_type: 11, card_group: [{ card_type: 10, user: userBody(market.own) }] }];
    return json(
      { ok: 1, data: { cardlistInfo: { containerid: container, ...goesOn }, [cards]: [...others, ...found] } },
      { items: part.items.map(postItem), next },
    );
  }
  if (path === '/message/mentionsAt') {
    const at = Number(query.get('page') ?? 1);
    const part = partOf(market.mentions, (at - 1) * POSTS_AT_ONCE, POSTS_AT_ONCE);
    // The list ends with an empty answer.
    const next = part.items.length === 0 ? null : { url: `${path}?page=${at + 1}` };
    return json({ ok: 1, [list]: part.items.map(statusBody) }, { items: part.items.map(postItem), next });
  }
  const from = Number(query.get('max_id') ?? 0);
  if (path === '/comments/hotflow') {
    const post = market.posts.find(({ no }) => mid(no) === query.get('mid'));
    if (post === undefined) return null;
    if (post.comments.length === 0) return json({ ok: 0, msg: '快来发表你的评论吧' }, NOTHING);
    const part = partOf(post.comments, from, COMMENTS_AT_ONCE);
    const next =
      part.next === null
        ? null
        : { url: `${path}?id=${mid(post.no)}&mid=${mid(post.no)}&max_id=${part.next}&max_id_type=0` };
    const inner = {
      [list]: part.items.map(threadBody),
      total_number: commentCount(post),
      max_id: part.next ?? 0,
      max_id_type: 0,
    };
    return json({ ok: 1, data: inner }, { items: part.items.map(threadItem), next });
  }
  if (path === '/comments/hotFlowChild') {
    const top = market.posts.flatMap(({ comments }) => comments).find(({ no }) => commentId(no) === query.get('cid'));
    if (top === undefined) return null;
    const part = partOf(top.replies, from, REPLIES_AT_ONCE);
    const next =
      part.next === null ? null : { url: `${path}?cid=${commentId(top.no)}&max_id=${part.next}&max_id_type=0` };
    return json(
      {
        ok: 1,
        [list]: part.items.map(commentBody),
        rootComment: [commentBody(top)],
        total_number: top.replies.length,
        max_id: part.next ?? 0,
      },
      { items: part.items.map(({ text }) => ({ text })), next },
    );
  }
  return null;
}

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Fri Nov 20 08:00:00 +0800 2026` */
function clock(at: number): string {
  const there = new Date(at + 8 * 3_600_000);
  const [date, time] = [String(there.getUTCDate()).padStart(2, '0'), there.toISOString().slice(11, 19)];
  return `${DAYS[there.getUTCDay()]} ${MONTHS[there.getUTCMonth()]} ${date} ${time} +0800 ${there.getUTCFullYear()}`;
}

function userBody({ no, name, followers, following, account, bio }: ReplicaAuthor): object {
  return {
    id: Number(uid(no)),
    screen_name: name,
    profile_image_url: 'https://tvax1.sinaimg.cn/x.jpg',
    avatar_hd: 'https://tvax1.sinaimg.cn/x.jpg',
    description: bio,
    gender: 'f',
    followers_count: followers,
    follow_count: following,
    verified: account !== 'person',
    verified_type: account === 'person' ? -1 : account === 'organisation' ? 2 : 0,
    following: false,
    follow_me: false,
  };
}

function profileBody(author: ReplicaAuthor): object {
  const tab = { id: 2, tabKey: 'weibo', title: '微博', containerid: `107603${uid(author.no)}` };
  return { userInfo: userBody(author), tabsInfo: { selectedTab: 1, tabs: [tab] }, scheme: 'sinaweibo://userinfo' };
}

function statusBody(post: ReplicaPost): Record<string, unknown> {
  const { no, at, author, likes, shares, region, images, hasVideo, reposts, text } = post;
  const picture = { size: 'large', url: 'https://wx1.sinaimg.cn/large/x.jpg', geo: { width: '1080', height: 1440 } };
  return {
    id: mid(no),
    mid: mid(no),
    bid: `Q${no}`,
    created_at: clock(at),
    text: cut(post),
    isLongText: text.length > LONGEST,
    source: '微博网页版',
    region_name: `发布于 ${region}`,
    user: userBody(author),
    attitudes_count: likes,
    comments_count: commentCount(post),
    reposts_count: shares,
    pic_num: images,
    pics: Array.from({ length: images }, (_, place) => ({ pid: `p${place}`, url: picture.url, large: picture })),
    ...(hasVideo ? { page_info: { type: 'video', play_count: '1.2万次播放', page_pic: { url: picture.url } } } : {}),
    ...(reposts === null ? {} : { retweeted_status: statusBody({ ...reposts, reposts: null }) }),
  };
}

function commentBody({ no, text, at, author, likes, region, root, parent }: ReplicaComment): Record<string, unknown> {
  return {
    id: commentId(no),
    mid: commentId(no),
    rootid: commentId((root ?? { no }).no),
    created_at: clock(at),
    text:
      parent === null || parent === root
        ? text
        : `回复<a href='/n/${parent.author.name}'>@${parent.author.name}</a>:${text}`,
    source: `来自${region}`,
    user: userBody(author),
    like_count: likes,
    ...(parent === null || parent === root
      ? {}
      : { reply_comment: { id: commentId(parent.no), text: parent.text, user: userBody(parent.author) } }),
  };
}

function threadBody(top: ReplicaComment): object {
  return {
    ...commentBody(top),
    total_number: top.replies.length,
    isTop: top.isPinned ? 1 : 0,
    comments: top.replies.length === 0 ? false : top.replies.slice(0, 1).map(commentBody),
  };
}

const postItem = ({ no, title }: ReplicaPost): PageItem => ({ text: title, link: `/detail/${mid(no)}` });

function threadItem(top: ReplicaComment): PageItem {
  const items = top.replies.slice(0, 1).map(({ text }) => ({ text }));
  if (top.replies.length <= 1) return { text: top.text, items };
  const ask = { url: `/comments/hotFlowChild?cid=${commentId(top.no)}&max_id=0&max_id_type=0` };
  return { text: top.text, items, fold: { label: `共${top.replies.length}条回复`, ask } };
}
