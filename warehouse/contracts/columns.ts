/** What tables of the lake, of identity and of the config are made of: column types and the columns that several of them share. */

export type LakeType = 'text' | 'bigint' | 'smallint' | 'double' | 'boolean' | 'timestamp' | 'date';

export interface LakeColumn {
  readonly name: string;
  readonly type: LakeType;
  readonly says: string;
  /** Few distinct values: writers may keep codes instead of texts until the part is written. */
  readonly isCoded?: true;
}

export interface LakeTable {
  readonly name: string;
  /** Which step of the pipeline makes it: its fingerprint is in the part's name. */
  readonly step: 'normalise' | 'features' | 'mentions' | 'keywords' | 'log';
  readonly about: string;
  readonly columns: readonly LakeColumn[];
}

export const text = <const Name extends string>(name: Name, says: string) => ({ name, type: 'text', says }) as const;
export const label = <const Name extends string>(name: Name, says: string) =>
  ({ name, type: 'text', says, isCoded: true }) as const;
export const bigint = <const Name extends string>(name: Name, says: string) =>
  ({ name, type: 'bigint', says }) as const;
export const smallint = <const Name extends string>(name: Name, says: string) =>
  ({ name, type: 'smallint', says }) as const;
export const double = <const Name extends string>(name: Name, says: string) =>
  ({ name, type: 'double', says }) as const;
export const boolean = <const Name extends string>(name: Name, says: string) =>
  ({ name, type: 'boolean', says }) as const;
export const timestamp = <const Name extends string>(name: Name, says: string) =>
  ({ name, type: 'timestamp', says }) as const;
export const date = <const Name extends string>(name: Name, says: string) => ({ name, type: 'date', says }) as const;

export const postKey = text('post_key', 'Pseudonym of platform:kind:id.');
export const version = text(
  'version_key',
  'Which version of the record this row belongs to: first 32 hex digits of the payload hash.',
);
export const isExcerpt = boolean(
  'is_excerpt',
  'A part of what was said (a card of a list, a cut text): counts only where no whole version is known.',
);
export const observedAt = timestamp('observed_at', 'UTC moment at which this version was seen.');
export const observedDay = bigint(
  'observed_day_no',
  'Day of observed_at in the workspace zone; days since 1970-01-01.',
);
export const observedBasis = label('observed_basis', 'observed or assumed (= set to the moment of publication).');
export const fetchedAt = timestamp(
  'fetched_at',
  'UTC moment at which we took the record in; breaks ties between versions.',
);

/** DuckDB and Spark both take these names in CAST; `text` is `varchar` on DuckDB. */
export const DUCKDB_TYPE: Readonly<Record<LakeType, string>> = {
  text: 'VARCHAR',
  bigint: 'BIGINT',
  smallint: 'SMALLINT',
  double: 'DOUBLE',
  boolean: 'BOOLEAN',
  timestamp: 'TIMESTAMP',
  date: 'DATE',
};
