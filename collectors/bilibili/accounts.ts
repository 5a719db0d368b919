/** Accounts of Bilibili and the counts beside them, wherever they stand. Pure. */
import { type Count, parseCount } from '../../warehouse/contracts/counts.ts';
import type { CanonicalAuthor } from '../../warehouse/contracts/rows.ts';
import type { Said } from '../reading/row_maker.ts';
import { spaceOf } from './ids.ts';
import type { Account } from './payload.ts';

export function authorSaid(
  account: Partial<Account> & Pick<Account, 'mid'>,
  contact: boolean | null,
): NonNullable<Said['author']> {
  const badge = account.official ?? account.Official ?? account.official_verify;
  const type = badge?.type ?? null;
  return {
    name: account.name || account.uname || account.nickname || null,
    url: spaceOf(account.mid),
    followers: counted(account.follower ?? account.fans),
    accountKind: KINDS[badge?.role ?? 0] ?? (type === 1 ? 'organisation' : null),
    isVerified: type === null ? null : type >= 0,
    hasContact: contact,
  };
}

/** By the role of an official account. */
const KINDS: Readonly<Record<number, CanonicalAuthor['accountKind']>> = {
  3: 'organisation',
  4: 'organisation',
  5: 'media',
  6: 'organisation',
};

/** Null = not shown: "--", or below zero. */
export function counted(shown: string | number | null | undefined): Count | null {
  return parseCount(shown) ?? null;
}
