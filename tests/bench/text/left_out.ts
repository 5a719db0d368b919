/** The model trained without a whole source and measured on it: what it knows of platforms that it never saw. Invariant: no row of the source is trained on. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { linearModel } from '../../../transforms/linear_model.ts';
import { readSet, SETS } from '../../../transforms/train/datasets.ts';
import { type Polarity, polarityFigures } from './figures.ts';
import { modelAlone } from './ours.ts';
import { DATA, ROOT } from './shared_data.ts';

export interface LeftOut extends Polarity {
  readonly name: string;
  readonly rows: number;
}

/**
 * Trains with the training script as it is; takes a minute or two.
 * @throws when training fails.
 */
export function leftOut(name: string): LeftOut {
  const set = SETS.find((one) => one.name === name)!;
  const dir = mkdtempSync(join(tmpdir(), 'koc-bench-text-'));
  try {
    const file = join(dir, 'sentiment.bin');
    const args = [join(ROOT, 'transforms/train/train.ts'), '--data', DATA, '--leave', name, '--out', file];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`training without ${name} failed: ${stderr.trim().split('\n').at(-1)}`);
    const rows = readSet(DATA, set).filter((row) => row.label !== 0);
    const scored = modelAlone(linearModel(readFileSync(file))).score(rows.map((row) => row.text));
    if ('missing' in scored) throw new Error(scored.missing);
    return {
      name,
      rows: rows.length,
      ...polarityFigures(
        scored.scores,
        rows.map((row) => row.label),
      ),
    };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
