/** The koc.yaml of the sample market: an own brand, two competitors, three file sources and a Monday schedule. */
import type { Market } from './market.ts';
import { accountOf } from './names.ts';

const PRODUCTS: Readonly<Record<string, string>> = {
  aurora: `
    products:
      - { id: aurora_serum, names: [欧若拉精华, Aurora serum] }
      - { id: aurora_cream, names: [欧若拉面霜, Aurora cream] }
    exclude: [欧若拉号, aurora borealis]     # a ship, the polar light`,
  nova: `
    exclude: [bossa nova]`,
  coman: '',
};

/** Official accounts are named by id, as a brand team would copy them from the profile pages. */
export function marketConfig({ authors, plan }: Market): string {
  const brands = plan.brands.map((brand) => {
    const accounts = Map.groupBy(
      authors.filter((author) => author.role === 'official' && author.home.id === brand.id),
      (author) => author.platform,
    );
    const handles = [...accounts].map(
      ([platform, ids]) => `${platform}: [${ids.map((one) => `"${accountOf(plan.seed, one).id}"`).join(', ')}]`,
    );
    return `  - id: ${brand.id}
    role: ${brand.id === 'aurora' ? 'own' : 'tracked'}
    category: skincare
    names: [${brand.zh}, ${brand.en}]
    handles: { ${handles.join(', ')} }${PRODUCTS[brand.id] ?? ''}
`;
  });
  return `# The sample market of \`koc demo\`: everything in it is invented. Change it and run \`koc weekly --as-of 2026-11-16\` again.
version: 1
timezone: Asia/Shanghai
brands:
${brands.join('')}sources:
  - { id: notes, collector: file_import, with: { file: data/xiaohongshu.csv, map: maps/xiaohongshu.yaml } }
  - { id: microblog, collector: file_import, with: { file: data/weibo.jsonl, map: maps/weibo.yaml } }
  - { id: social, collector: file_import, with: { file: data/bluesky.jsonl, map: maps/bluesky.yaml } }
schedules:
  monday: { cron: "0 7 * * 1", run: weekly }
keywords: { enabled: true }
publish:
  languages: [zh, en]
`;
}
