/** Shared by the tests of raw: a fresh folder, a quiet log that remembers, records, and reading all of a store. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { CollectedRecord, Log } from '../../warehouse/contracts/collector.ts';
import type { RawEnvelope } from '../../warehouse/contracts/raw.ts';
import type { PassOptions } from '../../warehouse/raw/pass.ts';
import { readSegment } from '../../warehouse/raw/reader.ts';
import { openRaw, type RawStore } from '../../warehouse/raw/store.ts';
import { passOptions } from './records.ts';

export { passOptions, RUN, record } from './records.ts';

export async function freshDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'koc-raw-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

export function rememberingLog(): Log & { readonly said: { level: string; facts: object; message: string }[] } {
  const said: { level: string; facts: object; message: string }[] = [];
  const at = (level: string) => (facts: object, message: string) => void said.push({ level, facts, message });
  return { said, debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

export function open(dir: string, log: Log = rememberingLog()): Promise<RawStore> {
  return openRaw(join(dir, 'raw'), { now: () => 1_800_000_000_000, log });
}

/** Seals records in one commit. */
export async function seal(raw: RawStore, records: readonly CollectedRecord[], more: Partial<PassOptions> = {}) {
  await using pass = raw.beginPass(passOptions(more));
  await pass.write(records);
  return await pass.end({ outcome: 'ok', asked: {} });
}

/** All records of the store, in its own order. */
export async function allOf(raw: RawStore): Promise<RawEnvelope[]> {
  const records: RawEnvelope[] = [];
  for (const { ref } of raw.segments()) {
    const { batches } = await readSegment(raw.dir, ref);
    for await (const batch of batches) records.push(...batch);
  }
  return records;
}

export async function collected<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
