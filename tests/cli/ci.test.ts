import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';

const CI = fileURLToPath(new URL('../../.ci/', import.meta.url));

/** The last line and the exit code for a report with these tests. */
async function verdict(tests: readonly { fullName: string; status: string }[], steps = '0', fileStatus = 'passed') {
  const dir = await mkdtemp(join(tmpdir(), 'koc-ci-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const report = join(dir, 'report.json');
  const file = { name: 'a.test.ts', status: fileStatus, message: 'does not load', assertionResults: tests };
  await writeFile(report, JSON.stringify({ testResults: [file] }));
  const { stdout, status } = spawnSync(process.execPath, [join(CI, 'verdict.js'), report, steps], { encoding: 'utf8' });
  return [stdout.trimEnd().split('\n').at(-1), status];
}

const passed = { fullName: 'a promise', status: 'passed' };

describe('the last line of CI', () => {
  test.each([
    ['all passed', [passed, passed], '0', 'passed', ['2 passed, 0 failed', 0]],
    ['one failed', [passed, { fullName: 'b', status: 'failed' }], '1', 'failed', ['1 passed, 1 failed', 1]],
    [
      'one skipped for a missing tool',
      [passed, { fullName: 'reads with duckdb', status: 'skipped' }],
      '0',
      'passed',
      ['1 passed, 1 failed', 1],
    ],
    [
      'one skipped for absent shared data',
      [passed, { fullName: 'x (needs shared data)', status: 'skipped' }],
      '0',
      'passed',
      ['1 passed, 0 failed', 0],
    ],
    ['a file that does not load', [], '1', 'failed', ['0 passed, 1 failed', 1]],
    ['a failed check before', [passed], '1', 'passed', ['1 passed, 1 failed', 1]],
    ['no test at all', [], '0', 'passed', ['0 passed, 0 failed', 1]],
  ] as const)('tells of %s', async (_, tests, steps, fileStatus, told) => {
    expect(await verdict(tests, steps, fileStatus)).toEqual(told);
  });

  test('comes also when there is no report', () => {
    const { stdout, status } = spawnSync(process.execPath, [join(CI, 'verdict.js'), 'nowhere.json', '0'], {
      encoding: 'utf8',
    });
    expect([stdout.trimEnd().split('\n').at(-1), status]).toEqual(['0 passed, 1 failed', 1]);
  });
});

test.each(['run', 'machine'])('.ci/%s is a program that bash accepts', async (name) => {
  expect((await stat(join(CI, name))).mode & 0o111).not.toBe(0);
  expect(spawnSync('bash', ['-n', join(CI, name)]).status).toBe(0);
});

describe('a machine for tests', () => {
  /** What is installed where only these commands are there; every word of apt-get, line by line. */
  async function installed(commands: Readonly<Record<string, string>>): Promise<string[]> {
    const dir = await mkdtemp(join(tmpdir(), 'koc-machine-'));
    onTestFinished(() => rm(dir, { recursive: true, force: true }));
    const log = join(dir, 'log');
    const all = { id: 'echo 0', env: 'shift; "$@"', 'apt-get': `echo "$@" >> ${log}`, ...commands };
    for (const [name, code] of Object.entries(all))
      await writeFile(join(dir, name), `#!/bin/bash\n${code}\n`, { mode: 0o755 });
    await writeFile(log, '');
    const { status, stderr } = spawnSync('/bin/bash', [join(CI, 'machine')], { env: { PATH: dir }, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
    return (await readFile(log, 'utf8')).split('\n').filter((line) => line !== '');
  }

  test('gets all that browser and workbook tests need', async () => {
    expect(await installed({})).toEqual([
      'update -qq',
      'install -y -qq --no-install-recommends python3 python3-venv chromium fonts-noto-cjk fontconfig libreoffice-calc',
    ]);
  });

  test('gets only what it lacks', async () => {
    const there = { python3: ':', chromium: ':', soffice: ':', 'fc-list': 'echo a font' };
    expect(await installed(there)).toEqual([]);
    const { soffice, ...rest } = there;
    expect((await installed(rest)).at(-1)).toBe('install -y -qq --no-install-recommends libreoffice-calc');
  });
});
