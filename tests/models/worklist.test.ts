/** What the worklist promises: an urgent reason each, an author once, no reason alone, and nobody who was turned to already. */
import { describe, expect, test } from 'vitest';
import { AS_OF, type GivenRow } from './defaults.ts';
import { lakeOf, printed, ranked } from './fans.ts';
import { type Given, runModels } from './harness.ts';

async function worklist(given: Given) {
  const { worklist: rows = [] } = await runModels(given, ['worklist']);
  return rows.sort((a, b) => Number(a['item_no']) - Number(b['item_no']));
}
const items = async (given: Given) =>
  (await worklist(given)).map((row) => `${String(row['action'])} ${String(row['author_key'])}`);

const decided = (type: string, key: string, value: string | null, more: GivenRow = {}): GivenRow => ({
  type,
  subject_key: key,
  brand_id: 'aurora',
  value,
  decision_id: `${type} ${key} ${value}`,
  ...more,
});

/** Six fans, whose newest posts are too old to be UGC, as they stood a week ago. */
const quiet = ranked(6).map((fan) => ({ ...fan, ageDays: 30 }));
const lastWeek = (...keys: readonly string[]) => ({ lake_publications: printed(AS_OF.day - 7, ...keys) });

describe('who is on it', () => {
  test('before any list was printed the top of the list is new, each at the evidence to answer under', async () => {
    const rows = await worklist(lakeOf(quiet, { params: [{ worklist_size: 3 }] }));
    expect(rows.map(({ action, author_key, rank }) => ({ action, author_key, rank }))).toEqual([
      { action: 'new', author_key: 'fan_0', rank: 1 },
      { action: 'new', author_key: 'fan_1', rank: 2 },
      { action: 'new', author_key: 'fan_2', rank: 3 },
    ]);
    expect(rows[0]).toMatchObject({ post_key: 'fan_0_0', rank_change: null, item_no: 1 });
  });

  test('later the new and those risen by 3 places and a fifth of the earlier place; an author falling silent comes first', async () => {
    const others = Array.from({ length: 12 }, (_, i) => `gone_${i}`);
    const silent = { key: 'silent', posts: 8, ageDays: 80 };
    const given = lakeOf([...quiet, silent], {
      ...lastWeek('fan_1', 'silent', ...others, 'fan_2', 'fan_3', 'fan_4', 'fan_5'),
      lake_decisions: [decided('work_status', 'fan_1', 'done', { decided_day_no: AS_OF.day - 40 })],
    });
    // fan_2 was 15th and is 3rd, fan_5 was 18th; fan_1 fell from 1st to 2nd; fan_0 stood nowhere.
    const found = await items(given);
    expect(found.filter((item) => !item.startsWith('risen'))).toEqual(['at_risk silent', 'new fan_0']);
    expect(found.filter((item) => item.startsWith('risen'))).toEqual([
      'risen fan_2',
      'risen fan_3',
      'risen fan_4',
      'risen fan_5',
    ]);
    const near = lakeOf(quiet, lastWeek('fan_1', 'fan_0', 'gone_0', 'fan_4', 'fan_3', 'fan_2', 'fan_5'));
    expect((await items(near)).filter((item) => item.startsWith('risen'))).toEqual(['risen fan_2']);
  });

  test('who stands on the list stays there, after the new, until somebody turns to them', async () => {
    const given = lakeOf(quiet.slice(0, 4), {
      ...lastWeek('fan_0', 'fan_1', 'fan_2'),
      lake_decisions: [decided('work_status', 'fan_1', 'contacted', { decided_day_no: AS_OF.day - 90 })],
    });
    expect(await items(given)).toEqual(['new fan_3', 'new fan_0', 'new fan_2']);
  });

  test('each action gets a quarter of the places before another takes more, and an author stands once', async () => {
    const fresh = ranked(6).map((fan, i) => ({ ...fan, ageDays: i === 5 ? 2 : 3 }));
    const found = await items(lakeOf(fresh, { params: [{ worklist_size: 4, list_size: 5 }] }));
    // Five are listed and new; fan_5 is not on the list, but has the freshest post.
    expect(found).toEqual(['new fan_0', 'new fan_1', 'new fan_2', 'ugc_ask fan_5']);
  });
});

test('nobody who was contacted within the cooldown, has a gift, declined, was asked for a post or set aside', async () => {
  const days = (ago: number) => AS_OF.day - ago;
  const given = lakeOf(
    ranked(10).map((fan) => ({ ...fan, ageDays: 30 })),
    {
      params: [{ cooldown_days: 28 }],
      lake_decisions: [
        decided('last_contact', 'fan_0', '2026-10-19', { value_day_no: days(28) }),
        decided('last_contact', 'fan_1', '2026-10-18', { value_day_no: days(29) }),
        decided('work_status', 'fan_2', 'replied', { decided_day_no: days(-3) }),
        decided('work_status', 'fan_3', 'done', { decided_day_no: days(40) }),
        decided('work_status', 'fan_4', 'gifted', { decided_day_no: days(300) }),
        decided('work_status', 'fan_5', 'declined', { decided_day_no: days(200) }),
        decided('work_status', 'fan_6', 'contacted', { decided_day_no: days(2), brand_id: 'nova' }),
        decided('ugc_state', 'fan_7_0', 'asked', { decided_day_no: days(5) }),
        decided('verdict', 'fan_8', 'rejected'),
        decided('work_status', 'fan_9', 'contacted', { decided_day_no: days(9), brand_id: null }),
      ],
    },
  );
  for (const answer of ['granted', 'declined', 'featured']) {
    const answered = decided('ugc_state', 'fan_1_0', answer, { decided_day_no: days(3) });
    const later = { ...given, lake_decisions: [...given['lake_decisions']!, answered] };
    expect(await items(later), answer).not.toContain('new fan_1');
  }
  // Of another brand, older than the cooldown: these may be turned to again.
  expect(await items(given)).toEqual(['new fan_1', 'new fan_3', 'new fan_6']);
});

test('whoever received a gift for a mention is not asked again', async () => {
  const given = lakeOf(quiet.slice(0, 2), {
    lake_posts: [{ post_key: 'gift', author_key: 'fan_0', day_no: AS_OF.day - 40, rating_sign: 1, is_gifted: true }],
    lake_mentions: [{ post_key: 'gift', brand_id: 'aurora' }],
  });
  expect(await items(given)).toEqual(['new fan_1']);
});
