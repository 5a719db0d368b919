import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, realpathSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A clone with the real launcher, no packages, an `npm` that "installs" the running Node, and the given program in main.ts's place. */
async function freshClone(main: string): Promise<{ dir: string; env: NodeJS.ProcessEnv }> {
  const dir = await mkdtemp(join(tmpdir(), 'koc-clone-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  await mkdir(join(dir, 'jobs', 'cli'), { recursive: true });
  for (const file of ['koc.js', 'ready.js']) await cp(join(ROOT, 'jobs', 'cli', file), join(dir, 'jobs', 'cli', file));
  await writeFile(join(dir, 'jobs', 'cli', 'main.ts'), main);
  await writeFile(
    join(dir, 'package.json'),
    JSON.stringify({ type: 'module', dependencies: { node: '24' }, devDependencies: {} }),
  );
  await script(
    join(dir, 'bin', 'npm'),
    `echo "npm $*"; echo warned >&2; mkdir -p node_modules/node/bin; echo '{}' > node_modules/node/package.json
printf '#!/bin/sh\\nexec "${process.execPath}" "$@"\\n' > node_modules/node/bin/node; chmod +x node_modules/node/bin/node; echo ran >> npm.log`,
  );
  return { dir, env: { ...process.env, PATH: `${join(dir, 'bin')}${delimiter}${process.env['PATH'] ?? ''}` } };
}

async function script(path: string, body: string): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true });
  await writeFile(path, `#!/bin/sh\n${body}\n`);
  await chmod(path, 0o755);
}

const run = (clone: { dir: string; env: NodeJS.ProcessEnv }, ...args: string[]) => {
  return spawnSync(process.execPath, [join(clone.dir, 'jobs', 'cli', 'koc.js'), ...args], {
    env: clone.env,
    encoding: 'utf8',
  });
};

describe('the launcher on a fresh clone', () => {
  test('installs once, keeps stdout for data, and hands on arguments and exit code', async () => {
    const clone = await freshClone('console.log(JSON.stringify(process.argv.slice(2))); process.exit(4);');
    const first = run(clone, 'check', '--json', 'a b');
    expect(first.stdout).toBe('["check","--json","a b"]\n');
    expect(first.stderr).toContain('npm ci');
    expect(first.status).toBe(4);
    const second = run(clone, 'check');
    expect([second.stdout, second.stderr, second.status]).toEqual(['["check"]\n', '', 4]);
    expect(await readFile(join(clone.dir, 'npm.log'), 'utf8')).toBe('ran\n');
  });

  test('installs again when a package is missing', async () => {
    const clone = await freshClone('');
    run(clone);
    await rm(join(clone.dir, 'node_modules', 'node', 'package.json'));
    expect(run(clone).status).toBe(0);
    expect(await readFile(join(clone.dir, 'npm.log'), 'utf8')).toBe('ran\nran\n');
  });

  test('tells what to do when the install fails', async () => {
    const clone = await freshClone('');
    await script(join(clone.dir, 'bin', 'npm'), 'echo E404; exit 1');
    const failed = run(clone);
    expect([failed.status, failed.stdout]).toEqual([1, '']);
    expect(failed.stderr).toMatch(/koc: npm ci failed\n {5}\S/u);
  });

  test('hands on signals, and the child’s answer to them', async () => {
    const clone = await freshClone(
      "process.on('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1000); console.log('up');",
    );
    const child = spawn(process.execPath, [join(clone.dir, 'jobs', 'cli', 'koc.js')], { env: clone.env });
    await once(child.stdout, 'data');
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([7, null]);
  });
});

test('the bundled Node is there after npm ci, and is the version that is pinned', async () => {
  const { dependencies } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
    dependencies: { node: string };
  };
  const found = spawnSync(join(ROOT, 'node_modules', '.bin', 'node'), ['--version'], { encoding: 'utf8' });
  expect(found.stdout.trim()).toBe(`v${dependencies.node}`);
});

const machineNode = (process.env['PATH'] ?? '')
  .split(delimiter)
  .map((dir) => join(dir, 'node'))
  .find((path) => existsSync(path) && realpathSync(path) !== realpathSync(process.execPath));

test.skipIf(machineNode === undefined)(
  'kill -9 of the launcher stops the command too (needs a Node of the machine)',
  async () => {
    const dir = await mkdtemp(join(tmpdir(), 'koc-launcher-'));
    onTestFinished(() => rm(dir, { recursive: true, force: true }));
    await writeFile(
      join(dir, 'koc.yaml'),
      'version: 1\nbrands: [{ id: a }]\nschedules: { yearly: { cron: "0 0 1 1 *", run: weekly } }\n',
    );
    const child = spawn(machineNode!, [join(ROOT, 'jobs', 'cli', 'koc.js'), 'schedule', '--workspace', dir]);
    expect(await firstLine(child)).toContain('scheduled');
    const ended = once(child.stderr!, 'close');
    child.kill('SIGKILL');
    // The pipe closes when its last writer, the command itself, is gone.
    await ended;
  },
);

async function firstLine(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of child.stderr!.iterator({ destroyOnReturn: false })) {
    text += String(chunk);
    if (text.includes('\n')) return text;
  }
  return text;
}
