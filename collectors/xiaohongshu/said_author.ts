/** What is shown of an account: at a note, at a comment, in its profile. Pure. */
import type { CanonicalAuthor } from '../../warehouse/contracts/rows.ts';
import type { Said } from '../reading/row_maker.ts';
import { type Account, accountId, countOf, type Profile } from './items.ts';

export const SITE = 'https://www.xiaohongshu.com';

/** Null = nobody is named. */
export function authorOf(one: Account | null | undefined): Said['author'] {
  const id = accountId(one);
  if (id === null) return null;
  return {
    name: one?.nickname || one?.nick_name || null,
    url: profileAddress(id),
    ...verified(one?.red_official_verify_type, one?.red_official_verify_content),
    // A program that answers is no customer.
    ...(one?.ai_agent === true ? { accountKind: 'organisation' } : {}),
  };
}

export function profileSaid(id: string, one: Profile, showsContact: boolean | null): Said {
  const { basic_info: basic, verify_info: mark } = one;
  return {
    record: { authorId: id },
    author: {
      name: basic?.nickname || one.nickname || null,
      url: profileAddress(id),
      followers: countOf(one.fans ?? one.interactions?.find(({ type }) => type === 'fans')?.count),
      hasContact: showsContact,
      ...verified(
        mark?.red_official_verify_type ?? one.red_official_verify_type,
        mark?.red_official_verify_content ?? basic?.red_official_verify_content ?? one.red_official_verify_content,
      ),
    },
    counts: null,
  };
}

function profileAddress(id: string): string {
  return `${SITE}/user/profile/${encodeURIComponent(id)}`;
}

/** `kind`: 0 none, 1 a person whom the platform has verified, 2 an organisation; null = not told. */
function verified(
  kind: number | null | undefined,
  as: string | null | undefined,
): Pick<CanonicalAuthor, 'accountKind' | 'isVerified'> {
  if (kind === null || kind === undefined) return { accountKind: null, isVerified: null };
  return { accountKind: kind === 2 ? organisation(as ?? '') : kind === 1 ? 'person' : null, isVerified: kind > 0 };
}

function organisation(as: string): CanonicalAuthor['accountKind'] {
  if (/旗舰店|专卖店|专营店|商城|店铺/u.test(as)) return 'store';
  return /媒体|报社|日报|晚报|杂志|电视台|广播|出版社/u.test(as) ? 'media' : 'organisation';
}
