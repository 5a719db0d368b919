/** What is written about sources holds: the generated page is fresh, and every example of a koc.yaml is one. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { discoverCollectors, findCollectors } from '../../collectors/discover.ts';
import { withOverview } from '../../collectors/overview_table.ts';
import { sourcesMarkdown } from '../../collectors/sources_page.ts';
import { loadWorkspace } from '../../jobs/config/workspace.ts';

const collectors = await discoverCollectors();

test('docs/sources.md says what the collectors say (vitest -u rewrites it)', async () => {
  await expect(sourcesMarkdown(collectors.values())).toMatchFileSnapshot('../../docs/sources.md');
});

test('the table in collectors/README.md says the same (vitest -u rewrites it)', async () => {
  const readme = await readFile(new URL('../../collectors/README.md', import.meta.url), 'utf8');
  await expect(withOverview(readme, collectors.values())).toMatchFileSnapshot('../../collectors/README.md');
});

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'koc-sources-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const WORKSPACE = {
  version: 1,
  timezone: 'Asia/Shanghai',
  contact: 'team@example.org',
  brands: [{ id: 'kettlewise', names: ['Kettlewise'], role: 'own', category: 'kettles' }],
};

const live = [...collectors].filter(([, { meta }]) => meta.pace !== null).map(([name]) => name);

test.each(live)('the README of %s shows how to configure it, and that is right', async (name) => {
  const readme = await readFile(new URL(`../../collectors/${name}/README.md`, import.meta.url), 'utf8');
  const examples = [...readme.matchAll(/^```yaml\n([\s\S]*?)^```/gmu)].map(([, text]) => parse(text!) as object);
  const configs = examples.filter((example) => 'sources' in example);
  expect(configs).not.toEqual([]);
  for (const [i, example] of configs.entries()) {
    const ws = join(dir, String(i));
    await mkdir(ws);
    await writeFile(join(ws, 'koc.yaml'), stringify({ ...WORKSPACE, ...example }));
    const { config } = await loadWorkspace(ws, {
      env: {},
      collectors: await findCollectors(),
      randomBytes: (n) => new Uint8Array(n),
    });
    for (const source of config.sources) collectors.get(source.collector)!.options.parse(source.options);
    expect(config.sources.map((source) => source.collector)).toContain(name);
  }
});
