/** Chinese words of incentives, disclosure and ways to reach somebody. An incentive is never tied to what the author says. */

import { spaced } from './spaced.ts';
import type { Words } from './words.ts';

type Incentives = Pick<
  Words['dossier'],
  | 'incentive'
  | 'incentiveNone'
  | 'incentiveDoes'
  | 'incentiveReason'
  | 'disclosure'
  | 'noDisclosure'
  | 'law'
  | 'lawNote'
  | 'freeWords'
  | 'oneLevel'
  | 'desk'
  | 'route'
  | 'routeShort'
>;

export const incentivesZh: Incentives = {
  incentive: {
    seeding: '寄样体验',
    early_access: '新品抢先体验',
    referral: '老友推荐',
    event: '线下/线上活动邀请',
    feature: '作品展示',
    lucky_draw: '抽奖',
    ambassador: '品牌大使',
    official_koc: '官方 KOC',
  },
  incentiveNone: '暂不提供',
  incentiveDoes: {
    seeding: (brand) => `寄一件 TA 还没聊过的${spaced(brand)}正装产品，无需归还，也不要求发帖。`,
    early_access: (brand) => `让 TA 先于大众试用${spaced(brand)}新品，并私下听听哪里还该改进。`,
    referral: (brand) => `给 TA 一个专属推荐码：朋友和 TA 各得一份同等的${spaced(brand)}小礼遇，只计直接推荐。`,
    event: (brand) => `邀请 TA 参加${spaced(brand)}团队在场的活动：品鉴会、工作坊，或与研发面对面。`,
    feature: (brand) => `征求授权，在${spaced(brand)}自有渠道展示这篇作品，署名并附原帖链接。`,
    lucky_draw: (brand) => `请 TA 参加${spaced(brand)}面向全体顾客的抽奖，规则、中奖概率和日期全部公示。`,
    ambassador: (brand) =>
      `提供一份为期半年的书面有偿合作：任务、报酬、终止方式以及每篇内容须带的标识。TA 已同意${spaced(brand)}与其联系。`,
    official_koc: (brand) =>
      `邀请 TA 加入${spaced(brand)}官方 KOC 计划：公开身份、优先获知新消息、专人对接；进退自由。`,
  },
  incentiveReason: {
    declined: () => 'TA 已婉拒；除非 TA 主动提起，不再邀请。',
    complaint: (f) =>
      `TA ${f.complaintDate === null ? '近期' : `在 ${f.complaintDate} `}表达了不满。先回应、先解决：此时送任何东西都像是花钱封口。`,
    patterns: (f) => `有 ${f.patterns} 项检查出现不寻常的规律。先看下面的证据，也可能另有无害的原因。`,
    early_gifted: () => '对 TA 了解还少，且 TA 曾收到过东西：用公开抽奖保持联系，不必再寄一次。',
    early: () => '对 TA 了解还少。给一件产品试用，才有更多依据，无论 TA 之后怎么说。',
    fading_loyal: (f) =>
      `TA 曾在 ${f.weeks} 个不同的周里谈到你们，如今渐渐沉默：这样的老朋友值得见一面，而不是群发一封信。`,
    fading: () => 'TA 渐渐沉默。一次人人可参与的小活动是回来的由头，催促不是。',
    useful_post: () => 'TA 刚写了一篇能帮别人挑选或使用产品的帖子。展示它是对 TA 的尊重，成本低，但几周后就过时。',
    loyal_consent: (f) => `TA 在 ${f.weeks} 个不同的周里谈到你们，并同意联系：时间够长，可以谈一个身份。`,
    circle: (f) => `有 ${f.responders} 位不同的人回应 TA，其中 ${f.inner} 位反复回来：朋友本来就会问 TA。`,
    loyal: (f) => `TA 在 ${f.weeks} 个不同的周里谈到你们，名次靠前：TA 一直在做的事，可以有个名分。`,
    new_champion: () => 'TA 新上榜。先睹新品，让这段关系从兴趣开始，而不是从报酬开始。',
    rising: () => 'TA 谈到你们越来越多：此时正乐意听到新消息。',
    enthusiast: () => 'TA 试过本品类的许多产品，也爱比较：上市前听 TA 的判断，比上市后多一篇帖子更有价值。',
    good_post: () => 'TA 最近有一篇好帖子。展示它就是认可，不必寄东西。',
    gifted: () => 'TA 曾收到过东西。再寄会让普通消费者看起来像拿钱办事，邀请则不会。',
    loyal_quiet: (f) => `TA 在 ${f.weeks} 个不同的周里静静地谈到你们。一份邀请说明你们看见了。`,
    steady: () => 'TA 一直稳定地称赞，至今没有收到过任何东西。',
  },
  disclosure: {
    seeding: (brand) => `本文产品由【${brand}】免费提供。`,
    early_access: (brand) => `本文产品由【${brand}】在上市前免费提供试用。`,
    referral: (brand) => `【广告】使用我的推荐码下单，我会获得【${brand}】的奖励。`,
    event: (brand) => `本次活动受【${brand}】邀请，费用由品牌方承担。`,
    feature: (brand) => `经作者授权展示。作者的产品由【${brand}】免费提供。`,
    lucky_draw: (brand) => `本文产品为【${brand}】抽奖活动所得。`,
    ambassador: (brand) => `【广告】我是【${brand}】的有偿品牌大使。`,
    official_koc: (brand) => `【广告】我是【${brand}】官方 KOC 计划成员，会收到品牌方免费提供的产品。`,
  },
  noDisclosure: '没有利益往来，无需标识；请署名并附原帖链接。',
  law: {
    cn: '《互联网广告管理办法》第九条（中国大陆）',
    us: '美国联邦贸易委员会《代言指南》（FTC，16 CFR 255.5）',
  },
  lawNote: {
    cn: '以体验分享、消费测评等形式推销并附购买链接的，须显著标明“广告”。',
    us: '与品牌的关系要写在一眼可见之处：正文开头；视频里要说出来。',
  },
  freeWords:
    '提供什么都不以 TA 说什么为条件：不换好评、不换星级、不换发帖，也不换沉默。请明确告诉 TA：实话实说，评价不好也不会有任何影响。',
  oneLevel: '只奖励直接推荐，被推荐者再推荐的不计酬：多层级计酬属于传销。',
  desk: {
    bilibili: 'B站花火',
    douyin: '抖音巨量星图',
    instagram: 'Instagram 创作者市场',
    kuaishou: '快手磁力聚星',
    tiktok: 'TikTok One',
    weibo: '微博微任务',
    xiaohongshu: '小红书蒲公英',
    youtube: 'YouTube 创作者合作（Google Ads）',
    zhihu: '知乎芝士平台',
  },
  route: {
    reply: () => '用品牌官方号在证据帖下公开回复，不带任何报价；TA 回应后再转私信。',
    answer_review: () => '以商家身份在评价下回复；评价人是谁，由平台保管。',
    public_only: () => '以品牌身份在公开讨论串里回应并致谢。该平台的条款或习惯不允许私信邀约，也不允许与其他账号匹配。',
    desk: (desk) => `凡有偿合作：走${spaced(desk)}，前提是 TA 已入驻。小账号常未入驻，那就止于公开回复。`,
    crm: () => '通过自有客户渠道联系：人员名单注明 TA 已同意。',
  },
  routeShort: {
    reply: '帖下回复',
    answer_review: '回复评价',
    public_only: '仅限公开讨论串',
    desk: '平台商业合作',
    crm: 'CRM（已同意）',
  },
};
