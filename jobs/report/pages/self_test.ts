/** The page's footer on how good its order is: each own brand's figures of the weekly self-test beside those of simpler methods. */
import type { Brand } from '../../config/types.ts';
import { type Html, html } from '../html.ts';
import { percent, short } from '../numbers.ts';
import type { BrandSelfTest, SelfTest, SelfTestFigures } from '../self_test.ts';
import type { Words } from '../words/words.ts';
import { type Languages, told } from './told.ts';

/** In the order of their columns. */
const SHOWN = [
  'koc',
  'koc_gated',
  'expected',
  'mentions',
  'recent',
  'rfm',
  'likes',
  'followers',
  'sentiment',
  'random',
];

/** One paragraph a brand, and a table of all methods; a single sentence where there is not enough history. */
export function selfTestNote(selfTest: SelfTest | null, brands: readonly Brand[], words: Words): Html {
  const say = words.selfTest;
  if (selfTest === null || selfTest.brands.size === 0) return html`<p>${say.none}</p>`;
  const tested = brands.flatMap((brand) => {
    const figures = selfTest.brands.get(brand.id);
    return figures === undefined ? [] : [{ id: brand.id, name: brand.names[0] ?? brand.id, figures }];
  });
  return html`<p>${say.about(selfTest.cut, selfTest.horizonWeeks)}</p>
<ul>${tested.map(({ id, name, figures }) => html`<li>${sentence(name, figures, words)}${selfTest.behind.has(id) && html` <strong>${say.behind}</strong>`}</li>`)}</ul>`;
}

/** All methods by their codes; null where there is not enough history. */
export function selfTestTable(selfTest: SelfTest | null, brands: readonly Brand[], languages: Languages): Html | null {
  if (selfTest === null || selfTest.brands.size === 0) return null;
  const row = (name: string, metric: string, figures: SelfTestFigures) =>
    html`<tr><th scope="row"><bdi>${name}</bdi></th><td>${metric}</td>${SHOWN.map((method) => html`<td class="n">${figure(figures[method])}</td>`)}</tr>`;
  const label = (words: Words) => words.selfTest.all;
  return html`<details><summary>${told(languages, label)}</summary><div class="scroll" tabindex="0" role="region" aria-label="${label(languages[0])}"><table><caption class="sr">${told(languages, label)}</caption>
<thead><tr><th scope="col">${told(languages, (words) => words.columns.brandName)}</th><td></td>${SHOWN.map((method) => html`<th scope="col" class="n">${method}</th>`)}</tr></thead>
<tbody>${brands.map((brand) => {
    const of = selfTest.brands.get(brand.id);
    const name = brand.names[0] ?? brand.id;
    return of !== undefined && [row(name, 'NDCG@10', of.ndcg10), row(name, 'P@50', of.p50)];
  })}</tbody></table></div></details>`;
}

function sentence(name: string, { ndcg10, p50, calibration }: BrandSelfTest, words: Words): string {
  const say = words.selfTest;
  if ((ndcg10['koc'] ?? null) === null) return say.tooLittle(name);
  const figures = {
    koc: figure(ndcg10['koc']),
    mentions: figure(ndcg10['mentions']),
    recent: figure(ndcg10['recent']),
  };
  const expected = calibration === null ? '' : say.calibration(short(calibration));
  return `${say.figures(name, figures, percent(p50['koc'] ?? 0))}${expected}`;
}

function figure(value: number | null | undefined): string {
  return value == null ? '–' : value.toFixed(2);
}
