/**
 * What reads the texts of a workspace: the sentiment backend, the calibration of each source, the words of the keyword step.
 * Invariant: whatever can change a score is in one of its fingerprints, so that a changed file is never taken for the old one.
 */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { SourceCalibration } from '../../transforms/calibration.ts';
import { parseKeywordTerms } from '../../transforms/keywords_dictionary.ts';
import { readOnnxModel } from '../../transforms/onnx_model.ts';
import { SENTIMENT_VERSION } from '../../transforms/sentiment.ts';
import { TARGETS_VERSION } from '../../transforms/targets.ts';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import { fingerprint } from '../../warehouse/fingerprint.ts';
import type { Config } from '../config/types.ts';
import { type Calibration, readCalibration, requireModel } from './calibration.ts';

export interface Reading {
  /** Name of what scores feelings; a calibration is made for exactly one. */
  readonly model: string;
  /** Folder of the operator's model; null = the linear model. */
  readonly onnxModelDir: string | null;
  /** Null = nothing is calibrated. */
  readonly calibration: Calibration | null;
  /** The workspace's own words; null = there is no keyword step. */
  readonly keywordTerms: readonly string[] | null;
}

/** @throws UsageError when a file that koc.yaml names cannot be used, or the calibration is for another model. */
export async function readingOf(ws: { readonly config: Pick<Config, 'sentiment' | 'keywords'> }): Promise<Reading> {
  const { sentiment, keywords } = ws.config;
  const backend = sentiment.onnxModelDir === null ? null : await readOnnxModel(sentiment.onnxModelDir);
  const model = `${backend?.version ?? SENTIMENT_VERSION}.targets${TARGETS_VERSION}`;
  const path = sentiment.calibrationFile;
  const calibration = path === null ? null : await readCalibration(path);
  if (calibration !== null) requireModel(calibration, model, path!);
  return {
    model,
    onnxModelDir: sentiment.onnxModelDir,
    calibration,
    keywordTerms: keywords.isEnabled ? await readTerms(keywords.file) : null,
  };
}

/** What was fitted to the labels of a source; null = nothing. */
export function calibrationOf(reading: Reading, sourceId: string): SourceCalibration | null {
  const found = reading.calibration?.sources[sourceId];
  return found === undefined ? null : { opinion: found.opinion, polarity: found.polarity };
}

/** Changes whenever a feeling in this source may, beyond the versions of the transforms. */
export function feelingFingerprint(reading: Reading, sourceId: string): string {
  return fingerprint(reading.model, calibrationOf(reading, sourceId));
}

/** Changes whenever any feeling may: for the version that is printed. */
export function readingFingerprint({ model, calibration }: Reading): string {
  return fingerprint(model, calibration?.sources ?? null);
}

async function readTerms(path: string | null): Promise<readonly string[]> {
  if (path === null) return [];
  try {
    return parseKeywordTerms(await readFile(path, 'utf8'), basename(path));
  } catch (cause) {
    if (cause instanceof UsageError) throw cause;
    throw new UsageError(`keywords.file: cannot read ${path}`, { cause });
  }
}
