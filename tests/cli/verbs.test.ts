import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { acquireLock } from '../../warehouse/lock.ts';
import { startKoc } from '../support/koc.ts';
import { expectCode, inProcess } from './support.ts';

async function folder(files: Record<string, string> = {}): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'koc-cli-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text);
  return dir;
}

/** `koc …args` there; throws unless it ends with the code. */
const koc = (dir: string, args: readonly string[], code = 0) => expectCode(inProcess(dir, args), code);

const LEAST = { 'koc.yaml': 'version: 1\nbrands: [{ id: aurora }, { id: nova }, { id: coman }]\n' };

describe('help', () => {
  const VERBS =
    'init check collect login capture logout import build publish weekly schedule query attach explain score serve status label calibrate backtest decide review forget new demo'.split(
      ' ',
    );

  test('lists exactly the verbs of the design', async () => {
    const listed = [...(await koc('.', ['--help'])).stdout.matchAll(/^ {2}(\w+) .*\[options\]/gmu)].map(
      (match) => match[1],
    );
    expect(listed).toEqual(VERBS);
  });

  test.each(VERBS)('of %s has an example that calls it, --json and --workspace', async (verb) => {
    const text = (await koc('.', [verb, '--help'])).stdout;
    expect(text).toMatch(new RegExp(`Example:\\n.*koc ${verb}`, 'u'));
    expect(text).toContain('--json');
    expect(text).toContain('--workspace <dir>');
  });
});

describe('an error', () => {
  test('is one line of what and where, then an indented hint, exit code 2, nothing on stdout', async () => {
    const dir = await folder();
    const { stdout, stderr } = await koc(dir, ['check'], 2);
    expect(stdout).toBe('');
    expect(stderr).toBe(
      `koc: no koc.yaml in ${dir}\n     \`koc init\` writes one; \`--workspace DIR\` or KOC_WORKSPACE names another folder.\n`,
    );
  });

  test('of the config names every place', async () => {
    const dir = await folder({ 'koc.yaml': 'version: 1\nbrands: [{ id: A }]\nsource: []\n' });
    const { stderr } = await koc(dir, ['weekly'], 2);
    expect(stderr).toMatch(/^koc: koc\.yaml:2:16 brands\[0\]\.id: .*\n {5}koc\.yaml:3:1 source: .*"sources"\?\n/u);
    expect(await readdir(dir)).toEqual(['koc.yaml']);
  });

  test('is JSON on stderr with --json', async () => {
    const dir = await folder({ 'koc.yaml': 'version: 2\n' });
    const { stdout, stderr } = await koc(dir, ['check', '--json'], 2);
    expect(stdout).toBe('');
    expect(JSON.parse(stderr)).toMatchObject({
      exit_code: 2,
      error: { issues: [{ path: 'brands' }, { file: 'koc.yaml', line: 1, column: 10, path: 'version' }] },
    });
  });

  test.each([
    [['frobnicate'], /unknown command 'frobnicate'/u],
    [['wekly'], /Did you mean weekly\?/u],
    [['import', 'none.csv'], /cannot read none\.csv/u],
    [['import', 'a.csv', '--map', 'm.yaml'], /--map needs --source/u],
    [['import', 'a.csv', '--as', 'judgme'], /did you mean judgeme\?/u],
    [['weekly', '--as-of', 'monday'], /--as-of expects a date like 2026-11-16, got "monday"/u],
    [['status', '--threads', 'many'], /--threads: expected integer ≥ 1/u],
    [['weekly', '--as-of', '2999-01-01'], /--as-of 2999-01-01 lies in the future/u],
    [['build', '--as-of', '2999-01-01'], /the latest day is \d{4}-\d\d-\d\d/u],
    [['publish', '--as-of', '2999-01-01'], /lies in the future/u],
    [['import', 'a.csv', '--source', 'koc_x', '--map', 'm.yaml'], /--source: expected a name/u],
    [['import', 'none.csv', '--source', 'x', '--map', 'none.yaml'], /none\.yaml/u],
    [['collect'], /koc\.yaml has no sources/u],
    [['schedule'], /koc\.yaml has no schedules/u],
    [['query', 'select 1'], /nothing is published/u],
    [['explain', 'somebody'], /nothing is published/u],
    [['explain', 'somebody', '--brand', 'auror'], /unknown brand "auror"/u],
  ])('of usage ends with exit code 2 and no stack: %j', async (args, says) => {
    const { stderr, stdout } = await koc(await folder(LEAST), args, 2);
    expect(stderr).toMatch(says);
    expect(stderr).toMatch(/^koc: /mu);
    expect(stderr).not.toMatch(/^\s+at /mu);
    expect(stdout).toBe('');
  });

  test('of a workspace in use ends with exit code 5 and names the process', async () => {
    const dir = await folder(LEAST);
    await using _lock = await acquireLock(dir);
    const { stderr } = await koc(dir, ['build'], 5);
    expect(stderr).toContain(`in use by process ${process.pid}`);
  });
});

