/** `koc review import`: what a team changed in its workbooks becomes decisions. All or none is sealed, and nothing that stands is lost. */
import type { CanonicalDecision } from '../../warehouse/contracts/rows.ts';
import { dayNo, isoDate } from '../../warehouse/contracts/time.ts';
import { literal, openDuck } from '../../warehouse/engines/duckdb.ts';
import type { IdentityFiles } from '../../warehouse/publish/types.ts';
import type { Workspace } from '../config/types.ts';
import type { RunContext } from './context.ts';
import { identityOf } from './decide.ts';
import { updateDecisions } from './decisions.ts';
import { identityFiles } from './identity_files.ts';
import { type GivenValue, type Problem, readWorkFile, type WorkFile } from './review_file.ts';
import { type Conflict, type Merge, mergeWork } from './review_merge.ts';

export interface ReviewImport {
  /** Rows with a key in all files. */
  readonly rows: number;
  /** What was sealed; with `dryRun`, nothing. */
  readonly decisions: readonly CanonicalDecision[];
  /** Values that were or would be sealed. */
  readonly changed: number;
  /** Changes that stand already, or stood once and were replaced since. */
  readonly known: number;
  readonly conflicts: readonly (Conflict & { readonly authorName: string | null })[];
  readonly problems: readonly Problem[];
}

/**
 * Files count in the given order. `by`: who edited, null = not said. `theirs`: a file's value wins over what stands.
 *
 * @throws UsageError when a file is no workbook of koc's; nothing is sealed then.
 */
export async function importReview(
  ws: Workspace,
  ctx: RunContext,
  paths: readonly string[],
  how: { readonly by: string | null; readonly dryRun: boolean; readonly theirs: boolean },
): Promise<ReviewImport> {
  const today = isoDate(dayNo(ctx.now(), ws.offset));
  const files: WorkFile[] = [];
  for (const path of paths) files.push(await readWorkFile(path, today));
  const keys = [...new Set(files.flatMap(({ values }) => values.map(({ row }) => row.authorKey)))];
  let names = await namesIn(await identityFiles(ws.dir), keys);
  if (names.size < keys.length) names = await namesIn(await identityOf(ws, ctx), keys);
  const brands = new Set(ws.config.brands.map(({ id }) => id));
  let strangers: Problem[] = [];
  let merge: Merge = { drafts: [], conflicts: [], knownCount: 0 };
  const decisions = await updateDecisions(ws, ctx, (history) => {
    const gone = new Set(history.filter(({ type }) => type === 'forget').map(({ subjectKey }) => subjectKey));
    const whose = (given: GivenValue): string | null => {
      const { brandId, authorKey } = given.row;
      if (!brands.has(brandId)) return `is about ${brandId}, which koc.yaml does not have`;
      if (gone.has(authorKey)) return 'is about an account that was forgotten';
      return names.has(authorKey) ? null : 'is about nobody in this workspace: is the workbook of another one?';
    };
    strangers = strangersIn(files, whose);
    const own = files.map(({ values }) => values.filter((given) => whose(given) === null));
    merge = mergeWork(own, history, how);
    return how.dryRun ? [] : merge.drafts;
  });
  return {
    rows: files.reduce((sum, { rows }) => sum + rows, 0),
    decisions,
    changed: merge.drafts.length,
    known: merge.knownCount,
    conflicts: merge.conflicts.map((one) => ({ ...one, authorName: names.get(one.authorKey) ?? null })),
    problems: [...files.flatMap(({ problems }) => problems), ...strangers],
  };
}

/** One a row, at its first cell. */
function strangersIn(files: readonly WorkFile[], whose: (given: GivenValue) => string | null): Problem[] {
  const told = new Map<string, Problem>();
  for (const { values } of files) {
    for (const given of values) {
      const problem = whose(given);
      const row = `${given.file} ${given.cell.replace(/[A-Z]+(?=\d+$)/u, '')}`;
      if (problem !== null && !told.has(row)) told.set(row, { file: given.file, cell: given.cell, problem });
    }
  }
  return [...told.values()];
}

/** Those of the accounts that identity knows, with a name if one was shown. */
async function namesIn(
  { identity_authors: files }: IdentityFiles,
  authorKeys: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  if (files.length === 0 || authorKeys.length === 0) return new Map();
  await using duck = await openDuck(':memory:', { threads: 1, memoryLimit: '1GB' });
  const rows = await duck.rows(
    `select author_key, max(author_name) as author_name
     from read_parquet([${files.map(literal).join(', ')}], hive_partitioning = false)
     where author_key in (${authorKeys.map(literal).join(', ')})
     group by author_key`,
  );
  return new Map(rows.map((row) => [String(row['author_key']), row['author_name'] as string | null]));
}
