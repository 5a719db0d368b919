/** Chinese sentences on why somebody stands where they stand. They describe; they never judge. */
import { spaced } from './spaced.ts';
import type { Words } from './words.ts';

type Reasons = Pick<
  Words,
  | 'why'
  | 'raise'
  | 'weakest'
  | 'missing'
  | 'consumer'
  | 'similar'
  | 'leftOut'
  | 'activity'
  | 'authenticity'
  | 'badge'
  | 'diversity'
  | 'diversityNote'
  | 'factor'
  | 'againstUsual'
>;

export const reasonsZh: Reasons = {
  why: {
    share: (f) =>
      `该作者给本品类的好评中有 ${f.share} 给了本品牌${f.market === null ? '' : `（市场平均 ${f.market}${f.lift === '1' ? '' : `，是其 ${f.lift} 倍`}）`}，分布在 ${f.weeks} 个不同的周。`,
    shareUnknown: '偏好未知：该品类中关注的品牌太少。',
    pos: (f) =>
      f.isThin
        ? `态度尚不确定：正面比例大约在 ${f.posLow} 到 ${f.posHigh} 之间。`
        : `${f.mentions} 次提及中有 ${f.positive} 次正面（比例大约在 ${f.posLow} 到 ${f.posHigh} 之间${f.usualPos === null ? '' : `；品牌平均 ${f.usualPos}`}）。`,
    rate: (f) =>
      `按目前的节奏，每年约 ${f.rate} 次称赞本品类的产品${f.expected === null ? '' : `，预计半年内还会称赞本品牌约 ${f.expected} 次`}。`,
    rep: (f) =>
      f.weeks === 1
        ? '目前只在一周里提到过本品牌。'
        : `${f.since === null ? '' : `自 ${f.since} 以来，`}在 ${f.weeks} 个不同的周里提到本品牌。`,
    auth: (f) =>
      f.flags === 0
        ? `${f.flagsChecked} 项检查均未见异常规律。`
        : `${f.flagsChecked} 项检查中有 ${f.flags} 项规律不寻常，也可能另有无害的原因。`,
    circle: (f) =>
      f.responders === 0
        ? '还没有人回应 TA 关于本品牌的内容。'
        : `有 ${f.responders} 位不同的人回应${f.newResponders === 0 ? '' : `，其中 ${f.newResponders} 位此前没有谈过本品牌`}${f.inner === 0 ? '' : `，${f.inner} 位隔天又来`}。`,
    circleUnknown: '谁在回应 TA 不得而知：该来源未采集回复。',
    engagement: (f) =>
      `在${spaced(f.platform)}上，TA 的帖子得到的互动${f.engagement === '1' ? '与同等规模账号相当' : `是同等规模账号的 ${f.engagement} 倍`}（${f.engagedPosts} 篇${f.engagedPosts < 3 ? '，为时尚早' : ''}）。`,
    engagementUnknown: '互动水平未知：没有可供比较的互动数。',
    floor: (f) =>
      f.isAnswered
        ? '圈外也有人回应，而且这些人自己也有别人回应。'
        : '回复已采集，但还没有可信的陌生人回应过：在此之前得分只计 0.3。',
    other: (code) => `在“${code}”一项上突出。`,
  },
  raise: {
    mention: (f) => `若在另一周再有一次称赞，指数会从 ${f.from} 升到 ${f.to}。`,
    answer: (f) => `若有第一位可信的陌生人回应，指数会从 ${f.from} 升到 ${f.to}。`,
    complaint: (f) => `TA 有 ${f.complaints} 次不满；若没有，指数会是 ${f.to} 而不是 ${f.from}：值得问问哪里没做好。`,
    engagement: (f) => `若帖子得到通常水平的互动，指数会从 ${f.from} 升到 ${f.to}。`,
  },
  weakest: (reason, isAhead) => `${isAhead ? '领先最少的一项' : '最弱的一项'}：${reason}`,
  missing: {
    mentions: (count) => `至少需要 2 次正面提及（现有 ${count} 次）`,
    weeks: (count) => `至少需要在 2 个不同的周有正面提及（现有 ${count} 周）`,
    evidence: '较早的提及权重过低',
    backfill: '补采该作者近期内容后可知更多',
    rate: '按目前节奏每年不足一次正面提及',
  },
  consumer: (f) =>
    `${f.isByHand ? '人工认定的消费者' : '消费者'}：${f.followers === null ? '未显示粉丝数' : `${f.followers} 位粉丝`}，${f.isPaid ? '商业标识很少' : '没有商业标识'}，提到过 ${f.brands} 个品牌。`,
  leftOut: {
    by_hand: (f) => `未入选：${f.decided === null ? '' : `${f.decided} `}人工将类别定为「${f.class}」。`,
    handle: () => '未入选：这是所配置品牌的官方账号。',
    employee: () => '未入选：在员工名单上，员工不作为顾客排名。',
    brand_posts: () => '未入选：来源标明此处由品牌发布。',
    badge: (f) => `未入选：平台将该账号标为「${f.class}」。`,
    shop: () => '未入选：专门销售这一个品牌，帖子里带有购买链接。',
    many_brands: (f) => `未入选：发布方式与媒体相同，涉及 ${f.brands} 个品牌。`,
    followers: (f) => `未入选，属于 KOL：${f.followers ?? '大量'} 位粉丝，在该平台上已超出普通顾客的规模。`,
    paid: (f) => `未入选，属于 KOL：${f.disclosed ?? '部分'} 的提及带有商业标识。`,
    contact: () => '未入选，属于 KOL：主页留有商务联系方式。',
    no_preference: (f) =>
      `未入选，属于 KOL：对 ${f.brands} 个品牌一视同仁（本品牌为市场的 ${f.lift ?? '–'} 倍），粉丝 ${f.followers ?? '众多'}。`,
    complaints: (f) =>
      `未入选：不满多于称赞（正面 ${f.pos ?? '很少'}，品牌平均 ${f.usualPos ?? '未知'}）。值得回应，而不是列入名单。`,
    rejected: (f) => `未入选：${f.decided === null ? '' : `${f.decided} `}人工将该作者移出本品牌的名单。`,
    wrong_brand: (f) => `未入选：${f.decided === null ? '' : `${f.decided} `}人工判定 TA 说的不是本品牌。`,
    same_person: () => '未入选：同一个人的另一个账号得分更高，名单上只保留那一个。',
    other: (f) => `未入选：${f.class}。`,
  },
  similar: {
    heading: '与该作者最相似：',
    sentence: (f) =>
      `${{ same: '称赞的品牌大体相同', some: '称赞的品牌部分相同', few: '称赞的品牌少有相同' }[f.brands]}（口味 ${f.taste}），${{ same: '频率相近', near: '频率略有差别', far: '频率差别较大' }[f.pace]}，${f.isSamePlatform ? '同一平台' : '不同平台'}，${f.isSameLanguage ? '语言相同' : '语言不同或未知'}。`,
    status: { listed: '在名单上', eligible: '合格', early: '潜力观察' },
    none: '本品牌的其他候选人中，没有人称赞相同的品牌。',
    notListed: '只为名单上的作者寻找相似的人，而该作者不在名单上。',
  },
  activity: { lapsed: '已沉寂', at_risk: '有流失风险', rising: '上升中', active: '活跃' },
  authenticity: { trusted: '可信', normal: '正常', suspect: '规律不寻常' },
  badge: { enthusiast: '品类爱好者', gift: '收到过赠品', customer: '已知顾客' },
  diversity: {
    moved_up: '因单一平台最多占四成而入选',
    held_back: '得分够名次，但所在平台已占四成',
  },
  diversityNote: (count) =>
    `有 ${count} 个名额给了其他平台，与只看得分不同：在其他平台还有候选人时，单一平台最多占四成。`,
  factor: {
    rate: '节奏',
    share: '偏好',
    pos: '正面度',
    rep: '回访',
    auth: '真实性',
    circle: '圈子',
    engagement: '互动',
    floor: '圈外回应',
  },
  againstUsual: (f) => `是本品牌典型合格候选人的 ${f.ratio} 倍：${f.parts}。`,
};
