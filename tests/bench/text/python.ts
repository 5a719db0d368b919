/**
 * The Python that peers run on: `KOC_BENCH_PYTHON`, else a virtual environment of this clone with pinned packages.
 * Invariant: without Python or network there is no interpreter and the bench goes on.
 */
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './shared_data.ts';

const REQUIREMENTS = fileURLToPath(new URL('requirements.txt', import.meta.url));

/**
 * Path of an interpreter; the environment is made when it is not there or its packages changed. Null when it cannot be made.
 * @param given path from outside, taken as it is.
 */
export function peerPython(given: string | undefined): string | null {
  if (given !== undefined) return given;
  const home = join(ROOT, '.bench', 'python');
  const python = join(home, 'bin', 'python');
  const stamp = join(home, 'requirements.sha256');
  const wanted = createHash('sha256').update(readFileSync(REQUIREMENTS)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return python;
  process.stderr.write('making a Python environment for the peers in .bench/python …\n');
  const isMade =
    isDone(spawnSync('python3', ['-m', 'venv', home])) &&
    isDone(spawnSync(python, ['-m', 'pip', 'install', '--quiet', '--requirement', REQUIREMENTS]));
  if (!isMade) return null;
  writeFileSync(stamp, wanted);
  return python;
}

function isDone({ status }: SpawnSyncReturns<Buffer>): boolean {
  return status === 0;
}
