/** `koc label`: writes a sample for a person to label and takes the labels in as decisions. Reading a file twice adds nothing. */

import type { Reject } from '../../warehouse/contracts/collector.ts';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import type { Workspace } from '../config/types.ts';
import type { RunContext } from './context.ts';
import { appendDecisions, type DecisionDraft } from './decisions.ts';
import { type GivenLabel, readLabelFile, writeLabelFile } from './label_file.ts';
import { openFrame } from './label_frame.ts';
import { drawSample } from './label_sample.ts';
import { syncLake } from './lake.ts';

export interface WrittenSample {
  readonly rows: number;
  /** Rows by source. */
  readonly sources: Readonly<Record<string, number>>;
}

/** @throws UsageError when there is nothing left to label, or the file is there already. */
export async function writeSample(
  ws: Workspace,
  ctx: RunContext,
  options: { readonly path: string; readonly size: number; readonly seed: number; readonly sourceId: string | null },
): Promise<WrittenSample> {
  const lake = await syncLake(ws, ctx);
  await using duck = await openFrame(lake, ctx.threads);
  const rows = await drawSample(duck, { ...options, offset: ws.offset });
  if (rows.length === 0) {
    throw new UsageError('nothing to label: no unlabelled record names a configured brand', {
      hint: options.sourceId === null ? 'Import posts first.' : '`koc status` lists the sources.',
    });
  }
  await writeLabelFile(options.path, rows, {
    brands: ws.config.brands,
    language: ws.config.publish.languages[0] ?? 'en',
  });
  const sources = Object.fromEntries(
    [...Map.groupBy(rows, (row) => row.sourceId)].map(([id, own]) => [id, own.length]),
  );
  return { rows: rows.length, sources };
}

export interface TakenLabels {
  /** Decisions added to raw. */
  readonly added: number;
  /** Labels that say what was known already. */
  readonly unchanged: number;
  /** Rows without a label. */
  readonly empty: number;
  readonly rejected: readonly Reject[];
}

/** `by`: who labelled; null = not said. @throws UsageError when the file cannot be read as labels. */
export async function takeLabels(
  ws: Workspace,
  ctx: RunContext,
  options: { readonly path: string; readonly by: string | null },
): Promise<TakenLabels> {
  const { labels, emptyCount, rejects } = await readLabelFile(options.path);
  const lake = await syncLake(ws, ctx);
  await using duck = await openFrame(lake, ctx.threads);
  const known = new Set((await duck.rows('select distinct post_key from newest_posts')).map((row) => row['post_key']));
  const current = new Map(
    (await duck.rows('select post_key, brand_id, value from labels')).map((row) => [
      `${row['post_key']}:${row['brand_id']}`,
      row['value'],
    ]),
  );
  const brands = new Set(ws.config.brands.map(({ id }) => id));
  const rejected = [...rejects];
  const usable = new Map<string, GivenLabel>();
  let unchanged = 0;
  for (const given of labels) {
    const key = `${given.postKey}:${given.brandId}`;
    const earlier = usable.get(key);
    if (!known.has(given.postKey)) rejected.push(reject(given, 'row_key', 'no post of this workspace'));
    else if (!brands.has(given.brandId)) rejected.push(reject(given, 'row_key', `unknown brand ${given.brandId}`));
    else if (earlier !== undefined && earlier.label !== given.label)
      rejected.push(reject(given, 'label', `line ${earlier.line} says ${earlier.label} of the same row`));
    else usable.set(key, given);
  }
  const decisions: DecisionDraft[] = [];
  for (const [key, given] of usable) {
    if (current.get(key) === given.label) unchanged++;
    else decisions.push(decisionOf(given, options.by));
  }
  await appendDecisions(ws, ctx, decisions);
  rejected.sort((a, b) => a.line - b.line);
  return { added: decisions.length, unchanged, empty: emptyCount, rejected };
}

const reject = (given: GivenLabel, field: string, reason: string): Reject => ({ line: given.line, field, reason });

function decisionOf({ postKey, brandId, label, note }: GivenLabel, by: string | null): DecisionDraft {
  return { type: 'label_override', subjectKey: postKey, brandId, value: label, reason: note, by };
}
