/** `koc new collector` gives a source that keeps the contract as it stands: its own fixture runs through the real engine. */
import { mkdir, mkdtemp, readdir, readFile, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Collector } from '../../warehouse/contracts/collector.ts';
import { loadFixture } from '../collectors/live/fixture.ts';
import { runLive } from '../collectors/live/pass.ts';
import { startPlatform } from '../collectors/live/platform.ts';
import { expectCode, inProcess } from './support.ts';

const CLONE = fileURLToPath(new URL('../../', import.meta.url));

/** A folder that looks like a clone: shared files by link, so that the new collector finds what it imports. */
async function clone(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'koc-new-'));
  await mkdir(join(dir, 'collectors'));
  for (const name of await readdir(join(CLONE, 'collectors'))) {
    await symlink(join(CLONE, 'collectors', name), join(dir, 'collectors', name));
  }
  for (const name of ['warehouse', 'node_modules', 'package.json']) await symlink(join(CLONE, name), join(dir, name));
  return dir;
}

test('what it writes collects its recorded case as it stands', async () => {
  const dir = await clone();
  const { stdout } = await expectCode(inProcess(dir, ['new', 'collector', 'zz_forum', '--into', '.', '--json']), 0);
  expect(JSON.parse(stdout).files).toContain('collectors/zz_forum/index.ts');
  const { collector } = (await import(join(dir, 'collectors/zz_forum/index.ts'))) as { collector: Collector };
  const fixture = await loadFixture(join(dir, 'tests/fixtures/collectors/zz_forum/search'));
  await using platform = await startPlatform(fixture.exchanges, []);
  const run = await runLive(collector, fixture, platform);
  expect(run.end?.outcome).toBe('ok');
  expect(run.records).toHaveLength(3);
  expect(platform.unused()).toEqual([]);
  expect(JSON.stringify(run.records)).not.toContain('face.png');
});

test('it overwrites nothing and takes no name that cannot be one', async () => {
  const dir = await clone();
  await expectCode(inProcess(dir, ['new', 'collector', 'zz_forum', '--into', '.']), 0);
  const before = await readFile(join(dir, 'collectors/zz_forum/index.ts'), 'utf8');
  expect((await inProcess(dir, ['new', 'collector', 'zz_forum', '--into', '.'])).code).not.toBe(0);
  expect(await readFile(join(dir, 'collectors/zz_forum/index.ts'), 'utf8')).toBe(before);
  for (const name of ['../up', 'Forum', 'hackernews', 'x']) {
    await expectCode(inProcess(dir, ['new', 'collector', name, '--into', '.']), 2);
  }
  await expectCode(inProcess(dir, ['new', 'planet', 'forum', '--into', '.']), 2);
});
