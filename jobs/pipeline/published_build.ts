/** Which build `exports/current` was made from. Written after `current` has moved, so that what it names is published and kept. */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { codeOf, writeFileAtomic } from '../../warehouse/atomic.ts';
import { IntegrityError } from '../../warehouse/contracts/errors.ts';

/** Name of the pointer in `builds/`; no build is called so. */
export const PUBLISHED_FILE = 'published.json';

const pointer = z.object({
  as_of: z.iso.date(),
  /** Name of the folder in `builds/`. */
  build: z.string().regex(/^[0-9a-f]{32}$/u),
  /** UTC ms: decisions made later count from the next build on. */
  decided_before: z.int(),
});

export interface PublishedBuild {
  /** `YYYY-MM-DD`, exclusive. */
  readonly asOf: string;
  /** Absolute folder that holds the tables. */
  readonly dir: string;
  /** UTC ms: when the run that made it began; decisions made later count from the next build on. */
  readonly decidedBefore: number;
}

/** Notes the build; replaces the note of the one before at once. */
export async function notePublishedBuild(
  workspaceDir: string,
  { asOf, dir, decidedBefore }: PublishedBuild,
): Promise<void> {
  const note: z.infer<typeof pointer> = { as_of: asOf, build: basename(dir), decided_before: decidedBefore };
  await writeFileAtomic(join(workspaceDir, 'builds', PUBLISHED_FILE), `${JSON.stringify(note)}\n`);
}

/** Null when nothing was published yet, or by a version that left no note. @throws IntegrityError when the note is damaged. */
export async function readPublishedBuild(workspaceDir: string): Promise<PublishedBuild | null> {
  const path = join(workspaceDir, 'builds', PUBLISHED_FILE);
  try {
    const { as_of, build, decided_before } = pointer.parse(JSON.parse(await readFile(path, 'utf8')));
    return { asOf: as_of, dir: join(workspaceDir, 'builds', build), decidedBefore: decided_before };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw new IntegrityError(`${path} cannot be read`, { hint: '`koc publish` writes it anew.', cause: error });
  }
}
