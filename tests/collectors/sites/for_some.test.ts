/** What somebody shows to nobody, or to friends only, is not public: the operator may see it, but it is gone from every list. */
import { expect, test } from 'vitest';
import { awemes, details } from '../../../collectors/douyin/records.ts';
import { posts } from '../../../collectors/tiktok/records.ts';

const ID = '7350000000000000101';

test.each([
  [{ private_status: 1 }],
  [{ private_status: 2 }],
  [{ is_private: true }],
  [{ self_see: true }],
  [{ part_see: 1 }],
  [{ is_delete: true }],
  [{ is_prohibited: true }],
])('Douyin: a post of %j is gone', (status) => {
  const given = { aweme_id: ID, desc: '白茶', create_time: 1_763_600_000 };
  const public_ = { private_status: 0, is_private: false, self_see: false, part_see: 0, is_delete: false };
  expect(awemes([{ ...given, status: public_ }]).records.map(({ id }) => id)).toEqual([ID]);
  expect(awemes([{ ...given, status }])).toMatchObject({ records: [], gone: [ID], rejected: [] });
  const camel = Object.fromEntries(
    Object.entries(status).map(([name, value]) => [
      name.replaceAll(/_(.)/gu, (_, one: string) => one.toUpperCase()),
      value,
    ]),
  );
  const inPage = { awemeId: ID, desc: '白茶', createTime: 1_763_600_000 };
  expect(details([{ ...inPage, status: { isPrivate: false } }]).gone).toEqual([]);
  expect(details([{ ...inPage, status: camel }])).toMatchObject({ records: [], gone: [ID], rejected: [] });
});

test.each([['privateItem'], ['secret'], ['forFriend']])('TikTok: a post that is %s is gone', (mark) => {
  const given = { id: ID, desc: 'tea', createTime: 1_763_600_000 };
  expect(posts([{ ...given, [mark]: false }])).toMatchObject({ records: [{ id: ID }], gone: [] });
  expect(posts([{ ...given, [mark]: true }])).toMatchObject({ records: [], gone: [ID], rejected: [] });
});