describe('init', () => {
  test('writes a config that check accepts, and never over one that is there', async () => {
    const dir = await folder();
    await koc(dir, ['init']);
    expect((await readdir(dir)).sort()).toEqual(['.gitignore', 'koc.schema.json', 'koc.yaml']);
    expect((await koc(dir, ['check'])).stdout).toContain('1 own and 2 tracked brands');
    await writeFile(join(dir, 'koc.yaml'), 'mine');
    expect((await koc(dir, ['init'], 2)).stderr).toContain('is there already');
    expect(await readFile(join(dir, 'koc.yaml'), 'utf8')).toBe('mine');
  });
});

describe('check', () => {
  test('writes nothing and reads the mappings of file sources too', async () => {
    const dir = await folder({
      'koc.yaml': `${LEAST['koc.yaml']}sources: [{ id: f, collector: file_import, with: { file: a.csv, map: m.yaml } }]\n`,
      'm.yaml': 'platform: { value: weibo }\nkind: { value: post }\nfields: { txt: text }\n',
    });
    const { stderr } = await koc(dir, ['check'], 2);
    expect(stderr).toMatch(/m\.yaml.*txt/u);
    expect((await readdir(dir)).sort()).toEqual(['koc.yaml', 'm.yaml']);
  });
});

describe('score', () => {
  async function score(stdin: string, args: string[] = []): Promise<string[]> {
    const { stdout } = await expectCode(inProcess(tmpdir(), ['score', ...args], { stdin }), 0);
    return stdout.split('\n').slice(0, -1);
  }

  test('needs no workspace, keeps the order, answers a bad line in its place and echoes no text', async () => {
    const lines = (await score('{"id":1,"text":"真的好用，已回购"}\n{"id":2}\nplain words\n')).map((line) =>
      JSON.parse(line),
    );
    expect(lines).toMatchObject([
      { id: 1, lang: 'zh-Hans', sentiment: 'positive' },
      { id: 2, error: expect.any(String) },
      { id: null },
    ]);
    expect(lines[0]).not.toHaveProperty('targets');
    expect(JSON.stringify(lines)).not.toContain('plain words');
  });

  test('names brands where a workspace gives them', async () => {
    const dir = await folder({ 'koc.yaml': 'version: 1\nbrands: [{ id: aurora, names: [欧若拉] }]\n' });
    const [line = ''] = await score('歐若拉真的好用\n', ['--workspace', dir]);
    expect(JSON.parse(line)).toMatchObject({ targets: [{ brand: 'aurora' }] });
  });
});

describe('schedule', () => {
  test('runs a due job and stops cleanly on SIGTERM', async () => {
    const dir = await folder({
      'koc.yaml': `${LEAST['koc.yaml']}schedules: { often: { cron: "* * * * * *", run: publish } }\n`,
    });
    const { child, ended } = startKoc(dir, ['schedule']);
    await new Promise<void>((resolve) => {
      let text = '';
      child.stderr!.on('data', (chunk) => {
        text += String(chunk);
        if (text.includes('job done')) resolve();
      });
    });
    child.kill('SIGTERM');
    const { code, stderr } = await ended;
    expect(code, stderr).toBe(0);
    expect(stderr).toContain('schedule stopped');
    expect(await readdir(join(dir, 'exports'))).toContain('current');
    expect(await readdir(join(dir, '.koc'))).not.toContain('lock');
  });
});
