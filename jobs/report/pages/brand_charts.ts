/** The charts of a brand's page, fed from the brand's rows. */
import { candidateMap } from '../charts/candidate_map.ts';
import { decomposition } from '../charts/decomposition.ts';
import { engagement } from '../charts/engagement.ts';
import { keywordCloud } from '../charts/keyword_cloud.ts';
import { monthBars } from '../charts/months.ts';
import { pareto } from '../charts/pareto.ts';
import { sentiment } from '../charts/sentiment.ts';
import { shareOfVoice, type VoiceBrand } from '../charts/share_of_voice.ts';
import { type Html, html } from '../html.ts';
import type { Lists } from '../lists.ts';
import { contributions } from '../why.ts';
import type { Words } from '../words/words.ts';
import type { BrandScope } from './brand_scope.ts';
import { plainName } from './names.ts';
import { told } from './told.ts';

/** What is said of the brand: voice, feeling, months, words. */
export function voiceCharts(scope: BrandScope): Html {
  const { brand, lists, of, hasKeywords } = scope;
  const periods = of(lists.history).map((row) => ({
    start: row.periodStart,
    positive: row.positiveMentionsCount,
    neutral: row.neutralMentionsCount,
    negative: row.negativeMentionsCount,
  }));
  return charts(scope, [
    (words) => voiceOf(lists, brand.category, brand.id, words),
    (words) => sentiment('feeling', periods, words),
    (words) => monthBars('months', of(lists.months), words),
    (words) => keywordCloud('words', of(lists.keywords), !hasKeywords, words),
  ]);
}

/** Listed people whose scores are taken apart on the page; those of the others are in their dossiers. */
const TAKEN_APART = 3;

/** Who the people are: map of the list, response, concentration, the scores of the first. Points are people, so the map needs that people are shown. */
export function peopleCharts(scope: BrandScope): Html {
  const { lists, of, hasPeople } = scope;
  const listed = of(lists.koc);
  const row = of(lists.concentration)[0];
  const first = hasPeople ? listed.filter((one) => contributions(one).length > 0).slice(0, TAKEN_APART) : [];
  return charts(scope, [
    ...(hasPeople ? [(words: Words) => candidateMap('map', listed, words)] : []),
    (words) =>
      engagement(
        'response',
        listed.map(({ engagementValue }) => engagementValue),
        words,
      ),
    (words) => pareto('pareto', row, words),
    ...first.map(
      (one, i) => (words: Words) =>
        decomposition(`parts-${i + 1}`, one, plainName(one.authorKey, scope.known, words), words),
    ),
  ]);
}

/** Share of voice in a category, the given brand first. */
export function voiceOf(lists: Lists, category: string, firstId: string | null, words: Words): Html {
  const brands = [...lists.brands.values()]
    .filter((brand) => brand.category === category)
    .map(
      (brand): VoiceBrand => ({
        id: brand.id,
        name: brand.names[0] ?? brand.id,
        isOwn: isFirst(brand.id, firstId, brand.role),
      }),
    );
  const ids = new Set(brands.map(({ id }) => id));
  return shareOfVoice(
    `voice-${category}`,
    lists.history.filter((row) => ids.has(row.brandId)),
    brands,
    firstId === null ? category.replaceAll('_', ' ') : null,
    words,
  );
}

function isFirst(id: string, firstId: string | null, role: 'own' | 'tracked'): boolean {
  return firstId === null ? role === 'own' : id === firstId;
}

function charts({ languages }: BrandScope, each: readonly ((words: Words) => Html)[]): Html {
  return html`<div class="charts">${each.map((chart) => told(languages, chart, 'div'))}</div>`;
}
