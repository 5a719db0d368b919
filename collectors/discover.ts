/** Finds collectors by their folders: whatever has an `index.ts` that exports `collector` is one; nothing is registered. */
import { access, readdir } from 'node:fs/promises';
import type { Collector, Collectors } from '../warehouse/contracts/collector.ts';
import { KocError, UsageError } from '../warehouse/contracts/errors.ts';

const HERE = new URL('./', import.meta.url);

/** Names of all collectors, sorted. */
export async function collectorNames(): Promise<string[]> {
  const entries = await readdir(HERE, { withFileTypes: true });
  const names: string[] = [];
  for (const entry of entries) {
    if (!entry.isDirectory()) continue;
    const isCollector = await access(indexOf(entry.name)).then(
      () => true,
      () => false,
    );
    if (isCollector) names.push(entry.name);
  }
  return names.sort();
}

/** Loads one collector. Throws UsageError for a name that has no folder. */
export async function loadCollector(name: string): Promise<Collector> {
  const names = await collectorNames();
  if (!names.includes(name)) {
    throw new UsageError(`unknown collector ${JSON.stringify(name)}`, { hint: `There are: ${names.join(', ')}.` });
  }
  const module = (await import(indexOf(name).href)) as { readonly collector?: Collector };
  if (module.collector?.meta.name !== name) {
    throw new KocError(
      `collectors/${name}/index.ts must export a collector whose meta.name is ${JSON.stringify(name)}`,
    );
  }
  return module.collector;
}

/** What there is, nothing of it loaded yet. */
export async function findCollectors(): Promise<Collectors> {
  return { names: await collectorNames(), load: loadCollector };
}

/** All collectors by name, in order of name. */
export async function discoverCollectors(): Promise<ReadonlyMap<string, Collector>> {
  const names = await collectorNames();
  return new Map(await Promise.all(names.map(async (name) => [name, await loadCollector(name)] as const)));
}

const indexOf = (name: string): URL => new URL(`${name}/index.ts`, HERE);
