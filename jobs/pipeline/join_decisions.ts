/**
 * Makes few segments of a day's single decisions, since each of them is a commit of its own when it is made. Needs the workspace's lock;
 * nobody decides meanwhile, and whoever reads without a lock looks again.
 */
import { IntegrityError } from '../../warehouse/contracts/errors.ts';
import { DECISIONS_SOURCE } from '../../warehouse/raw/append.ts';
import { holdDecisions } from '../../warehouse/raw/hold.ts';
import { joinCommits } from '../../warehouse/raw/join.ts';
import type { RawStore } from '../../warehouse/raw/store.ts';

/** Commits that were rewritten by forgetting somebody stay as they are, for their hash chain. A torn segment leaves its day as it is. */
export async function joinDecisions(raw: RawStore): Promise<void> {
  await using _ = await holdDecisions(raw.dir);
  await raw.refresh();
  const aside = new Set(raw.setAsideSegments().map(({ entry }) => entry.run));
  const decided = raw.entries().filter((entry) => entry.source_id === DECISIONS_SOURCE && !aside.has(entry.run));
  for (const commits of Map.groupBy(decided, ({ run }) => run).values()) {
    const isWhole = commits.every(({ rewrites, segments }) => rewrites.length === 0 && segments.length > 0);
    if (!isWhole || commits.length === 1) continue;
    try {
      await joinCommits(raw, commits);
    } catch (error) {
      if (!(error instanceof IntegrityError)) throw error;
      raw.log.warn({ run: commits[0]!.run }, `${error.message}; the decisions of that day stay in single segments`);
    }
  }
}
