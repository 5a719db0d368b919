/** The charts of a brand's page, fed from the brand's rows. */
import { candidateMap } from '../charts/candidate_map.ts';
import { engagement } from '../charts/engagement.ts';
import { keywordCloud } from '../charts/keyword_cloud.ts';
import { monthBars } from '../charts/months.ts';
import { pareto } from '../charts/pareto.ts';
import { sentiment } from '../charts/sentiment.ts';
import { shareOfVoice, type VoiceBrand } from '../charts/share_of_voice.ts';
import { type Html, html } from '../html.ts';
import type { Lists } from '../lists.ts';
import type { Words } from '../words/words.ts';
import type { BrandScope } from './brand_scope.ts';
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

/** Who the people are: map of the list, response, concentration. Points are people, so the map needs that people are shown. */
export function peopleCharts(scope: BrandScope): Html {
  const { lists, of, hasPeople } = scope;
  const listed = of(lists.koc);
  const row = of(lists.concentration)[0];
  return charts(scope, [
    ...(hasPeople ? [(words: Words) => candidateMap('map', listed, words)] : []),
    (words) =>
      engagement(
        'response',
        listed.map(({ engagementValue }) => engagementValue),
        words,
      ),
    (words) => pareto('pareto', row, words),
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
