/** What fixtures of Xiaohongshu cannot show: what is gone before anything is sealed, and what is kept in state only. */
import { expect, test } from 'vitest';
import { readAnswer } from '../../../collectors/browsing/match.ts';
import { snaked } from '../../../collectors/reading/snake_case.ts';
import { collector } from '../../../collectors/xiaohongshu/index.ts';
import type { Received } from '../../../warehouse/contracts/browse.ts';

const { site } = collector;
const USER = '5e00c0010000000001000001';
const NOTE = '6913a0010000000004000001';

function received(url: string, json: unknown): Received {
  const answer = { method: 'GET', sent: null, status: 200, headers: {}, at: Date.UTC(2026, 10, 20), isDocument: false };
  return { ...answer, url, text: JSON.stringify(json), pageUrl: url };
}

function readingOf(answer: Received) {
  const read = readAnswer(site, site.hosts, answer);
  if (read.kind !== 'seen') throw new Error(read.kind);
  return read.readings[0]!;
}

test('of what somebody says of themselves only remains whether a business contact stands in it', () => {
  const profile = (desc: string) => ({
    data: {
      basic_info: { nickname: '阿茶', desc, gender: 1, red_id: '41' },
      interactions: [{ type: 'fans', count: '12' }],
    },
  });
  const url = `https://edith.xiaohongshu.com/api/sns/web/v1/user/otherinfo?target_user_id=${USER}`;
  for (const [desc, contact] of [
    ['爱喝茶｜合作：tea@example.org', true],
    ['爱喝茶的普通人', false],
  ] as const) {
    const [record] = readingOf(received(url, profile(desc))).records;
    expect(record).toMatchObject({ kind: 'author', id: USER, payload: { item: 'author', shows_contact: contact } });
    expect(JSON.stringify(record)).not.toMatch(/爱喝茶|gender|red_id/u);
  }
});

test('the token that opens a note is a link for the state, and in no record', () => {
  const card = {
    id: NOTE,
    model_type: 'note',
    xsec_token: 'ABopens=',
    note_card: { display_title: '壶', user: { user_id: USER }, interact_info: { liked_count: '3' } },
  };
  const url = 'https://edith.xiaohongshu.com/api/sns/web/v1/search/notes';
  const { links, records } = readingOf(received(url, { data: { items: [card], has_more: true } }));
  expect(links[NOTE]).toContain('xsec_token=ABopens%3D');
  expect(JSON.stringify(records)).not.toContain('ABopens');
});

test('names of page state are read as those of the API, and nothing else of a value changes', () => {
  expect(snaked({ noteId: 1, userInfo: [{ nickName: 'aB' }], FStatus: 'none', '6913aB': 2 })).toEqual({
    note_id: 1,
    user_info: [{ nick_name: 'aB' }],
    FStatus: 'none',
    '6913aB': 2,
  });
  expect(snaked({ likedCount: 1, liked_count: 2 })).toEqual({ liked_count: 2 });
  const same = { liked_count: '1', user: { id: 'x' } };
  expect(snaked(same)).toBe(same);
});
