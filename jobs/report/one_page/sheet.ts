/** The one-pager of a brand as a page that a browser prints: figures of the week, the first ten with why, posts to ask for. Nothing of it loads or runs. */
import { createHash } from 'node:crypto';
import { isoDate } from '../../../warehouse/contracts/time.ts';
import type { Brand, IdentityClass } from '../../config/types.ts';
import { coverageNotes } from '../coverage_notes.ts';
import { Html, html } from '../html.ts';
import { calledName, type Known, knownAt, shortKey } from '../known.ts';
import type { Lists } from '../lists.ts';
import { grouped, percent } from '../numbers.ts';
import type { CandidateRow, UgcRow } from '../rows.ts';
import { firstWords } from '../text.ts';
import { changeLabel, ugcSentence, whySentences } from '../why.ts';
import { worded } from '../words/languages.ts';
import type { Words } from '../words/words.ts';
import { type Digest, digest } from './digest.ts';
import { ONE_PAGE_STYLE } from './style.ts';
import { trendChart } from './trend_chart.ts';
import { voiceChart } from './voice_chart.ts';

const [BRAND_LENGTH, NAME_LENGTH, WHY_LENGTH, TITLE_LENGTH, NOTE_LENGTH] = [30, 24, 160, 70, 150];
const NOTES = 2;
/** Names a line of changes. */
const CHANGED = 6;

interface SheetContext {
  readonly known: Known;
  readonly words: Words;
  readonly brand: Brand;
}

/** The same lists give the same text. At `aggregate` nobody stands on it, at `pseudonym` nobody is named. */
export function sheet(lists: Lists, brand: Brand, identityClass: IdentityClass, words: Words): string {
  const told = digest(lists, brand);
  const context = { known: knownAt(identityClass, lists.known), words, brand };
  const say = words.onePage;
  const { weekStart, weekStartDay, isoWeek } = lists.asOf;
  const hash = createHash('sha256').update(ONE_PAGE_STYLE).digest('base64');
  const name = firstWords(brand.names[0] ?? brand.id, BRAND_LENGTH);
  return html`<!doctype html>
<html lang="${words.htmlLang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<title>${name} · ${say.title} ${isoWeek}</title>
<style>${new Html(ONE_PAGE_STYLE)}</style>
</head>
<body>
<header><h1 class="cut one"><bdi>${name}</bdi> · ${say.title}</h1><p class="soft">${say.week({ week: isoWeek, from: weekStart, to: isoDate(weekStartDay + 6) })}</p></header>
<div class="figures">${figures(told, words)}</div>
${identityClass !== 'aggregate' && changes(told, context)}
<div class="two">${identityClass !== 'aggregate' && html`<section><h2>${say.top(told.top.length)}</h2>${told.top.length === 0 ? html`<p class="soft">${say.noTop}</p>` : html`<ol>${told.top.map((row) => candidate(row, context))}</ol>`}</section>`}
<div>${identityClass !== 'aggregate' && html`<section><h2>${say.ugc}</h2>${told.ugc.length === 0 ? html`<p class="soft">${say.noUgc}</p>` : html`<ul>${told.ugc.map((row) => post(row, context))}</ul>`}</section>`}
${told.voices.length > 1 && html`<section><h2>${say.voice}</h2>${voiceChart(told.voices, brand.id, (id) => lists.brands.get(id)?.names[0] ?? id)}</section>`}
${told.history.length > 1 && html`<section><h2>${say.trend}</h2>${trendChart(told.history, say.trend)}</section>`}</div></div>
<footer><p class="cut">${coverage(lists, words)}</p><p class="cut">${say.read}</p></footer>
</body>
</html>
`.toString();
}

function figures(told: Digest, words: Words): Html[] {
  const say = words.onePage;
  const { week } = told;
  const share = week?.sovAuthors ?? null;
  const authorsBefore = week?.authorsPrevWeekCount ?? null;
  return [
    figure(
      say.voice,
      share === null ? '–' : percent(share),
      share === null || told.shareBefore === null ? null : say.points(points(share - told.shareBefore)),
    ),
    figure(say.sentiment, signed(week?.netSentimentOpinions ?? null), say.opinions),
    figure(
      say.authors,
      week === null ? '–' : grouped(week.authorsCount),
      authorsBefore === null ? null : say.before(grouped(authorsBefore)),
    ),
    figure(say.fresh, String(told.fresh.length), null),
    figure(say.risen, String(told.risen.length), null),
    figure(say.atRisk, String(told.atRiskCount), null),
  ];
}

