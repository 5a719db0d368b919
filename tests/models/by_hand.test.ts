/** What people decide about people: it holds for every week, changes the lists, and is told. */
import { expect, test } from 'vitest';
import { AS_OF } from './defaults.ts';
import { lakeOf, printed, ranked } from './fans.ts';
import { runModels } from './harness.ts';

test('a verdict confirms, takes off the lists, or says that the words mean something else; opting out can be taken back', async () => {
  const given = lakeOf(ranked(6), {
    lake_decisions: [
      { type: 'verdict', subject_key: 'fan_0', brand_id: 'aurora', value: 'confirmed' },
      { type: 'verdict', subject_key: 'fan_1', brand_id: 'aurora', value: 'rejected' },
      { type: 'verdict', subject_key: 'fan_2', brand_id: 'aurora', value: 'wrong_brand' },
      { type: 'verdict', subject_key: 'fan_3', brand_id: null, value: 'rejected', decision_id: 'd1' },
      { type: 'verdict', subject_key: 'fan_3', brand_id: 'aurora', value: 'confirmed', decision_id: 'd2' },
      { type: 'opt_out', subject_key: 'fan_4', value: null, decided_day_no: 20_000, decision_id: 'd3' },
      { type: 'opt_out', subject_key: 'fan_4', value: 'withdrawn', decided_day_no: 20_100, decision_id: 'd4' },
      { type: 'opt_out', subject_key: 'fan_5', value: 'withdrawn', decided_day_no: 20_000, decision_id: 'd5' },
      { type: 'opt_out', subject_key: 'fan_5', value: null, decided_day_no: 20_100, decision_id: 'd6' },
    ],
  });
  const built = await runModels(given, [
    'koc_candidates',
    'left_out',
    'left_out_counts',
    'brand_weeks',
    'ugc_candidates',
  ]);
  expect(built['koc_candidates']!.map((row) => [row['author_key'], row['is_confirmed']])).toEqual([
    ['fan_0', true],
    ['fan_3', true],
    ['fan_4', false],
  ]);
  expect(
    built['left_out']!.map((row) => [row['author_key'], row['class'], row['class_reason'], row['mentions_count']]),
  ).toEqual([
    ['fan_1', 'consumer', 'rejected', 13],
    ['fan_2', 'consumer', 'wrong_brand', 12],
  ]);
  expect(built['left_out_counts']).toMatchObject([
    { class: 'consumer', class_reason: 'rejected', authors_count: 1 },
    { class: 'consumer', class_reason: 'wrong_brand', authors_count: 1 },
  ]);
  // Of the six, the one who means another thing and the one who opted out say nothing; the rejected one still speaks.
  expect(built['brand_weeks']!.find((row) => row['brand_id'] === 'aurora')).toMatchObject({ authors_count: 4 });
  const asked = new Set(built['ugc_candidates']!.map((row) => row['author_key']));
  expect([...asked].sort()).toEqual(['fan_0', 'fan_3', 'fan_4']);
});

test('accounts of one person stand once, with the best of them; the place of one is the place of all', async () => {
  const given = lakeOf([...ranked(5), { key: 'alone', posts: 3 }], {
    lake_publications: printed(AS_OF.day - 7, 'fan_3', 'fan_4'),
    lake_decisions: [
      // A chain of three; and a pair that somebody looked at and took apart again.
      { type: 'same_person', subject_key: 'fan_1', value: 'fan_3' },
      { type: 'same_person', subject_key: 'fan_2', value: 'fan_1' },
      { type: 'same_person', subject_key: 'fan_0', value: 'fan_4', decided_day_no: 20_000, decision_id: 'd1' },
      { type: 'same_person', subject_key: 'fan_0', value: 'none', decided_day_no: 20_100, decision_id: 'd2' },
    ],
  });
  const built = await runModels(given, ['koc_candidates', 'left_out', 'int_persons']);
  expect(built['int_persons']!.map((row) => [row['author_key'], row['person_key']])).toEqual([
    ['fan_1', 'fan_1'],
    ['fan_2', 'fan_1'],
    ['fan_3', 'fan_1'],
  ]);
  const rows = built['koc_candidates']!.map((row) => [
    row['author_key'],
    row['person_key'],
    row['rank'],
    row['previous_rank'],
    row['is_new'],
  ]);
  expect(rows).toEqual([
    ['alone', 'alone', 4, null, true],
    ['fan_0', 'fan_0', 1, null, true],
    ['fan_1', 'fan_1', 2, 1, false],
    ['fan_4', 'fan_4', 3, 2, false],
  ]);
  expect(built['left_out']!.map((row) => [row['author_key'], row['class_reason']])).toEqual([
    ['fan_2', 'same_person'],
    ['fan_3', 'same_person'],
  ]);
});
