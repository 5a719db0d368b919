/** The words of a capture, for the person who browses: on the first page of the window and at the terminal. */
import type { QueryKind } from '../../warehouse/contracts/live.ts';
import type { RecordKind } from '../../warehouse/contracts/raw.ts';
import type { Language } from '../config/types.ts';

export interface CaptureWords {
  readonly language: string;
  readonly title: (source: string) => string;
  readonly intro: readonly string[];
  /** Heading of each list. */
  readonly groups: Readonly<Record<QueryKind, string>>;
  /** What to do with each list. */
  readonly hints: Readonly<Record<QueryKind, string>>;
  readonly left: (left: number, all: number) => string;
  readonly seen: string;
  /** For what has no address of its own. */
  readonly lookFor: string;
  readonly nothingDue: string;
  /** The brand's own mentions, in a list. */
  readonly mentions: string;
  readonly kinds: Readonly<Record<RecordKind, string>>;
  readonly notUnderstood: string;
  readonly notLookedAt: string;
  /** Ends where the platform says who must do what. */
  readonly refused: (sign: string) => string;
  /** UTC, to the minute. */
  readonly leftAlone: (until: string) => string;
  readonly noLogin: (source: string) => string;
  readonly nothingSeen: string;
  readonly joinedLater: string;
  readonly keptWhole: string;
}

const en: CaptureWords = {
  language: 'en',
  title: (source) => `What to look at: ${source}`,
  intro: [
    'Browse as you always do. What your browser is shown by this platform is kept for your workspace; nothing is opened, clicked or scrolled for you.',
    'If the platform asks for a captcha or a login, the capture ends and says what to do. Close the window when you are done.',
  ],
  groups: {
    keyword: 'Search for',
    mention_feed: 'Who mentions the brand’s own account',
    author: 'Authors to look in on',
    post: 'Posts to look at again',
  },
  hints: {
    keyword: 'Sort by newest if you can and scroll through this week. Open what is worth reading, with its comments.',
    mention_feed: 'Scroll through what is new.',
    author: 'Open the profile and scroll through the recent posts.',
    post: 'Open the post once: its numbers and new comments are kept.',
  },
  left: (left, all) => `${left} of ${all} left`,
  seen: 'seen',
  lookFor: 'look for it by hand',
  nothingDue: 'Nothing in particular is due. Look at whatever is worth keeping.',
  mentions: 'mentions of the own account',
  kinds: {
    post: 'posts',
    comment: 'comments',
    author: 'authors',
    review: 'reviews',
    mention: 'mentions',
    event: 'events',
    decision: 'decisions',
    publication: 'publications',
  },
  notUnderstood: 'not understood',
  notLookedAt: 'not looked at',
  refused: (sign) => `the platform refused (${sign}): `,
  leftAlone: (until) => `it is left alone until ${until} UTC`,
  noLogin: (source) => `nothing was seen and nobody is logged in; run: koc login ${source}`,
  nothingSeen: 'nothing of this platform was seen',
  joinedLater: 'somebody else holds the workspace; the next capture, collect or weekly joins what was seen',
  keptWhole: 'kept whole, a later version of koc reads it',
};

const zh: CaptureWords = {
  language: 'zh-CN',
  title: (source) => `浏览清单：${source}`,
  intro: [
    '像平时一样浏览即可。平台在这个窗口里显示给你的内容会存进你的工作区；不会替你打开、点击或滚动任何东西。',
    '如果平台要求验证码或登录，采集会停下来并告诉你该怎么做。看完后关掉窗口就行。',
  ],
  groups: {
    keyword: '搜索这些词',
    mention_feed: '谁@了品牌自己的账号',
    author: '看看这些作者',
    post: '再看一眼这些帖子',
  },
  hints: {
    keyword: '能按最新排序就按最新，滚到本周的内容看完为止；值得读的点开，评论也看一下。',
    mention_feed: '把新的看完。',
    author: '打开主页，把最近的帖子滚一遍。',
    post: '打开一次即可：会记下现在的数字和新评论。',
  },
  left: (left, all) => `还剩 ${left} / ${all}`,
  seen: '已看',
  lookFor: '请手动查找',
  nothingDue: '暂时没有必须看的内容，看到值得留下的就看。',
  mentions: '自己账号收到的@',
  kinds: {
    post: '帖子',
    comment: '评论',
    author: '作者',
    review: '评价',
    mention: '提及',
    event: '事件',
    decision: '决定',
    publication: '发布',
  },
  notUnderstood: '未能识别',
  notLookedAt: '还没看',
  refused: (sign) => `平台拦下了（${sign}）：`,
  leftAlone: (until) => `冷却到 ${until} UTC，在那之前请不要打开`,
  noLogin: (source) => `什么都没看到，而且没有登录；请运行 koc login ${source}`,
  nothingSeen: '没有看到这个平台的内容',
  joinedLater: '工作区正被别的任务占用；看到的内容已经存好，下次 capture、collect 或 weekly 会合并进去',
  keptWhole: '已原样存好，升级 koc 后会再读',
};

const WORDS: Readonly<Record<Language, CaptureWords>> = { en, zh };

/** In the workspace's leading language. */
export function captureWords(languages: readonly Language[]): CaptureWords {
  return WORDS[languages[0] ?? 'en'];
}
