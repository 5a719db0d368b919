/** How a driven source behaves where it is not wanted: it stops at once, says why, and leaves the platform alone. */
import { describe, expect, test } from 'vitest';
import { drivenPace } from '../../collectors/browsing/pace.ts';
import { quotaLeft, spendQuota } from '../../collectors/engine/quota.ts';
import { accountId, accountOf } from '../../jobs/pipeline/account.ts';
import { openAccountState } from '../../jobs/pipeline/live_state.ts';
import { DAY_MS } from '../../warehouse/contracts/time.ts';
import { rowsIn } from '../replica/compare.ts';
import type { Fault } from '../replica/site.ts';
import { allReplicas, PERMITTED, siteStage } from '../replica/sites.ts';

const driven = (await allReplicas()).filter(({ site }) => site.drive !== undefined);
const [first] = driven;

const REFUSALS: readonly (readonly [Fault, readonly string[]])[] = [
  ['login_wall', ['login_needed']],
  ['captcha', ['blocked']],
  ['risk_control', ['blocked', 'rate_limited']],
];

describe.each(driven.map((of) => [of.name, of] as const))('%s', (_name, of) => {
  test.each(REFUSALS)(
    'ends at a %s in the middle, keeps what came, and asks nothing more, then or in the next run',
    async (fault, ends) => {
      await using stage = await siteStage(of);
      const { server } = stage;
      server.faultIn = { requests: 5, fault };
      const result = await stage.collect();
      expect(ends).toContain(result.outcome);
      expect(result.records).toBeGreaterThan(0);
      const refused = server.asked.filter((one) => one.fault === fault && !one.isKit);
      expect(refused.length).toBeGreaterThan(0);
      // The one page that refuses, and where it leads to.
      expect(refused.length, JSON.stringify(refused.map(({ target }) => target))).toBeLessThanOrEqual(2);
      const asked = server.asked.length;
      const again = await stage.collect();
      expect(ends).toContain(again.outcome);
      expect(server.asked).toHaveLength(asked);
      expect((await rowsIn(stage)).drifts).toEqual([]);
    },
  );

  test('whose layout has changed ends partial, with what was waited for', async () => {
    await using stage = await siteStage(of, { server: { fault: 'changed_layout' } });
    const result = await stage.collect();
    expect(result.outcome).toBe('partial');
    const { sealed } = await rowsIn(stage);
    expect(sealed).toMatch(/nothing came: \w+/u);
    expect(sealed).not.toMatch(/secret|[?]/u);
    expect(stage.server.asked.filter(({ isKit }) => !isKit).length).toBeLessThanOrEqual(3);
  });
});

test('nothing is opened without a permission, nor with one that was not acknowledged', async () => {
  for (const entry of ['', 'automation: { acknowledged: false, permission_ref: "contract 7" }']) {
    await using stage = await siteStage(first!, { entry });
    const { browsed, outcome } = await stage.collect();
    expect({ browsed, outcome }).toMatchObject({ outcome: null, browsed: expect.any(String) });
    expect(stage.server.asked).toEqual([]);
  }
});

test('robots.txt is obeyed while nobody is logged in', async () => {
  await using stage = await siteStage(first!, { server: { robots: 'User-agent: *\nDisallow: /\n' } });
  expect(await stage.collect()).toMatchObject({ outcome: 'blocked', records: 0 });
  expect(stage.server.asked.map(({ target }) => target)).toEqual(['/robots.txt']);
});

test('the pace is kept, the day’s budget too, and the next day goes on', async () => {
  const [perMinute, left] = [120, 9];
  await using stage = await siteStage(first!, {
    perMinute,
    size: { posts: 4, authors: 2, comments: 6, replies: 2 },
    entry: PERMITTED,
  });
  const { server, ws, of } = stage;
  await stage.logIn();
  const kit = server.asked.length;
  const opened = await ws.open();
  const account = accountId(accountOf(of.site, { account: 'main', base_url: server.url }));
  const options = { base_url: server.url };
  const { perDay } = drivenPace(of.site, { perMinute, options, allowsPrivate: true });
  const quota = { name: 'actions', perDay, offset: opened.offset };
  await spendQuota(await openAccountState(ws.dir, account), quota, perDay - left, Date.now());

  const began = Date.now();
  const result = await stage.collect();
  const tookMs = Date.now() - began;
  expect(result.outcome).toBe('rate_limited');
  expect(quotaLeft(await openAccountState(ws.dir, account), quota, Date.now())).toBe(0);
  expect(tookMs).toBeGreaterThanOrEqual(((left - 1) * 60_000) / perMinute);
  const opens = server.asked.slice(kit).filter(({ target }) => !target.startsWith('/api') && !target.startsWith('/x/'));
  expect(opens.filter(({ isKit }) => !isKit).length).toBeLessThanOrEqual(left);
  const before = server.asked.length;
  expect((await stage.collect()).outcome).toBe('rate_limited');
  expect(server.asked).toHaveLength(before);

  const tomorrow = await stage.collect({ now: () => Date.now() + DAY_MS });
  expect(tomorrow.outcome).toBe('ok');
  expect(server.asked.length).toBeGreaterThan(before);
});
