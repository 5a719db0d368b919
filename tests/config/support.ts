/** Reads a config as the command does, from files in a folder of its own. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { findCollectors } from '../../collectors/discover.ts';
import type { Workspace } from '../../jobs/config/types.ts';
import { loadWorkspace } from '../../jobs/config/workspace.ts';

export async function folder(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'koc-config-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) await writeFile(join(dir, name), content);
  return dir;
}

export async function load(
  dir: string,
  options: { env?: Record<string, string>; createKey?: boolean } = {},
): Promise<Workspace> {
  return loadWorkspace(dir, {
    env: options.env ?? {},
    createKey: options.createKey ?? false,
    collectors: await findCollectors(),
    randomBytes: (count) => new Uint8Array(count).fill(7),
  });
}

/** The workspace of a koc.yaml and the files it names. */
export async function loadFiles(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: { env?: Record<string, string>; createKey?: boolean } = {},
): Promise<Workspace> {
  return load(await folder(files), options);
}

/** Lines of the error that loading raises. */
export async function mistakes(
  files: Readonly<Record<string, string | Uint8Array>>,
  env: Record<string, string> = {},
): Promise<string[]> {
  try {
    await loadFiles(files, { env });
  } catch (error) {
    return (error as Error).message.split('\n');
  }
  throw new Error('the config was accepted');
}
