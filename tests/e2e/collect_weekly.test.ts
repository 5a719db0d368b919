import { expect, test } from 'vitest';
import { importMap } from '../support/fake_apis.ts';
import { API_NAMES, fakeMarket } from '../support/fake_market.ts';
import { startPlatforms } from '../support/fake_platforms.ts';
import { LIVE_AS_OF, LIVE_NOW, liveConfig, liveWorkspace, wordsOf } from '../support/live_market.ts';

const BRAND_WORDS = wordsOf(['aurora', 'nova', 'coman']);

test('a market collected from three platforms on a bad network gives the lists of the same market imported from files', async () => {
  const market = fakeMarket({ seed: 5, authors: 180, weeks: 10, asOf: LIVE_AS_OF, until: LIVE_NOW });
  await using platforms = await startPlatforms(market, { faulty: true });
  const { apis, faults } = platforms;
  await using live = await liveWorkspace(
    liveConfig(
      market,
      apis,
      (name) =>
        `collector: ${name}, acknowledged: true, allow_private: true, history_days: 90, with: ${JSON.stringify(apis[name].options)}`,
    ),
  );
  expect(await live.weekly()).toEqual({ hackernews: 'ok', bluesky: 'ok', mastodon: 'ok' });
  expect(Object.keys(faults).sort()).toEqual(['broken', 'cut', 'hurried', 'reset']);

  await using imported = await liveWorkspace(
    liveConfig(market, apis, (name) => `collector: file_import, with: { file: ${name}.jsonl, map: ${name}.yaml }`),
  );
  for (const name of API_NAMES) {
    const rows = apis[name].shown(BRAND_WORDS).map((row) => ({ ...row, seen: new Date(LIVE_NOW).toISOString() }));
    await imported.ws.write(`${name}.jsonl`, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    await imported.ws.write(`${name}.yaml`, importMap(name));
  }
  expect(await imported.weekly()).toEqual({ hackernews: 'ok', bluesky: 'ok', mastodon: 'ok' });

  const [lists, expected] = [await live.candidates(), await imported.candidates()];
  expect(expected.filter(({ rank }) => rank !== null).length).toBeGreaterThan(5);
  expect(new Set(expected.map(({ platform }) => platform))).toEqual(new Set(API_NAMES));
  expect(lists.map(nameOf)).toEqual(expected.map(nameOf));
  for (const [at, row] of expected.entries()) {
    for (const [column, value] of Object.entries(row)) {
      const said = lists[at]![column];
      if (typeof value === 'number') expect(said, column).toBeCloseTo(value, 9);
      else expect(said, column).toEqual(value);
    }
  }
  console.log(`${platforms.asked.length} requests, faults ${JSON.stringify(faults)}, ${expected.length} candidates`);
});

const nameOf = ({ brand_id, author_key, rank, status }: Record<string, unknown>) => [
  brand_id,
  author_key,
  rank,
  status,
];
