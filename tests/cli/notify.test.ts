import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { koc } from '../support/koc.ts';
import { POSTS_MAP, THREE_BRANDS, testWorkspace } from '../support/workspace.ts';

const BOTS = `publish:
  notify:
    - { kind: wecom, url_env: TEAM_BOT_URL }
    - { kind: slack, url_env: OTHER_BOT_URL }
`;

test('koc publish --notify tells every group it can, with exit code 3 for one it cannot, and no secret anywhere', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const isTeam = request.url?.includes('teamsecret');
    response.writeHead(isTeam ? 200 : 404).end(isTeam ? '{"errcode":0,"errmsg":"ok"}' : 'no_service');
  });
  onTestFinished(() => void server.close());
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await using workspace = await testWorkspace(`${THREE_BRANDS}${BOTS}`);
  const rows = [0, 1, 2].map((day) => ({
    id: `p${day}`,
    author: 'a1',
    name: '小鹿',
    text: '欧若拉真的很好用，已回购',
    at: `2026-11-1${day}T08:00:00Z`,
    seen: `2026-11-1${day}T09:00:00Z`,
    kind: 'post',
  }));
  await workspace.importRows('notes', rows, POSTS_MAP);
  const key = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';
  const env = {
    KOC_PSEUDONYM_KEY: key,
    KOC_BROWSER: '/bin/false',
    TEAM_BOT_URL: `${base}/send?key=teamsecret`,
    OTHER_BOT_URL: `${base}/services/othersecret`,
  };
  const args = ['publish', '--as-of', '2026-11-16', '--notify', '--json'];
  const { stdout, stderr } = await koc(workspace.dir, args, env, [3]);
  expect(JSON.parse(stdout).notified).toEqual([
    { kind: 'wecom', url_env: 'TEAM_BOT_URL', outcome: 'sent', reason: null },
    { kind: 'slack', url_env: 'OTHER_BOT_URL', outcome: 'failed', reason: 'refused (404: no_service)' },
  ]);
  expect(asked).toEqual(['/send?key=teamsecret', '/services/othersecret']);
  expect(`${stdout}${stderr}`).not.toMatch(/teamsecret|othersecret/u);
  // A browser that does not start cost the one-pagers and nothing else.
  expect(stderr).toContain('one-page PDF and PNG left out');
  const files: string[] = JSON.parse(stdout).files.map(({ path }: { path: string }) => path);
  expect(files).toContain('index.html');
  expect(files.filter((path) => path.includes('one_page'))).toEqual([]);
});

test('koc publish --notify with nobody to tell publishes nothing and says what to add', async () => {
  await using workspace = await testWorkspace(THREE_BRANDS);
  const { stderr } = await koc(workspace.dir, ['publish', '--notify'], {}, [2]);
  expect(stderr).toContain('publish: { notify: [{ kind: wecom, url_env: WECOM_BOT_URL }] }');
  expect(await readdir(join(workspace.dir, 'exports')).catch(() => [])).toEqual([]);
});
