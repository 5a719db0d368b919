/** A word that nobody searched for in a week is told as not asked for, never as found nowhere. */
import { expect, test } from 'vitest';
import { searchesIn, searchRows } from '../../jobs/pipeline/searches.ts';
import type { ManifestEntry } from '../../warehouse/contracts/raw.ts';
import { parseAsOf } from '../../warehouse/contracts/time.ts';
import { THREE_BRANDS, testWorkspace } from '../support/workspace.ts';

const entry = (day: string, asked: ManifestEntry['asked'], source_id = 'notes'): ManifestEntry =>
  ({ source_id, asked, observed_to: Date.parse(`${day}T01:00:00+08:00`), finished_at: 0 }) as ManifestEntry;

test('what captures of the week searched for counts, and nothing else', async () => {
  await using workspace = await testWorkspace(`${THREE_BRANDS}sources:
  - { id: notes, collector: xiaohongshu, acknowledged: true }
  - { id: driven, collector: weibo, acknowledged: true, automation: { acknowledged: true, permission_ref: "letter of 2026-10-01" } }
  - { id: 'off', collector: weibo }
  - { id: hn, collector: hackernews, acknowledged: true }
contact: you@example.org
`);
  const ws = await workspace.open();
  const searches = searchesIn(
    [
      entry('2026-11-08', { purpose: 'capture', searched: 'Coman' }),
      entry('2026-11-09', { purpose: 'capture', searched: '欧若拉\nAurora' }),
      entry('2026-11-12', { purpose: 'capture', searched: '欧若拉' }),
      entry('2026-11-15', { purpose: 'capture', searched: '诺瓦' }),
      entry('2026-11-15', { purpose: 'capture' }),
      entry('2026-11-13', { searched: 'Nova' }),
      entry('2026-11-13', { purpose: 'capture', searched: 'Nova' }, 'other'),
      entry('2026-11-16', { purpose: 'capture', searched: '蔻曼' }),
    ],
    ws.offset,
  );
  const row = { source_id: 'notes', platform: 'xiaohongshu', words_count: 6 };
  const asOf = (date: string) => parseAsOf(date, ws.offset);
  expect(await searchRows(ws, searches, asOf('2026-11-16'))).toEqual([{ ...row, words_not_searched_count: 3 }]);
  expect(await searchRows(ws, searches, asOf('2026-11-09'))).toEqual([{ ...row, words_not_searched_count: 5 }]);
  expect(await searchRows(ws, [], asOf('2026-11-16'))).toEqual([{ ...row, words_not_searched_count: 6 }]);
});
