/** `koc import` of bodies that somebody saved of a site: under which platform's shapes they fit, and the pass that takes them in. */
import { basename } from 'node:path';
import { savedCollector } from '../../collectors/browsing/saved_collector.ts';
import { savedBodies } from '../../collectors/browsing/saved_file.ts';
import { readSaved } from '../../collectors/browsing/saved_read.ts';
import type { SiteSource } from '../../collectors/browsing/site.ts';
import { siteOf } from '../../collectors/browsing/site_collector.ts';
import { siteReader } from '../../collectors/browsing/site_reader.ts';
import { collectorNames, discoverCollectors, loadCollector } from '../../collectors/discover.ts';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import type { ManifestEntry } from '../../warehouse/contracts/raw.ts';
import { type PassInput, runPass, type Unchanged } from './collect.ts';

/** Bodies at the start of a file by which it is recognised; a HAR holds much besides. */
const PEEKED = 400;

/** Sites by name, in its order. */
export async function allSites(): Promise<readonly SiteSource[]> {
  return [...(await discoverCollectors()).values()].flatMap((collector) => siteOf(collector) ?? []);
}

/** The site of a collector of this name; null = there is none. */
export async function siteNamed(name: string): Promise<SiteSource | null> {
  return (await collectorNames()).includes(name) ? siteOf(await loadCollector(name)) : null;
}

/** A site that finds records in a file, and what of it a person sees. */
export interface SavedFit {
  readonly site: SiteSource;
  readonly sees: readonly string[];
}

/** The one whose shapes find records in the file; null = none. Throws UsageError where several do, or the file cannot be read at all. */
export async function siteIn(file: string, sites: readonly SiteSource[]): Promise<SavedFit | null> {
  const readers = sites.map((site) => ({ site, reader: siteReader(site, site.hosts), sees: new Set<string>() }));
  let peeked = 0;
  for await (const { body } of savedBodies(file)) {
    if (typeof body === 'string') continue;
    for (const { reader, sees } of readers) {
      const answer = readSaved(reader, body);
      if (answer.kind !== 'seen') continue;
      for (const { shape, records } of answer.readings) if (records.length > 0) sees.add(shape.sees);
    }
    peeked += 1;
    if (peeked >= PEEKED) break;
  }
  const fitting = readers.filter(({ sees }) => sees.size > 0).map(({ site, sees }) => ({ site, sees: [...sees] }));
  if (fitting.length <= 1) return fitting[0] ?? null;
  const names = fitting.map(({ site }) => site.meta.name);
  throw new UsageError(`${basename(file)} may be of any of ${names.join(', ')}`, {
    facts: { fitting: names.length },
    hint: `Say which with ${names.map((name) => `--as ${name}`).join(' or ')}.`,
  });
}

/** Takes the file in as what pages of this site received. Throws UsageError when nothing of the site is known in it. */
export async function importSaved(
  site: SiteSource,
  input: Omit<PassInput, 'collector' | 'options'> & { readonly file: string },
): Promise<ManifestEntry | Unchanged> {
  const { file, ...pass } = input;
  return runPass({ ...pass, collector: savedCollector(site), options: { file } });
}
