/** Columns of the KOLs that stand apart from the list. Reach shows here, as it never does in the rank of a customer. */
import { type Column, field, fields } from './columns.ts';
import type { Known } from './known.ts';
import { whoColumns } from './people_columns.ts';
import type { KolRow } from './rows.ts';

/** @param known what the target may know of the keys. */
export function kolColumns(known: Known): Column<KolRow>[] {
  return [
    field('rank'),
    ...whoColumns<KolRow>(known, (row) => row.authorKey),
    ...fields<KolRow>(
      'platform',
      'followersCount',
      'reactionsPerPost',
      'respondersCount',
      'overlapCount',
      'overlapShare',
      'disclosedShare',
      'mentionsCount',
      'pos',
      'competitorMentionsCount',
      'brandsCount',
      'classReason',
    ),
  ];
}
