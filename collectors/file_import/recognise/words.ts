/** Words by which a column's head tells what stands in it, in Chinese and English, and how far its values must bear that out. */
import type { FieldName } from '../fields.ts';

/** What the values of a column look like; `any` asks nothing of them. */
export type Looks = 'any' | 'id' | 'url' | 'date' | 'count' | 'text' | 'rating' | 'boolean';

export interface HeadWords {
  readonly field: FieldName;
  /** Fits the folded head (no spaces or underscores, lower case). */
  readonly head: RegExp;
  readonly looks: Looks;
}

/** In order of trust: the first column that fits a line, and is not taken yet, is drafted for its field. */
export const HEAD_WORDS: readonly HeadWords[] = [
  {
    field: 'author_id',
    head: /^(?:user|author|reviewer|account|creator|uid|member|customer|buyer|用户|作者|达人|博主|账号|会员)(?:id|uid|号)$|^uid$|secuid|红书号|抖音号/u,
    looks: 'id',
  },
  {
    field: 'author_name',
    head: /(?:nick|user|author|reviewer|screen|display|buyer|customer).*name|^(?:author|username|nickname|handle|reviewer|customer)$|昵称|用户名|账号名|作者|达人|博主|买家|会员名/u,
    looks: 'any',
  },
  { field: 'author_url', head: /(?:author|user|profile|account).*(?:url|link)|主页/u, looks: 'url' },
  { field: 'parent_id', head: /parent.*id|replyto|^父|上级/u, looks: 'id' },
  {
    field: 'root_id',
    head: /(?:root|thread|conversation).*id|^(?:post|note|video|article)id$|所属|帖子id|笔记id/u,
    looks: 'id',
  },
  {
    field: 'id',
    head: /^(?:id|(?:comment|review|note|post|tweet|video|article|item|record|message)id|(?:评论|评价|笔记|作品|视频|微博|帖子|文章)?(?:id|编号))$/u,
    looks: 'id',
  },
  {
    field: 'url',
    head: /^(?:url|link|permalink)$|(?:post|note|video|review|item|article|page).*(?:url|link)|链接|地址|网址/u,
    looks: 'url',
  },
  {
    field: 'published_at',
    head: /publish|posted|created|submitted|^(?:time|date|datetime|timestamp)$|review.*date|发布|时间|日期/u,
    looks: 'date',
  },
  {
    field: 'observed_at',
    head: /(?:collect|crawl|scrap|fetch|modif|updat|observ).*(?:at|time|date|ts)?$|采集|抓取|更新/u,
    looks: 'date',
  },
  { field: 'rating', head: /rating|score|stars?$|评分|星级|打分|评价等级/u, looks: 'rating' },
  { field: 'title', head: /title|subject|headline|标题/u, looks: 'any' },
  {
    field: 'text',
    head: /^(?:text|body|content|desc|description|message|review|comment|caption|fulltext)$|(?:review|comment|post|note)(?:text|body|content)|正文|内容|文案|描述|评价|评论/u,
    looks: 'text',
  },
  { field: 'likes', head: /like|digg|upvote|favou?rite|点赞|^赞|有用/u, looks: 'count' },
  { field: 'saves', head: /save|collect|bookmark|收藏/u, looks: 'count' },
  { field: 'replies', head: /repl(?:y|ies)|comment.*(?:count|num)|^comments$|评论|回复|留言/u, looks: 'count' },
  { field: 'shares', head: /share|repost|retweet|forward|转发|分享/u, looks: 'count' },
  { field: 'views', head: /view|play|read|impression|阅读|播放|浏览|曝光/u, looks: 'count' },
  { field: 'followers', head: /follower|fans|粉丝/u, looks: 'count' },
  { field: 'hashtags', head: /tag|topic|话题|标签/u, looks: 'any' },
  { field: 'product', head: /product|item.*name|商品|宝贝|产品/u, looks: 'any' },
  { field: 'brand', head: /brand|品牌/u, looks: 'any' },
  { field: 'region', head: /region|province|country|iplocation|地区|省份|属地/u, looks: 'any' },
  { field: 'image_count', head: /image|picture|photo|pics|图片/u, looks: 'any' },
  { field: 'purchase_verified', head: /verified.*(?:buyer|purchase)|已购|认证购买/u, looks: 'boolean' },
  { field: 'disclosed', head: /sponsored|isad$|paidpartner|是否广告|是否商业|报备/u, looks: 'boolean' },
];

/** Hosts of links → platform. */
export const HOSTS: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\.)(?:xiaohongshu\.com|xhslink\.com)$/u, 'xiaohongshu'],
  [/(?:^|\.)(?:weibo\.com|weibo\.cn)$/u, 'weibo'],
  [/(?:^|\.)(?:douyin\.com|iesdouyin\.com)$/u, 'douyin'],
  [/(?:^|\.)(?:bilibili\.com|b23\.tv)$/u, 'bilibili'],
  [/(?:^|\.)kuaishou\.com$/u, 'kuaishou'],
  [/(?:^|\.)zhihu\.com$/u, 'zhihu'],
  [/^tieba\.baidu\.com$/u, 'tieba'],
  [/^mp\.weixin\.qq\.com$/u, 'wechat'],
  [/(?:^|\.)douban\.com$/u, 'douban'],
  [/(?:^|\.)(?:tmall|taobao)\.com$/u, 'tmall'],
  [/(?:^|\.)jd\.com$/u, 'jd'],
  [/(?:^|\.)tiktok\.com$/u, 'tiktok'],
  [/(?:^|\.)instagram\.com$/u, 'instagram'],
  [/(?:^|\.)(?:twitter|x)\.com$/u, 'twitter'],
  [/(?:^|\.)threads\.(?:net|com)$/u, 'threads'],
  [/(?:^|\.)reddit\.com$/u, 'reddit'],
  [/(?:^|\.)(?:youtube\.com|youtu\.be)$/u, 'youtube'],
];
