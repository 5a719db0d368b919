/** `koc status` and `koc collect` say what became of a source in words that need no manual. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fakeHackerNews } from '../support/fake_hackernews.ts';
import { expectCode, inProcess } from './support.ts';

test('a source is off, paused or refused, and says so', async () => {
  await using hn = await fakeHackerNews();
  hn.answer = () => 403;
  const dir = await mkdtemp(join(tmpdir(), 'koc-status-'));
  const source = (id: string, more: string) =>
    `  - { id: ${id}, collector: hackernews, allow_private: true, with: { base_url: "${hn.url}" }${more} }\n`;
  await writeFile(
    join(dir, 'koc.yaml'),
    `version: 1\ncontact: tests@example.org\nbrands: [{ id: aurora, names: [Aurora] }]\nsources:\n${source('silent', '')}${source('shut', ', acknowledged: true')}`,
  );
  const collected = await expectCode(inProcess(dir, ['collect']), 3);
  expect(collected.stdout).toMatch(/^shut +blocked +0 +0 +it refuses/mu);
  expect(collected.stderr).toContain('source shut, outcome blocked');
  await mkdir(join(dir, '.koc', 'state'), { recursive: true });
  const nextAt = Date.now() + 3_600_000;
  await writeFile(join(dir, '.koc', 'state', 'hosts.json'), JSON.stringify({ [new URL(hn.url).host]: { nextAt } }));
  const { stdout } = await expectCode(inProcess(dir, ['status']), 0);
  expect(stdout).toMatch(/^silent +hackernews +off .* off until acknowledged: true/mu);
  const until = new Date(nextAt).toISOString().slice(0, 16).replace('T', ' ');
  expect(stdout).toMatch(new RegExp(`^shut +hackernews +blocked .* paused until ${until}, it refuses`, 'mu'));
  await rm(dir, { recursive: true });
});
