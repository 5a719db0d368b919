/** What a site shows, how it refuses and who must do what then, as a part of the page of sources: made from its own declaration. */
import { COMMON_REFUSALS } from './browsing/refuse.ts';
import type { Refusal, Shape, SiteSource } from './browsing/site.ts';
import { markdownTable } from './markdown_table.ts';

/** Tables of what is seen and of the refusals, with a sentence on how it is looked at. */
export function siteSection({ meta, shapes, refusals, session, drive, dailyBudget }: SiteSource): string {
  const ways = [`\`koc import FILE --as ${meta.name}\` of saved bodies or HAR files`];
  if (session !== null) ways.unshift(`\`koc capture ${meta.name}\` while a person browses`);
  if (drive !== undefined) {
    ways.push(
      `driven with a permission on file, ${meta.pace?.perMinute ?? 0} actions a minute and ${dailyBudget ?? 0} a day at most`,
    );
  }
  const parts = [
    `Ways in: ${ways.join('; ')}.\n`,
    markdownTable(['what is seen', 'read from'], seen(shapes)),
    markdownTable(['it says no by', 'outcome', 'who must do what'], refusals.map(refusalRow)),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

/** Signs that count at every site; once a page. */
export function commonRefusals(): string {
  return markdownTable(['any site says no by', 'outcome', 'who must do what'], COMMON_REFUSALS.map(refusalRow));
}

/** What a person sees there, each once. */
export function sightsOf({ shapes }: Pick<SiteSource, 'shapes'>): readonly string[] {
  return [...new Set(shapes.map(({ sees }) => sees))];
}

function seen(shapes: readonly Shape[]): string[][] {
  return [...Map.groupBy(shapes, ({ sees }) => sees)].map(([sees, of]) => {
    return [
      sees,
      of.map(({ name, paths }) => (paths.length === 0 ? `\`${name}\` (saved bodies)` : `\`${name}\``)).join(', '),
    ];
  });
}

function refusalRow({ sign, outcome, concerns, todo }: Refusal): string[] {
  const told = outcome.replaceAll('_', ' ');
  return [sign, concerns === 'query' ? `${told}, of what was asked for only` : told, todo];
}
