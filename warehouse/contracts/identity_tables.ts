/** Identity tables: the only place that ties pseudonyms to people. Folder `identity/`, mode 0700. */
import {
  fetchedAt,
  isExcerpt,
  type LakeTable,
  label,
  observedAt,
  observedDay,
  postKey,
  text,
  version,
} from './columns.ts';

export const IDENTITY_TABLES = [
  {
    name: 'identity_authors',
    step: 'normalise',
    about: 'Who a pseudonym is.',
    columns: [
      text('author_key', 'Pseudonym.'),
      label('platform', 'Platform name.'),
      text('author_id', 'Id on the platform.'),
      text('author_name', 'Shown name; null = not shown.'),
      text('author_url', 'Profile link; null = not shown.'),
      observedDay,
      observedAt,
      fetchedAt,
      version,
    ],
  },
  {
    name: 'identity_posts',
    step: 'normalise',
    about: 'What a post pseudonym points to, with its words.',
    columns: [
      postKey,
      version,
      text('author_key', 'Pseudonym of the account; null = none.'),
      text('post_id', 'Id on the platform.'),
      text('url', 'Link; null = not shown.'),
      text('title', 'Null = none.'),
      text('text', 'Null = none.'),
      isExcerpt,
      observedDay,
      observedAt,
      fetchedAt,
    ],
  },
] as const satisfies readonly LakeTable[];

export type IdentityTableName = (typeof IDENTITY_TABLES)[number]['name'];
