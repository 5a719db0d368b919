/** Columns of the KOLs that stand apart from the list. Reach shows here, as it never does in the rank of a customer. */
import { type Column, field } from './columns.ts';
import type { Known } from './known.ts';
import { csvOnly, whoColumns } from './people_columns.ts';
import type { KolRow } from './rows.ts';

/** @param known what the target may know of the keys. */
export function kolColumns(known: Known): Column<KolRow>[] {
  return [
    field('rank', 'whole', 7),
    ...whoColumns<KolRow>(known, (row) => row.authorKey),
    field('platform', 'text', 13),
    field('followersCount', 'whole'),
    field('reactionsPerPost', 'decimal'),
    field('respondersCount', 'whole'),
    csvOnly(field('overlapCount', 'whole')),
    field('overlapShare', 'percent'),
    field('disclosedShare', 'percent'),
    field('mentionsCount', 'whole'),
    field('pos', 'percent'),
    field('competitorMentionsCount', 'whole'),
    field('brandsCount', 'whole'),
    csvOnly(field('classReason', 'text')),
  ];
}
