/**
 * `koc calibrate`: fits each source's probabilities to its labels and says how often feelings are right before and after.
 * Invariant: what is compared are the model's own leanings, so an earlier calibration leaves no trace in a later one.
 */
import { join } from 'node:path';
import { leaningsOf, probabilitiesOf, uncalibratedLeanings } from '../../transforms/calibration.ts';
import { fingerprint } from '../../warehouse/fingerprint.ts';
import type { Workspace } from '../config/types.ts';
import { type Accuracy, accuracyOf } from './accuracy.ts';
import { type Calibration, LEAST_LABELS, writeCalibration } from './calibration.ts';
import { crossValidated, type FeelingLabel, fitCalibration, type LabelledMention } from './calibration_fit.ts';
import type { RunContext } from './context.ts';
import { openFrame } from './label_frame.ts';
import { type LakeState, syncLake } from './lake.ts';
import { calibrationOf, readingOf } from './reading.ts';

export interface Compared {
  /** As the model came. */
  readonly before: Accuracy;
  /** Calibrated on the other labels; where there are too few, as before. */
  readonly after: Accuracy;
}

export interface CalibrateResult {
  /** Absolute; null = nothing was written. */
  readonly file: string | null;
  readonly model: string;
  readonly sources: readonly (Compared & { readonly source: string; readonly missing: number })[];
  readonly platforms: readonly (Compared & { readonly platform: string })[];
  /** Labels left out: irrelevant ones, and those of posts or languages that cannot be compared. */
  readonly leftOut: number;
}

/** `dryRun`: compare only. The lake is read anew with the new calibration by the next build. */
export async function calibrate(
  ws: Workspace,
  ctx: RunContext,
  how: { readonly dryRun: boolean },
): Promise<CalibrateResult> {
  const lake = await syncLake(await withUsableCalibration(ws), ctx);
  const { rows, leftOut } = await labelledMentions(lake, ctx.threads);
  const bySource = [...Map.groupBy(rows, ({ sourceId }) => sourceId)].sort(([a], [b]) => (a < b ? -1 : 1));
  const after = new Map(rows.map((row) => [row, probabilitiesOf(row.leanings)]));
  const sources: Calibration['sources'] = {};
  for (const [source, own] of bySource) {
    if (own.length < LEAST_LABELS) continue;
    for (const [row, predicted] of crossValidated(own)) after.set(row, predicted);
    sources[source] = { labels_count: own.length, ...fitCalibration(own) };
  }
  const compared = (own: readonly LabelledMention[]): Compared => ({
    before: accuracyOf(own.map((row) => [row.label, probabilitiesOf(row.leanings)])),
    after: accuracyOf(own.map((row) => [row.label, after.get(row)!])),
  });
  const path = ws.config.sentiment.calibrationFile ?? join(ws.dir, 'calibration.json');
  const isWritten = !how.dryRun && Object.keys(sources).length > 0;
  const labels = fingerprint(rows.map(({ postKey, brandId, sourceId, label }) => [postKey, brandId, sourceId, label]));
  if (isWritten) await writeCalibration(path, { format: 1, model: lake.reading.model, labels, sources });
  return {
    file: isWritten ? path : null,
    model: lake.reading.model,
    sources: bySource.map(([source, own]) => ({
      source,
      missing: Math.max(0, LEAST_LABELS - own.length),
      ...compared(own),
    })),
    platforms: [...Map.groupBy(rows, ({ platform }) => platform)]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([platform, own]) => ({ platform, ...compared(own) })),
    leftOut,
  };
}

/** A calibration that is missing or for another model is what is about to be made anew. */
async function withUsableCalibration(ws: Workspace): Promise<Workspace> {
  const without = { ...ws, config: { ...ws.config, sentiment: { ...ws.config.sentiment, calibrationFile: null } } };
  return readingOf(ws).then(
    () => ws,
    () => without,
  );
}

async function labelledMentions(
  lake: LakeState,
  threads: number,
): Promise<{ rows: readonly LabelledMention[]; leftOut: number }> {
  await using duck = await openFrame(lake, threads);
  const found = await duck.rows(
    `select labelled.post_key, labelled.brand_id, labelled.value, post.source_id, post.platform,
       coalesce(mention.positive_p, words.positive_p) as positive_p,
       coalesce(mention.negative_p, words.negative_p) as negative_p
     from labels as labelled
     join newest_posts as post on post.post_key = labelled.post_key
     join felt_texts as words on words.post_key = post.post_key and words.version_key = post.version_key
     left join felt_mentions as mention
       on mention.post_key = post.post_key and mention.version_key = post.version_key and mention.brand_id = labelled.brand_id
     where labelled.value in ('positive', 'neutral', 'negative') and words.positive_p is not null
     order by labelled.post_key, labelled.brand_id`,
  );
  const [all] = await duck.rows('select cast(count(*) as integer) as labels from labels');
  const rows = found.map((row): LabelledMention => {
    const sourceId = String(row['source_id']);
    const seen = { positiveP: Number(row['positive_p']), negativeP: Number(row['negative_p']) };
    const calibration = calibrationOf(lake.reading, sourceId);
    const { opinion, polarity } = calibration === null ? leaningsOf(seen) : uncalibratedLeanings(seen, calibration);
    return {
      postKey: String(row['post_key']),
      brandId: row['brand_id'] === null ? null : String(row['brand_id']),
      sourceId,
      platform: String(row['platform']),
      label: row['value'] as FeelingLabel,
      leanings: { opinion: kept(opinion), polarity: kept(polarity) },
    };
  });
  return { rows, leftOut: Number(all?.['labels'] ?? 0) - rows.length };
}

/** Six digits survive a calibration and its undoing. */
function kept(value: number): number {
  return Math.round(value * 1e6) / 1e6 + 0;
}
