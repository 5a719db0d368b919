/** What each source gave in the reported week and how its last pass ended: bars of records, marks of outcome. */
import { scaleSqrt } from 'd3-scale';
import type { CoverageRow } from '../brand_rows.ts';
import { type Html, html } from '../html.ts';
import { grouped } from '../numbers.ts';
import { fit } from '../width.ts';
import { worded } from '../words/languages.ts';
import type { Words } from '../words/words.ts';
import { columnsOf, figure } from './figure.ts';
import { type Area, svg, tenth, WIDTH } from './svg.ts';

const LINE = 36;
const AREA: Area = { left: 8, right: WIDTH - 70, top: 4, bottom: 0 };
/** Columns of a terminal that a line of names may take; about what fits above a bar. */
const NAME_COLUMNS = 60;

/** A source on one platform, all its kinds together. */
interface Source {
  readonly name: string;
  readonly outcome: string;
  readonly isWhole: boolean;
  readonly week: number;
  readonly all: number;
}

/** @param rows of the coverage mart, by source, platform and kind. */
export function coverage(id: string, rows: readonly CoverageRow[], words: Words): Html {
  const label = words.brandPage.charts.coverage;
  const sources = [...Map.groupBy(rows, (row) => `${row.sourceId}\n${row.platform}`).values()].map((kinds) =>
    sourceOf(kinds, words),
  );
  return figure(
    {
      id,
      title: label.title,
      definition: label.says,
      picture: sources.length === 0 ? null : picture(sources, label),
      table: {
        columns: columnsOf([label.source, words.columns.latestOutcome, label.week, label.all], 2),
        rows: sources.map(({ name, outcome, week, all }) => [name, outcome, grouped(week), grouped(all)]),
      },
    },
    words,
  );
}

function sourceOf(kinds: readonly CoverageRow[], words: Words): Source {
  const [first] = kinds;
  // All kinds of one source come from the same passes; the first that tells of one tells it for all.
  const outcome = kinds.find((row) => row.latestOutcome !== null)?.latestOutcome ?? 'none';
  return {
    name: `${first?.sourceId ?? ''} · ${worded(words.platform, first?.platform ?? '')}`,
    outcome: worded(words.outcome, outcome),
    isWhole: outcome === 'ok' || outcome === 'empty',
    week: kinds.reduce((sum, row) => sum + row.recordsCount, 0),
    all: kinds.reduce((sum, row) => sum + row.recordsTotalCount, 0),
  };
}

function picture(sources: readonly Source[], label: Words['brandPage']['charts']['coverage']): Html {
  const x = scaleSqrt([0, Math.max(1, ...sources.map(({ week }) => week))], [0, AREA.right - AREA.left]);
  const lines = sources.map(({ name, outcome, isWhole, week }, i) => {
    const y = AREA.top + i * LINE;
    const width = tenth(x(week));
    const said = fit(`${isWhole ? '✓' : '⚠'} ${name} — ${outcome}`, NAME_COLUMNS).trimEnd();
    return html`<text x="${AREA.left}" y="${y + 13}">${said}</text><rect class="${isWhole ? 'whole' : 'broken'}" x="${AREA.left}" y="${y + 18}" width="${Math.max(1, width)}" height="9" rx="1.5"/><text x="${AREA.left + Math.max(1, width) + 6}" y="${y + 27}">${grouped(week)}</text>`;
  });
  return svg(label, AREA.top + sources.length * LINE + 4, lines);
}
