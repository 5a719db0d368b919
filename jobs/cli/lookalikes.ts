/** Who is most like a listed author, for `koc explain --similar`. Names are read for those who are printed, and only if the caller says so. */
import { UsageError } from '../../warehouse/contracts/errors.ts';
import type { AsOf } from '../../warehouse/contracts/time.ts';
import { literal, openDuck } from '../../warehouse/engines/duckdb.ts';
import { loadKnown } from '../../warehouse/publish/identity.ts';
import type { Workspace } from '../config/types.ts';
import { identityFiles } from '../pipeline/identity_files.ts';
import { calledName, type KnownAuthor } from '../report/known.ts';
import { type CandidateRow, type LookalikeRow, lookalikeRow } from '../report/rows.ts';
import { firstWords, safeUrl } from '../report/text.ts';
import { similarSentence } from '../report/why.ts';
import { catalogues } from '../report/words/languages.ts';
import type { Published } from './published.ts';
import { weekRows } from './published_author.ts';

export interface Lookalike {
  readonly row: LookalikeRow;
  /** Null when identity does not know them, or names may not be read. */
  readonly author: KnownAuthor | null;
}

/**
 * The look-alikes of a candidate, most alike first; null = not listed, so that none were made.
 * Throws UsageError when what is published knows none at all.
 */
export async function readLookalikes(
  ws: Workspace,
  published: Published,
  asOf: AsOf,
  candidate: CandidateRow,
  wantsNames: boolean,
): Promise<readonly Lookalike[] | null> {
  if (candidate.status !== 'listed') return null;
  const { authorKey, brandId } = candidate;
  const rows = await weekRows(published, 'author_lookalikes', lookalikeRow, authorKey, brandId);
  if (rows === null) {
    throw new UsageError('the published week holds no look-alikes', { hint: 'Run `koc weekly` to make them.' });
  }
  const keys = rows.map((row) => row.similarKey);
  const names = wantsNames && keys.length > 0 ? await readNames(ws, asOf, keys) : new Map<string, KnownAuthor>();
  return rows.toSorted((a, b) => a.rank - b.rank).map((row) => ({ row, author: names.get(row.similarKey) ?? null }));
}

/** Entries of `similar` in `--json`. */
export function similarJson(ws: Workspace, similar: readonly Lookalike[]): object[] {
  return similar.map(({ row, author }) => ({
    lookalike: row,
    words: catalogues(ws.config.publish.languages).map((words) => ({
      language: words.code,
      sentence: similarSentence(row, words),
    })),
    author,
  }));
}

/** Lines for a terminal, ending with a line end; says so where there are none, or none are made. */
export function similarText(ws: Workspace, similar: readonly Lookalike[] | null): string {
  const [words] = catalogues(ws.config.publish.languages);
  const says = words.similar;
  if (similar === null) return `  ≈ ${says.notListed}\n`;
  if (similar.length === 0) return `  ≈ ${says.none}\n`;
  const lines = similar.map(({ row, author }) => {
    const name = firstWords(calledName(author ?? undefined), 40) ?? row.similarKey;
    const link = author?.url ? `  ${author.url}` : '';
    return `  ${row.rank}. ${name} (${says.status[row.similarStatus]})${link}\n     ${similarSentence(row, words)}`;
  });
  return `  ≈ ${says.heading}\n${lines.join('\n')}\n`;
}

async function readNames(ws: Workspace, asOf: AsOf, keys: readonly string[]): Promise<Map<string, KnownAuthor>> {
  await using duck = await openDuck(':memory:', { threads: 1, memoryLimit: '1GB' });
  const asked = `values ${keys.map((key) => `(${literal(key)})`).join(', ')}`;
  await loadKnown(duck.connection, await identityFiles(ws.dir), asOf.day, asked, "select ''");
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  const rows = await duck.rows('select author_key, author_id, author_name, author_url from known_authors');
  return new Map(
    rows.map((row) => [
      String(row['author_key']),
      { id: text(row['author_id']), name: text(row['author_name']), url: safeUrl(text(row['author_url'])) },
    ]),
  );
}
