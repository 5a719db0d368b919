/** The table of all sources in this folder's README: what each can see and cannot, on what basis, and what becomes of people's fields. */

import type { Collector, CollectorMeta } from '../warehouse/contracts/collector.ts';
import { siteOf } from './browsing/site_collector.ts';
import { markdownTable } from './markdown_table.ts';
import { sightsOf } from './site_page.ts';

const BEGIN = '<!-- sources: made from the metadata, `vitest -u` rewrites it -->';
const END = '<!-- /sources -->';

const HEADS = ['source', 'sees', 'cannot', 'basis', 'login', 'a minute', 'at most', 'fields of people', 'terms'];

/** The README with the table as the metadata says it. Throws where a marker is missing. */
export function withOverview(readme: string, collectors: Iterable<Collector>): string {
  const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error('collectors/README.md: the markers of the table are missing');
  const table = markdownTable(HEADS, [...collectors].map(row));
  return `${readme.slice(0, begin + BEGIN.length)}\n\n${table}\n${readme.slice(end)}`;
}

function row(collector: Collector): string[] {
  const { name, limitations, access, pace, caps, personal } = collector.meta;
  const [first = '', ...more] = limitations;
  return [
    `[${name}](${name}/README.md)`,
    sees(collector),
    more.length === 0 ? first : `${first} [+${more.length}](../docs/sources.md#${name})`,
    VIA[access.via],
    login(collector),
    pace === null ? '' : String(pace.perMinute),
    Object.entries(caps)
      .map(([cap, value]) => `${value} ${cap.replaceAll('_', ' ')}`)
      .join(', '),
    people(personal),
    access.terms,
  ];
}

/** How a source comes by what it brings, in words of the table. */
export const VIA: Readonly<Record<CollectorMeta['access']['via'], string>> = {
  official_api: 'official API',
  own_account: 'own account',
  export: 'export',
  public_page: 'public page',
  browser: "operator's browser",
};

/** The first names of those that are kept, and how many are dropped before sealing. */
function people(personal: CollectorMeta['personal']): string {
  const fields = Object.entries(personal);
  const kept = fields.flatMap(([field, { keep }]) => (keep ? [`\`${field}\``] : []));
  const more = kept.length > SHOWN ? [`+${kept.length - SHOWN}`] : [];
  const dropped = fields.length - kept.length;
  return [
    ...(kept.length === 0 ? [] : [`keeps ${[...kept.slice(0, SHOWN), ...more].join(' ')}`]),
    ...(dropped === 0 ? [] : [`drops ${dropped}`]),
  ].join(', ');
}

const SHOWN = 4;

function sees(collector: Collector): string {
  const site = siteOf(collector);
  if (site !== null) return sightsOf(site).join(', ');
  const { kinds, collects } = collector.meta;
  return `${kinds.join(', ')}${collects.includes('replies') ? ' with replies' : ''}`;
}

function login(collector: Collector): string {
  const { secrets } = collector.meta.access;
  if (secrets.length > 0) return secrets.map((secret) => `\`${secret}\``).join(', ');
  return siteOf(collector)?.session == null ? 'none' : `\`koc login ${collector.meta.name}\``;
}
