/** Which columns of a mart a target may carry. A mart that is about persons at all does not exist at class aggregate. */
import { IntegrityError } from '../contracts/errors.ts';
import type { DictionaryColumn, DictionaryEntry, IdentityClass } from './types.ts';

/** Columns that class handle adds, by the key they belong to. They come from identity, as known before the week's as_of. */
const IDENTITY_COLUMNS: Readonly<Record<string, readonly DictionaryColumn[]>> = {
  author_key: [
    { name: 'author_name', type: 'VARCHAR', says: 'Shown name of the account; null = not shown.', personal: 'direct' },
    { name: 'author_url', type: 'VARCHAR', says: 'Link to the profile; null = not shown.', personal: 'direct' },
  ],
  post_key: [{ name: 'post_url', type: 'VARCHAR', says: 'Link to the post; null = not shown.', personal: 'direct' }],
};

/** A mart as one class sees it. `fromIdentity` are joined by the keys, `columns` are the mart's own. */
export interface ClassedMart {
  readonly entry: DictionaryEntry;
  readonly columns: readonly DictionaryColumn[];
  readonly fromIdentity: readonly DictionaryColumn[];
}

/** Null when the class may not see the mart: its rows are persons and the class is aggregate. */
export function martForClass(entry: DictionaryEntry, identityClass: IdentityClass): ClassedMart | null {
  const byName = new Map(entry.columns.map((column) => [column.name, column]));
  const missing = entry.grain.filter((column) => !byName.has(column));
  if (missing.length > 0)
    throw new IntegrityError(`mart ${entry.mart}: grain names ${missing.join(', ')}, not among its columns`);
  if (identityClass === 'aggregate' && entry.grain.some((column) => byName.get(column)?.personal !== 'none'))
    return null;
  const columns = entry.columns.filter((column) =>
    identityClass === 'handle'
      ? true
      : identityClass === 'pseudonym'
        ? column.personal !== 'direct'
        : column.personal === 'none',
  );
  const fromIdentity = identityClass === 'handle' ? addedTo(byName) : [];
  return { entry, columns, fromIdentity };
}

function addedTo(own: ReadonlyMap<string, DictionaryColumn>): readonly DictionaryColumn[] {
  return Object.entries(IDENTITY_COLUMNS)
    .filter(([key]) => own.has(key))
    .flatMap(([, columns]) => columns.filter((column) => !own.has(column.name)));
}
