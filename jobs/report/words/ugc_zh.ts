/** Chinese sentences on posts that a brand could ask to show. They say what a post is and never whether its author is good. */
import type { UgcFigures } from '../figures.ts';
import type { ugcEn } from './ugc_en.ts';
import type { Words } from './words.ts';

const SORTS = {
  how_to: '教程帖',
  steps: '步骤帖',
  before_after: '前后对比帖',
  ingredients: '成分解析帖',
  size: '规格用量帖',
  price: '价格帖',
  place: '购买地点帖',
  comparison: '横向对比帖',
  suits: '适用人群帖',
  answer: '解答帖',
  review: '评价',
  post: '帖子',
};

export const ugcZh: Pick<Words, keyof typeof ugcEn> = {
  ugcWhy: (f, missing) => {
    const said = [
      `${(SORTS as Readonly<Record<string, string>>)[f.sort] ?? '帖子'}${pictures(f)}`,
      f.saves === null ? null : `收藏率为同平台常见的 ${f.saves} 倍`,
      f.isPlayful ? '带娱乐性' : null,
      f.isCopied ? '相同文字也见于其他账号' : null,
      f.declared === null ? null : `已声明${f.declared}，展示时须一并注明`,
      `授权：${f.rights}`,
      missing,
    ];
    return `${said.filter((part) => part !== null).join('；')}。`;
  },
  ugcMissing: {
    utility: '实用性未知',
    visual: '无图片数据',
    resonance: '未显示互动数',
    other: '不完整',
  },
  segments: {
    title: '人群分层与称赞集中度',
    segment: '分层',
    names: {
      champion: '冠军用户',
      loyal_quiet: '忠诚低调',
      rising: '上升中',
      enthusiast: '品类爱好者',
      new: '新出现',
      at_risk: '有流失风险',
      lapsed: '已沉寂',
      detractor: '批评者',
      gifted_kol: '受赠或 KOL',
      suspect: '规律异常',
      other: '其他',
    },
    spread: (f) =>
      `${f.authors} 位消费者的称赞中，前 1% 贡献 ${f.top1}，前 10% 贡献 ${f.top10}，前一半贡献 ${f.top50}（基尼系数 ${f.gini}）。`,
  },
  cohorts: {
    title: '谁会再来',
    says: '按首次提及的月份把消费者分组，各列为其中在 1、2、3……个月后再次提及本品牌的人数。最新一个月可能尚未结束。仅为人数。',
    month: '首次提及',
  },
  appeal: { useful: '实用', entertaining: '娱乐', both: '实用兼娱乐', plain: '一般' },
  use: { feature: '可展示', repost: '仅限站内转发原帖', ask: '先征求授权', none: '暂缓' },
  utilityCue: {
    how_to: '教程',
    steps: '步骤',
    before_after: '前后对比',
    ingredients: '成分',
    size: '规格',
    price: '价格',
    place: '地点',
    comparison: '对比',
    suits: '适用人群',
    answer: '解答',
  },
  declared: { paid: '付费合作', gift: '获赠产品', sample: '试用样品', affiliation: '与品牌有关联', commerce: '带货' },
};

function pictures({ images, hasVideo }: UgcFigures): string {
  const shown = [images === null || images === 0 ? null : `${images} 张图`, hasVideo === true ? '视频' : null].filter(
    (part) => part !== null,
  );
  if (shown.length > 0) return `（${shown.join('和')}）`;
  return images === 0 ? '（无图）' : '';
}