function figure(label: string, value: string, note: string | null): Html {
  return html`<div class="figure"><span class="cut one">${label}</span><b>${value}</b>${note !== null && html`<span class="soft cut one">${note}</span>`}</div>`;
}

/** Who came, who rose, who left; a kind without anybody has no line. */
function changes(told: Digest, context: SheetContext): Html {
  const say = context.words.onePage;
  const lines = [
    { label: say.fresh, rows: told.fresh, note: (row: CandidateRow) => `#${row.rank}` },
    { label: say.risen, rows: told.risen, note: (row: CandidateRow) => changeLabel(row, context.words) },
    { label: say.left, rows: told.left, note: () => null },
  ].filter(({ rows }) => rows.length > 0);
  return html`<div class="changes">${lines.map(({ label, rows, note }) => change(label, rows, note, context))}</div>`;
}

function change(
  label: string,
  rows: readonly CandidateRow[],
  note: (row: CandidateRow) => string | null,
  { known, words }: SheetContext,
): Html {
  const names = rows.slice(0, CHANGED).map((row) => {
    const told = note(row);
    return html`<span>${author(row.authorKey, known, words)}${told !== null && html` <span class="soft">${told}</span>`}</span>`;
  });
  const more = rows.length - names.length;
  return html`<p class="cut"><span class="soft">${label}</span> ${names}${more > 0 && html`<span class="soft">+${more}</span>`}</p>`;
}

function candidate(row: CandidateRow, { known, words, brand }: SheetContext): Html {
  const direction =
    row.isNew === true || (row.rankChange ?? 0) > 0 ? 'up' : (row.rankChange ?? 0) < 0 ? 'down' : 'soft';
  const why = firstWords(whySentences(row, brand, words)[0] ?? null, WHY_LENGTH);
  return html`<li class="row"><div class="rank"><b>${row.rank}</b><span class="${direction}">${changeLabel(row, words)}</span></div>
<div><div class="who"><span class="name cut one">${author(row.authorKey, known, words)}</span><span class="soft">${worded(words.platform, row.platform)}</span>${row.indexValue !== null && html`<span class="soft">${words.onePage.index} ${row.indexValue.toFixed(0)}</span>`}</div>
${why !== null && html`<p class="why cut">${why}</p>`}</div></li>`;
}

function post(row: UgcRow, { known, words }: SheetContext): Html {
  const shown = known.posts.get(row.postKey);
  const title = firstWords(shown?.title ?? null, TITLE_LENGTH) ?? firstWords(shown?.text ?? null, TITLE_LENGTH);
  const by = row.authorKey === null ? null : author(row.authorKey, known, words);
  return html`<li class="row post"><div><p class="name cut"><bdi>${title ?? words.labels.post(shortKey(row.postKey))}</bdi></p>
<div class="who soft"><span class="name cut one">${by}</span><span>${worded(words.platform, row.platform)}</span>${row.publishedDate !== null && html`<span>${row.publishedDate}</span>`}</div>
<p class="why cut">${firstWords(ugcSentence(row, words), WHY_LENGTH)}</p></div></li>`;
}

function author(key: string, known: Known, words: Words): Html {
  const name = firstWords(calledName(known.authors.get(key)), NAME_LENGTH);
  return html`<bdi>${name ?? words.labels.pseudonym(shortKey(key))}</bdi>`;
}

function coverage(lists: Lists, words: Words): string {
  const notes = coverageNotes(lists.coverage, words);
  const told = notes.slice(0, NOTES).map((note) => firstWords(note, NOTE_LENGTH) ?? '');
  return words.onePage.gaps(told.join(words.gap), notes.length - told.length);
}

/** Change of a share in whole points: `+3`, `−1`, `±0`. */
function points(change: number): string {
  const whole = Math.round(change * 100);
  return whole === 0 ? '±0' : `${whole > 0 ? '+' : '−'}${Math.abs(whole)}`;
}

/** `+0.42`; a dash where there is no opinion. */
function signed(value: number | null): string {
  if (value === null) return '–';
  return `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value).toFixed(2)}`;
}
