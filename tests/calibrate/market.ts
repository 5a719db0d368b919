/** A small market of posts about three brands on two sources, with texts that a reader would call praise, blame, or neither. */
import { POSTS_MAP, type TestWorkspace, THREE_BRANDS, testWorkspace } from '../support/workspace.ts';

const BRANDS = ['欧若拉', '诺瓦', '蔻曼'];
const SAYS = {
  positive: ['真的很好用，已经回购', '太惊艳了，强烈推荐', '用完皮肤很舒服，爱了'],
  negative: ['用了烂脸，避雷', '太差了，不会再买', '又油又闷，很失望'],
  neutral: ['今天到货', '和快递一起放在桌上', '下午去专柜拿'],
} as const;

export type Said = keyof typeof SAYS;

/** What a post of this number says. */
export function saidOf(i: number): Said {
  return (['positive', 'neutral', 'negative', 'positive'] as const)[i % 4]!;
}

export async function labelMarket(
  posts: Readonly<Record<string, number>> = { notes: 120, reviews: 30 },
  config = '',
): Promise<TestWorkspace> {
  const ws = await testWorkspace(`${THREE_BRANDS}${config}`);
  for (const [source, count] of Object.entries(posts)) {
    const rows = Array.from({ length: count }, (_, i) => ({
      kind: 'post',
      id: `${source}-${i}`,
      author: `u${i}`,
      // A third of the posts is about the first brand, a tenth about the last.
      text: `${BRANDS[i % 10 === 9 ? 2 : i % 3 === 0 ? 0 : 1]}${SAYS[saidOf(i)][i % 3]}，第${i}天`,
      at: '2026-11-10 09:00',
    }));
    await ws.importRows(
      source,
      rows,
      source === 'reviews' ? POSTS_MAP.replace('value: weibo', 'value: taobao') : POSTS_MAP,
    );
  }
  return ws;
}
