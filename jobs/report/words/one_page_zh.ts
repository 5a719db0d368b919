/** Chinese words of the page to pass on and the messages of `koc publish --notify`. */
import type { Words } from './words.ts';

export const onePageZh: Words['onePage'] = {
  title: 'KOC 周报',
  week: (f) => `${f.week} 周 · ${f.from} 至 ${f.to}`,
  voice: '声量份额',
  trend: '各周声量份额',
  sentiment: '净情感',
  authors: '发声作者',
  fresh: '新上榜',
  risen: '名次上升',
  atRisk: '有流失风险',
  left: '离开名单',
  before: (value) => `前一周 ${value}`,
  points: (value) => `${value} 个百分点`,
  opinions: '−1 至 +1',
  top: (count) => (count < 10 ? '本周名单' : '名单前十'),
  ugc: '可以去征求授权的帖子',
  noTop: '本周名单上没有人。',
  noUgc: '本周没有可以征求的帖子。',
  gaps: (notes, more) => `数据覆盖：${notes}${more === 0 ? '' : `（另有 ${more} 条，见报告）`}`,
  read: '名单是明显偏爱本品牌的普通消费者，按偏好与互动排序，与粉丝量、传播量无关。只是建议去看一看，不是结论；使用帖子前请先取得授权。',
  index: '指数',
  notify: {
    title: (f) => `${f.brand} · KOC 周报 ${f.week}`,
    voice: (f) => `声量份额 ${f.share}，发声作者 ${f.authors} 位，净情感 ${f.net}`,
    list: (f) =>
      `在榜 ${f.listed} 位：新上榜 ${f.fresh}，名次上升 ${f.risen}，有流失风险 ${f.atRisk}，离开名单 ${f.left}`,
    open: '打开报告',
    more: '更多内容见报告。',
  },
};
