/**
 * What reads the texts of a workspace: the sentiment backend, the calibration of each source, the words of the keyword step.
 * Invariant: whatever can change a score is in one of its fingerprints, so that a changed file is never taken for the old one.
 */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { SourceCalibration } from '../../transforms/calibration.ts';
import { parseKeywordTerms } from '../../transforms/keywords_dictionary.ts';
import { type LexiconEntry, parseLexicon } from '../../transforms/lexicon.ts';
import { readOnnxModel } from '../../transforms/onnx_model.ts';
import { scorerVersion } from '../../transforms/sentiment.ts';
import { TARGETS_VERSION } from '../../transforms/targets.ts';
import { fold } from '../../transforms/text.ts';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import { fingerprint } from '../../warehouse/fingerprint.ts';
import type { Config } from '../config/types.ts';
import { type Calibration, readCalibration, requireModel } from './calibration.ts';

export interface Reading {
  /** Name of what scores feelings; a calibration is made for exactly one. */
  readonly model: string;
  /** Folder of the operator's model; null = the linear model. */
  readonly onnxModelDir: string | null;
  /** Words of feeling that the workspace adds to ours; they override them. */
  readonly ownWords: readonly LexiconEntry[];
  /** Null = nothing is calibrated. */
  readonly calibration: Calibration | null;
  /** The workspace's own words and the Chinese names in it, which no cut goes through; null = there is no keyword step. */
  readonly keywordTerms: readonly string[] | null;
}

/** @throws UsageError when a file that koc.yaml names cannot be used, or the calibration is for another model. */
export async function readingOf(ws: {
  readonly config: Pick<Config, 'sentiment' | 'keywords' | 'brands'>;
}): Promise<Reading> {
  const { sentiment, keywords, brands } = ws.config;
  const backend = sentiment.onnxModelDir === null ? null : await readOnnxModel(sentiment.onnxModelDir);
  const ownWords = await ownWordsOf(ws);
  // Feelings towards one of several brands are read by the linear model whatever reads the whole.
  const words = ownWords.length === 0 ? [] : [scorerVersion(ownWords)];
  const reader = backend === null ? scorerVersion(ownWords) : [backend.version, ...words].join('.');
  const model = `${reader}.targets${TARGETS_VERSION}`;
  const path = sentiment.calibrationFile;
  const calibration = path === null ? null : await readCalibration(path);
  if (calibration !== null) requireModel(calibration, model, path!);
  return {
    model,
    onnxModelDir: sentiment.onnxModelDir,
    ownWords,
    calibration,
    keywordTerms: keywords.isEnabled ? [...(await readTerms(keywords.file)), ...wholeNames(brands)] : null,
  };
}

/** Words of feeling of the workspace's own file; empty where koc.yaml names none. @throws UsageError naming file and line. */
export async function ownWordsOf(ws: { readonly config: Pick<Config, 'sentiment'> }): Promise<readonly LexiconEntry[]> {
  const path = ws.config.sentiment.lexiconFile;
  return path === null ? [] : parseLexicon(await readNamed('sentiment.lexicon.file', path), basename(path));
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
  return path === null ? [] : parseKeywordTerms(await readNamed('keywords.file', path), basename(path));
}

/** Names of brands and products in Chinese characters alone, each once. */
function wholeNames(brands: Config['brands']): string[] {
  const names = brands.flatMap((brand) => [...brand.names, ...brand.products.flatMap((product) => product.names)]);
  return [...new Set(names.map(fold))].filter((name) => /^\p{Script=Han}{2,24}$/u.test(name)).sort();
}

/** Text of a file that koc.yaml names under `key`; a mark of byte order is no part of it. */
async function readNamed(key: string, path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).replace(/^\ufeff/u, '');
  } catch (cause) {
    throw new UsageError(`${key}: cannot read ${path}`, { cause });
  }
}
