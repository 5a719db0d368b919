/** Every site that a person may look at, by a real browser over its replica: what the person was shown is kept, all of it and nothing else. */
import { expect, test } from 'vitest';
import { capture } from '../../jobs/pipeline/capture.ts';
import { captureSource } from '../../jobs/pipeline/capture_open.ts';
import { expectMarket, rowsIn } from '../replica/compare.ts';
import { browse } from '../replica/person.ts';
import { allReplicas, siteStage } from '../replica/sites.ts';
import { AMPLE_LIMITS } from '../support/browser.ts';

const replicas = (await allReplicas()).filter(({ site }) => site.session !== null);

test.each(replicas.map((of) => [of.name, of] as const))(
  'a person who browses %s keeps every post, comment and account, and no other host is asked',
  async (_name, of) => {
    await using stage = await siteStage(of, { entry: '' });
    const { server, market, ws } = stage;
    const opened = await ws.open();
    const answered = new Set<string>();
    const result = await capture(opened, stage.context(), {
      of: await captureSource(opened, 'site', null),
      wanted: [],
      limits: AMPLE_LIMITS,
      isVisible: false,
      onPage: async (page) => {
        page.context().on('response', (response) => {
          const { protocol, host } = new URL(response.url());
          if (protocol.startsWith('http')) answered.add(host);
        });
        await browse(page, server.url, of.replica, market);
      },
    });
    expect(result).toMatchObject({ end: { by: 'person' }, outcome: 'ok' });
    expectMarket(await rowsIn(stage), of.replica, market, { profiles: market.authors });
    expect([...answered]).toEqual([new URL(server.url).host]);
    expect(server.strayed).toEqual([]);
    // A person's window says nothing but what the person's browser says.
    expect(server.asked.some(({ agent }) => agent.includes('koc'))).toBe(false);
  },
);
