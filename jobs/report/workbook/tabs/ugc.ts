/** Posts to ask for, with their rights and what they are good for. Nothing here may be shown before its author has agreed. */
import type { UgcRow } from '../../rows.ts';
import { ugcSentence } from '../../why.ts';
import { worded } from '../../words/languages.ts';
import { brandColumn, platformColumn, postColumns, profileColumn, shown, whoColumn } from '../columns.ts';
import type { Grid, GridColumn } from '../grid.ts';
import { PICTURE_WIDTH } from '../pictures.ts';
import type { Scope } from '../scope.ts';

/** Where the workbook has pictures. */
function pictureColumn({ words, pictureOf }: Scope): GridColumn<UgcRow>[] {
  if (pictureOf === undefined) return [];
  const picture = ({ postKey }: UgcRow) => pictureOf(postKey);
  return [{ label: words.workbook.columns.picture, kind: 'text', width: PICTURE_WIDTH, value: () => null, picture }];
}

/** The candidates of the shown brands, best first. */
export function ugc(scope: Scope): Grid<UgcRow> {
  const { words, lists } = scope;
  return {
    name: words.workbook.tabs.ugc,
    tone: 'act',
    frozenColumns: scope.brands.length > 1 ? 3 : 2,
    pagesWide: 1,
    rows: scope.peopleOf(lists.ugc),
    columns: [
      ...brandColumn<UgcRow>(scope),
      shown(words, 'rank', 'place'),
      ...pictureColumn(scope),
      ...postColumns<UgcRow>(
        scope,
        words.columns.words,
        ({ postKey }) => postKey,
        (row) => row,
      ),
      whoColumn<UgcRow>(scope, ({ authorKey }) => authorKey),
      ...(scope.isNamed ? [profileColumn<UgcRow>(scope, ({ authorKey }) => authorKey)] : []),
      platformColumn<UgcRow>(words, ({ platform }) => platform),
      {
        label: words.columns.recommendedUse,
        kind: 'text',
        width: 16,
        isWrapped: true,
        value: ({ recommendedUse }) => worded(words.use, recommendedUse ?? 'none'),
      },
      {
        label: words.columns.rightsState,
        kind: 'text',
        width: 10,
        value: ({ rightsState }) => worded(words.rights, rightsState),
      },
      {
        label: words.columns.declaredKind,
        kind: 'text',
        width: 12,
        isWrapped: true,
        value: ({ declaredKind }) => (declaredKind === null ? null : worded(words.declared, declaredKind)),
      },
      { label: words.columns.why, kind: 'text', width: 44, isWrapped: true, value: (row) => ugcSentence(row, words) },
      shown(words, 'ugcScore', 'whole', { bar: 'index' }),
      shown(words, 'likesCount', 'whole'),
      shown(words, 'savesCount', 'whole'),
      shown(words, 'repliesCount', 'whole'),
      shown(words, 'saveLift', 'times'),
      shown(words, 'imageCount', 'whole', { width: 8 }),
      shown(words, 'publishedDate', 'date'),
    ],
  };
}
