/** What every source can see and cannot, as a page for people: made from the collectors' own metadata and options. */
import { z } from 'zod';
import type { Collector, CollectorMeta } from '../warehouse/contracts/collector.ts';
import { siteOf } from './browsing/site_collector.ts';
import { markdownTable } from './markdown_table.ts';
import { VIA } from './overview_table.ts';
import { commonRefusals, siteSection } from './site_page.ts';

/** docs/sources.md. `collectors` in the order of the page. */
export function sourcesMarkdown(collectors: Iterable<Collector>): string {
  const all = [...collectors];
  const overview = markdownTable(
    OVERVIEW_HEADS,
    all.map(({ meta }) => overviewRow(meta)),
  );
  const refusals = all.some((one) => siteOf(one) !== null) ? `${commonRefusals()}\n` : '';
  return `${HEAD}\n${overview}\n${refusals}${all.map(section).join('\n')}`;
}

const HEAD = `# Sources

What each collector can see and cannot, on what basis it works, and what becomes of personal fields. Made from the metadata in
\`collectors/*/index.ts\`; a test keeps it fresh (\`vitest -u\` rewrites it). How to configure one stands in its folder's README.
`;

const OVERVIEW_HEADS = ['source', 'brings', 'asked for by', 'basis', 'keys', 'requests a minute', 'shows at most'];

function overviewRow({ name, kinds, queryKinds, collects, access, pace, caps }: CollectorMeta): string[] {
  const replies = collects.includes('replies') ? ' with replies' : '';
  const robots = access.robots === 'obeyed' ? ', robots.txt obeyed' : '';
  return [
    `[${name}](../collectors/${name}/README.md)`,
    `${kinds.join(', ')}${replies}`,
    queryKinds.join(', ').replaceAll('_', ' '),
    `${VIA[access.via]}${robots}`,
    access.secrets.map((secret) => `\`${secret}\``).join(', '),
    pace === null ? '' : String(pace.perMinute),
    named(caps),
  ];
}

function section(collector: Collector): string {
  const { meta, options } = collector;
  const site = siteOf(collector);
  const { name, access, expiresDays, joinsPeople, limitations, personal } = meta;
  const terms = [access.terms];
  if (expiresDays !== undefined) terms.push(`Raw records are dropped after ${expiresDays} days.`);
  if (joinsPeople === false) terms.push('Its authors are never matched with people files.');
  const parts = [
    `## ${name}\n\n${terms.join(' ')}\n`,
    limitations.map((limitation) => `- ${limitation}\n`).join(''),
    site === null ? '' : siteSection(site),
    markdownTable(['option', 'meaning'], optionRows(options)),
    markdownTable(
      ['personal field', 'kept', 'why'],
      Object.entries(personal).map(([field, { keep, why }]) => [`\`${field}\``, keep ? 'yes' : 'no', why]),
    ),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

/** Options at the first level, with what the schema says of each. */
function optionRows(options: z.ZodType): string[][] {
  const schema = z.toJSONSchema(options, { io: 'input', unrepresentable: 'any' });
  return Object.entries(schema.properties ?? {}).map(([name, shape]) => {
    const says = typeof shape === 'object' ? (shape.description ?? '') : '';
    const preset = typeof shape === 'object' && shape.default !== undefined ? JSON.stringify(shape.default) : null;
    return [`\`${name}\``, preset === null ? says : `${says} (default \`${preset}\`)`];
  });
}

const named = (facts: Readonly<Record<string, number>>): string =>
  Object.entries(facts)
    .map(([name, value]) => `${value} ${name.replaceAll('_', ' ')}`)
    .join(', ');
