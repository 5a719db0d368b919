/** What publishing is given and gives back. It knows files, columns and privacy classes; it knows no wording. */
import type { IdentityTableName } from '../contracts/identity_tables.ts';
import type { CanonicalPublication } from '../contracts/rows.ts';
import type { AsOf } from '../contracts/time.ts';

/** How much a target may carry: totals only, keyed pseudonyms, or names and links as well. */
export const IDENTITY_CLASSES = ['aggregate', 'pseudonym', 'handle'] as const;
export type IdentityClass = (typeof IDENTITY_CLASSES)[number];

export const TARGETS = ['workbook', 'html', 'csv', 'parquet', 'duckdb'] as const;
export type Target = (typeof TARGETS)[number];
export type TargetClasses = Readonly<Record<Target, IdentityClass>>;

/** Whether a column can lead to a person: not at all, by a pseudonym, or by itself. */
export type Personal = 'none' | 'linkable' | 'direct';

export interface DictionaryColumn {
  readonly name: string;
  /** DuckDB type, as described from the built table. */
  readonly type: string;
  readonly says: string;
  readonly personal: Personal;
}

/** Header of one mart. */
export interface DictionaryEntry {
  readonly mart: string;
  readonly about: string;
  readonly grain: readonly string[];
  readonly columns: readonly DictionaryColumn[];
}

/** One built week: `martDir` holds `<mart>.parquet` for every mart of the dictionary. */
export interface PublishedWeek {
  readonly asOf: AsOf;
  readonly martDir: string;
}

/** Parquet files of the identity tables; an empty list is an empty table. */
export type IdentityFiles = Readonly<Record<IdentityTableName, readonly string[]>>;

/** A file as the manifest lists it. */
export interface WrittenFile {
  /** Relative to the run's folder, with `/`. */
  readonly path: string;
  /** Rows of data; null where rows make no sense (a page, a workbook of several tabs). */
  readonly rows: number | null;
}

/** Writes files for people below `dir` and says which. Given by the caller, so that publishing needs no wording. */
export type FileWriter = (dir: string) => Promise<readonly WrittenFile[]>;

/** What only the caller knows about the run. */
export interface RunFacts {
  readonly schemaVersion: number;
  readonly modelVersion: string;
  /** Hash over everything the build was a function of. */
  readonly inputsFingerprint: string;
  /** Persons and records that forgetting or retention has removed and that no past week can show again. */
  readonly erased: { readonly persons: number; readonly records: number };
}

export interface PublishInput {
  readonly exportsDir: string;
  /** Run id; names the folder and stands in the manifest, nowhere else. */
  readonly run: string;
  /** UTC ms; stands in the manifest only. */
  readonly createdAt: number;
  /** Ascending by as_of; the last one is the week being published, the others are its history. At least one. */
  readonly weeks: readonly PublishedWeek[];
  readonly dictionary: readonly DictionaryEntry[];
  readonly identity: IdentityFiles;
  readonly classes: TargetClasses;
  /** Publication records up to this as_of, this week's included; other as_of are ignored. */
  readonly publications: readonly CanonicalPublication[];
  readonly writers: readonly FileWriter[];
  readonly facts: RunFacts;
  /** Finished runs to keep, at least 1, counting the new one. */
  readonly keepRuns: number;
  /** DuckDB threads; results do not depend on it. */
  readonly threads: number;
  /** DuckDB memory limit such as `1GB`; what exceeds it is spilled below `exportsDir`. */
  readonly memoryLimit: string;
}

export interface PublishResult {
  /** `exports/<run>`, absolute or as given. */
  readonly dir: string;
  readonly files: readonly (WrittenFile & { readonly bytes: number; readonly sha256: string })[];
  /** Runs that were removed, oldest first. */
  readonly pruned: readonly string[];
}
