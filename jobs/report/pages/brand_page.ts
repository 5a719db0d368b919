/** The page of one own brand: what to do this week, its lists of people, posts to ask for, what is said of it and by whom. */
import { CHART_STYLE } from '../charts/style.ts';
import { type Html, html } from '../html.ts';
import { grouped, percent } from '../numbers.ts';
import type { Words } from '../words/words.ts';
import { aspectTable } from './aspects.ts';
import { peopleCharts, voiceCharts } from './brand_charts.ts';
import type { BrandScope } from './brand_scope.ts';
import { earlyTable, kolTable, leftList, risingTable } from './people.ts';
import { selfTestNote } from './self_test.ts';
import { shell } from './shell.ts';
import { shortlist } from './shortlist.ts';
import { cohortTable, segmentTable } from './spread.ts';
import { LIST_STYLE } from './style.ts';
import { told } from './told.ts';
import { leftOutTable } from './totals.ts';
import { ugcCards } from './ugc.ts';
import { worklist } from './worklist.ts';

/** Parts that stand also where they have nothing to show, since people look for them. */
const ALWAYS = new Set(['worklist', 'shortlist', 'ugc']);

/** A part of the page, with its place in the navigation. */
interface Part {
  readonly id: string;
  readonly title: (words: Words) => string;
  readonly says: (words: Words) => string | null;
  /** Null = nothing this week, and the page says so. */
  readonly content: Html | null;
}

/** The page's text; the same input gives the same bytes. */
export function brandPage(scope: BrandScope): string {
  const { brand, languages, lists, hasPeople, selfTest } = scope;
  const name = brand.names[0] ?? brand.id;
  const parts = [...(hasPeople ? peopleParts(scope) : []), ...totalParts(scope)];
  return shell({
    languages,
    title: (words) => `${name} · ${words.title} ${lists.asOf.isoWeek}`,
    heading: html`<bdi>${name}</bdi>`,
    intro: html`<p class="soft">${told(languages, (words) => words.subtitle({ week: lists.asOf.isoWeek, asOf: lists.asOf.date }))}</p>${tiles(scope)}`,
    above: [{ href: '../../index.html', text: (words) => words.brandPage.overview }],
    parts: parts.map(({ id, title }) => ({ href: `#${id}`, text: title })),
    main: html`${parts.map((part) => section(part, scope))}`,
    footer: html`${told(languages, (words) => selfTestNote(selfTest, [brand], words), 'div')}<p>${told(languages, (words) => words.labels.footer)}</p>`,
    hasLists: true,
    style: `${CHART_STYLE}${LIST_STYLE}`,
  });
}

function peopleParts(scope: BrandScope): Part[] {
  const { lists, peopleOf } = scope;
  const rising = peopleOf([...lists.koc, ...lists.early]).filter((row) => row.activity === 'rising');
  const part = <Row>(
    id: string,
    texts: Pick<Part, 'title' | 'says'>,
    rows: readonly Row[],
    content: (rows: readonly Row[], scope: BrandScope) => Html,
  ): Part => ({ id, ...texts, content: rows.length === 0 ? null : content(rows, scope) });
  const parts = [
    part(
      'worklist',
      { title: (words) => words.workbook.tabs.worklist, says: (words) => words.brandPage.says.worklist },
      peopleOf(lists.worklist),
      worklist,
    ),
    part(
      'shortlist',
      { title: (words) => words.lists.koc, says: (words) => words.says.koc },
      peopleOf(lists.koc),
      shortlist,
    ),
    part(
      'rising',
      { title: (words) => words.workbook.tabs.rising, says: (words) => words.workbook.says.rising },
      rising,
      risingTable,
    ),
    part('ugc', { title: (words) => words.lists.ugc, says: (words) => words.says.ugc }, peopleOf(lists.ugc), ugcCards),
    part(
      'early',
      { title: (words) => words.lists.early, says: (words) => words.says.early },
      peopleOf(lists.early),
      earlyTable,
    ),
    part('kol', { title: (words) => words.lists.kol, says: (words) => words.says.kol }, peopleOf(lists.kol), kolTable),
    part(
      'left',
      { title: (words) => words.lists.left, says: (words) => words.says.left },
      peopleOf(lists.left),
      leftList,
    ),
  ];
  return parts.filter(({ id, content }) => content !== null || ALWAYS.has(id));
}

function totalParts(scope: BrandScope): Part[] {
  const { lists, of, languages } = scope;
  const [aspects, segments, cohorts, leftOut] = [
    of(lists.aspects),
    of(lists.segments),
    of(lists.cohorts),
    of(lists.leftOut),
  ];
  return [
    { id: 'voice', title: (words) => words.brandPage.voice, says: () => null, content: voiceCharts(scope) },
    {
      id: 'aspects',
      title: (words) => words.workbook.tabs.aspects,
      says: (words) => words.workbook.says.aspects,
      content: aspects.length === 0 ? null : aspectTable(aspects, scope),
    },
    {
      id: 'people',
      title: (words) => words.brandPage.whoTheyAre,
      says: () => null,
      content: html`${peopleCharts(scope)}
${segments.length > 0 && html`<h3>${told(languages, (words) => words.brandPage.segments)}</h3>${segmentTable(segments, languages)}`}
${cohorts.length > 0 && html`<h3>${told(languages, (words) => words.cohorts.title)}</h3>${cohortTable(cohorts, lists.asOf.day - 1, languages)}`}
${leftOut.length > 0 && html`<h3>${told(languages, (words) => words.workbook.tabs.leftOut)}</h3>${leftOutTable(leftOut, languages)}`}`,
    },
  ];
}

function section({ id, title, says, content }: Part, { languages }: BrandScope): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${told(languages, title)}</h2>
${says(languages[0]) !== null && html`<p class="soft">${told(languages, says)}</p>`}
${content ?? html`<p>${told(languages, (words) => words.says.none)}</p>`}</section>
`;
}

/** The week in numbers, with the week before where there is one. */
function tiles({ brand, lists, of, languages }: BrandScope): Html | null {
  const row = lists.brandWeeks.find(({ brandId }) => brandId === brand.id);
  if (row === undefined) return null;
  const listed = of(lists.koc);
  const opinions = row.positiveMentionsCount + row.negativeMentionsCount;
  const before = (count: number | null) => (words: Words) =>
    count === null ? '' : words.labels.authorsPrevious(grouped(count));
  const tile = (label: (words: Words) => string, value: string, note: (words: Words) => string) =>
    html`<div class="tile"><dt>${told(languages, label)}</dt><dd>${value}<small>${told(languages, note)}</small></dd></div>`;
  return html`<dl class="tiles">
${tile((words) => words.columns.mentionsCount, grouped(row.mentionsCount), before(row.mentionsPrevWeekCount))}
${tile((words) => words.columns.authorsCount, grouped(row.authorsCount), before(row.authorsPrevWeekCount))}
${tile(
  (words) => words.lists.shareOfVoice,
  row.sovAuthors === null ? '–' : percent(row.sovAuthors),
  (words) => words.brandPage.tiles.ofConsumers,
)}
${tile(
  (words) => words.brandPage.charts.feeling.share,
  opinions === 0 ? '–' : percent(row.positiveMentionsCount / opinions),
  (words) => words.brandPage.tiles.opinions(grouped(opinions)),
)}
${tile(
  (words) => words.lists.koc,
  grouped(listed.length),
  (words) => words.brandPage.tiles.fresh(listed.filter(({ isNew }) => isNew === true).length),
)}
</dl>`;
}
