/** The four sites that may be driven, by a real browser over their replicas: all of it is brought, also when the process is killed on the way. */
import { describe, expect, test } from 'vitest';
import type { Query } from '../../warehouse/contracts/live.ts';
import { expectMarket, rowsIn } from '../replica/compare.ts';
import { allReplicas, type SiteStage, siteStage } from '../replica/sites.ts';
import { startKoc } from '../support/koc.ts';

const replicas = (await allReplicas()).filter(({ site }) => site.drive !== undefined);

/** Runs `koc collect` until the site is asked for the n-th time from now on, and kills it there. */
async function killedAt({ server, ws, env }: SiteStage, request: number): Promise<void> {
  const { child, ended } = startKoc(ws.dir, ['collect'], env);
  let left = request;
  server.onAsked = ({ isKit }) => {
    if (!isKit && --left === 0) child.kill('SIGKILL');
  };
  const { signal, stderr } = await ended;
  server.onAsked = null;
  expect(signal, stderr).toBe('SIGKILL');
}

describe.each(replicas.map((of) => [of.name, of] as const))('%s', (_name, of) => {
  test('is collected whole, although killed in the middle of a search and in the middle of its comments', async () => {
    await using stage = await siteStage(of);
    const { server, market } = stage;
    await stage.logIn();
    await killedAt(stage, 3);
    await killedAt(stage, 9);
    expect(await stage.collect(), stage.ws.warnings.join('\n')).toMatchObject({ outcome: 'ok', rejected: 0 });
    // Nobody wrote about the own account's posts: some platforms tell the address of an account by its posts only.
    const people = market.authors.filter(({ no }) => no !== market.own.no);
    const authors = people.map(({ no }): Query => {
      return { kind: 'author', authorId: of.replica.ids.author(no), handle: null };
    });
    const entry = await stage.ask([...authors, { kind: 'mention_feed', brandId: 'dew' }]);
    expect(entry.outcome, JSON.stringify(entry.asked)).toBe('ok');
    const seen = await rowsIn(stage);
    expectMarket(seen, of.replica, market, { profiles: people });
    const gone = market.posts.filter(({ isGone }) => isGone).map(({ no }) => of.replica.ids.post(no));
    expect([...seen.gone]).toEqual(gone);
    expect(server.strayed).toEqual([]);
    for (const { agent, isLoggedIn } of server.asked.filter(({ isKit }) => !isKit)) {
      expect(isLoggedIn).toBe(true);
      expect(agent).toMatch(/Chrome.* koc-radar\/\S+ \(\+tests@example\.org\)$/u);
    }
  });
});
