/**
 * Names and stamps of lake parts: one part a table and segment, one stamp a step and segment, written last.
 * A part without its stamp does not count; a stamp says how many rows each part has (0 = no file).
 */
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writeFileAtomic } from '../atomic.ts';
import { IDENTITY_TABLES } from '../contracts/identity_tables.ts';
import { LAKE_TABLES } from '../contracts/lake.ts';

/** Steps that the workers may do for each segment, in order; each builds on the fingerprint of the first. */
export const STEPS = ['normalise', 'features', 'mentions', 'keywords'] as const;
export type Step = (typeof STEPS)[number];

type PartTable = (typeof LAKE_TABLES)[number] | (typeof IDENTITY_TABLES)[number];
const TABLES: readonly PartTable[] = [...LAKE_TABLES, ...IDENTITY_TABLES];
const IDENTITY_NAMES: ReadonlySet<string> = new Set(IDENTITY_TABLES.map((table) => table.name));

/** Tables that a step writes. */
export function tablesOf(step: Step): readonly PartTable[] {
  return TABLES.filter((table) => table.step === step);
}

export const stamp = z.object({
  /** Rows by table of the step. */
  rows: z.record(z.string(), z.int().nonnegative()),
  /** First day (exclusive as_of must be later) on which a row can be part of a build; null = no rows. */
  admittedFromDay: z.int().nullable(),
  /** Records left out by the normaliser, by reason. */
  skipped: z.record(z.string(), z.int().nonnegative()),
});
export type Stamp = z.infer<typeof stamp>;

/** What one step makes of one segment. */
export interface PartSet {
  readonly step: Step;
  /** Hash of the segment file. */
  readonly segment: string;
  /** Fingerprint of everything else that shapes the rows. */
  readonly fingerprint: string;
}

export class LakeParts {
  readonly #lakeDir: string;
  readonly #identityDir: string;

  constructor(workspaceDir: string) {
    this.#lakeDir = join(workspaceDir, 'lake');
    this.#identityDir = join(workspaceDir, 'identity');
  }

  /** Creates the folders; `identity/` for its owner only. */
  async prepare(): Promise<void> {
    for (const table of TABLES) {
      await mkdir(this.#folder(table.name), { recursive: true, mode: IDENTITY_NAMES.has(table.name) ? 0o700 : 0o755 });
    }
    await mkdir(join(this.#lakeDir, 'stamps'), { recursive: true });
  }

  path(table: string, set: PartSet): string {
    return join(this.#folder(table), `${baseName(set)}.parquet`);
  }

  /** Null when the step is not done for this segment, or its stamp cannot be read (then it is done again). */
  async stamp(set: PartSet): Promise<Stamp | null> {
    try {
      return stamp.parse(JSON.parse(await readFile(this.#stampPath(set), 'utf8')));
    } catch {
      return null;
    }
  }

  async writeStamp(set: PartSet, value: Stamp): Promise<void> {
    await writeFileAtomic(this.#stampPath(set), `${JSON.stringify(value)}\n`);
  }

  /** Removes every part and stamp that is not among those wanted, half-written ones included. Returns how many files went. */
  async prune(wanted: readonly PartSet[]): Promise<number> {
    const keep = new Set(wanted.map((set) => `${set.step}/${baseName(set)}`));
    let removed = 0;
    for (const table of TABLES) {
      if (table.step === 'log') continue;
      const folder = this.#folder(table.name);
      for (const name of await readdir(folder).catch(() => [])) {
        if (name.endsWith('.parquet') && keep.has(`${table.step}/${name.slice(0, -'.parquet'.length)}`)) continue;
        await rm(join(folder, name), { force: true });
        removed++;
      }
    }
    const stamps = join(this.#lakeDir, 'stamps');
    for (const name of await readdir(stamps).catch(() => [])) {
      const [step, base] = name.replace(/\.json$/u, '').split('.');
      if (name.endsWith('.json') && keep.has(`${step}/${base}`)) continue;
      await rm(join(stamps, name), { force: true });
      removed++;
    }
    return removed;
  }

  #folder(table: string): string {
    return join(IDENTITY_NAMES.has(table) ? this.#identityDir : this.#lakeDir, table);
  }

  #stampPath(set: PartSet): string {
    return join(this.#lakeDir, 'stamps', `${set.step}.${baseName(set)}.json`);
  }
}

function baseName(set: PartSet): string {
  return `${set.segment.slice(0, 16)}-${set.fingerprint.slice(0, 16)}`;
}
