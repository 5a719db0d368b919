/** A small sample market as a workspace whose files can be shuffled, split and cut before they are imported. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeMarket } from '../../jobs/sample/write_market.ts';
import { kocHere } from '../cli/support.ts';

export const AS_OF = '2026-11-16';
export const EARLIER = '2026-11-09';
export const KEY = { KOC_PSEUDONYM_KEY: 'f0e1d2c3b4a5968778695a4b3c2d1e0ff0e1d2c3b4a5968778695a4b3c2d1e0f' };

/** Source id, data file and mapping of each export of the market. */
export const EXPORTS = [
  { source: 'notes', file: 'data/xiaohongshu.csv', map: 'maps/xiaohongshu.yaml', hasHead: true },
  { source: 'microblog', file: 'data/weibo.jsonl', map: 'maps/weibo.yaml', hasHead: false },
  { source: 'social', file: 'data/bluesky.jsonl', map: 'maps/bluesky.yaml', hasHead: false },
] as const;

export async function temporaryFolder(): Promise<{ readonly dir: string } & AsyncDisposable> {
  const dir = await mkdtemp(join(tmpdir(), 'koc-e2e-'));
  return { dir, [Symbol.asyncDispose]: () => rm(dir, { recursive: true, force: true }) };
}

/** Writes the market; `withSources`: koc.yaml collects the files by itself, else they are to be imported. */
export async function smallMarket(
  dir: string,
  options: { readonly withSources: boolean; readonly authors?: number },
): Promise<void> {
  await writeMarket({ dir, seed: 5, authors: options.authors ?? 80, weeks: 14, asOf: AS_OF });
  if (options.withSources) return;
  const path = join(dir, 'koc.yaml');
  const config = readFileSync(path, 'utf8');
  writeFileSync(path, config.replace(/^sources:\n(?: .*\n)+/mu, ''));
}

/** Lines of an export as bytes (0x0A stands for nothing else in UTF-8 and GB18030), its head apart. */
export function exportLines(
  dir: string,
  { file, hasHead }: (typeof EXPORTS)[number],
): { head: Buffer[]; lines: Buffer[] } {
  const bytes = readFileSync(join(dir, file));
  const lines: Buffer[] = [];
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(0x0a, from);
    const to = end < 0 ? bytes.length : end + 1;
    lines.push(bytes.subarray(from, to));
    from = to;
  }
  return hasHead ? { head: lines.slice(0, 1), lines: lines.slice(1) } : { head: [], lines };
}

/** Imports all files as they are. */
export async function importMarket(dir: string): Promise<void> {
  for (const { source, file, map } of EXPORTS)
    await kocHere(dir, ['import', join(dir, file), '--source', source, '--map', join(dir, map)], KEY);
}

/** Config, data and maps of a market without anything that koc made. */
export function copyMarket(from: string, to: string): void {
  for (const name of ['koc.yaml', 'data', 'maps']) cpSync(join(from, name), join(to, name), { recursive: true });
}
