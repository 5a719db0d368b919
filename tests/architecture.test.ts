/** The rules of the rooms, held by a test instead of by memory: who may import whom, what may stand where. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { collectorNames } from '../collectors/discover.ts';
import { loadModels } from '../warehouse/runner/load.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' })
  .split('\0')
  .filter((file) => file !== '' && existsSync(join(ROOT, file)));
const text = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const ROOMS = ['collectors', 'transforms', 'models', 'warehouse', 'jobs'];
const sources = tracked.filter((file) =>
  /^(?:collectors|transforms|models|warehouse|jobs)\/.*\.(?:ts|js)$/u.test(file),
);

/**
 * Room → rooms that its files may import from; a room's own files always. The first matching line counts. Inside jobs the order is
 * config ← report ← pipeline ← cli; schedule and sample stand aside and know neither workspaces nor the pipeline.
 */
const MAY_IMPORT: readonly (readonly [room: string, others: readonly string[]])[] = [
  ['collectors/', ['warehouse/contracts/']],
  ['transforms/', ['warehouse/contracts/']],
  ['models/', []],
  ['warehouse/contracts/', []],
  ['warehouse/', []],
  ['jobs/config/', ['warehouse/', 'transforms/']],
  ['jobs/schedule/', ['warehouse/']],
  ['jobs/sample/', ['warehouse/']],
  ['jobs/report/', ['jobs/config/', 'warehouse/']],
  ['jobs/desk/', ['jobs/config/', 'jobs/report/', 'jobs/pipeline/', 'warehouse/']],
  ['jobs/pipeline/', ['jobs/config/', 'jobs/report/', 'collectors/', 'transforms/', 'warehouse/']],
  ['jobs/cli/', ['jobs/', 'collectors/', 'transforms/', 'warehouse/', 'package.json']],
];

/** What a file imports of ours, as paths from the root; static, dynamic and worker imports alike. */
function importsOf(file: string, code = text(file)): string[] {
  const found = code.matchAll(/(?:from|import|new URL)\s*\(?\s*'(\.{1,2}\/[^']+)'/gu);
  return [...found]
    .map((match) => posix.join(posix.dirname(file), match[1]!))
    .filter((path) => /\.(?:ts|js|json)$/u.test(path));
}

/** `import … from 'name'` (also over several lines), `import 'name'` and `import('name')` at the begin of a line or after `await`. */
const PACKAGE_IMPORT =
  /^(?:(?:import|export|\})[^'\n]* from|import) '([^'.\s][^'\s]*)'|await import\('([^'.\s]+)'\)/gmu;

const graph = new Map(sources.map((file) => [file, importsOf(file)]));

describe('imports', () => {
  test('go only where the rooms allow', () => {
    const wrong: string[] = [];
    for (const [file, imports] of graph) {
      const [room, others] = MAY_IMPORT.find(([prefix]) => file.startsWith(prefix)) ?? ['', []];
      for (const path of imports) {
        const isAllowed = path.startsWith(room) || others.some((other) => path.startsWith(other));
        if (room === '' || !isAllowed) wrong.push(`${file} → ${path}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('of one collector never reach into another, and go source → browsing → engine → reading', async () => {
    const shared = ['browser', 'reading', 'engine', 'browsing'];
    const sourceNames = await collectorNames();
    const folder = (path: string) => /^collectors\/([^/]+)\//u.exec(path)?.[1] ?? '';
    const rank = (name: string) => (sourceNames.includes(name) ? shared.length : shared.indexOf(name));
    const wrong = [...graph].flatMap(([file, imports]) => {
      const from = folder(file);
      if (from === '') return [];
      const others = imports.filter((path) => path.startsWith('collectors/') && folder(path) !== from);
      return others.filter((path) => rank(folder(path)) >= rank(from)).map((path) => `${file} → ${path}`);
    });
    expect(wrong).toEqual([]);
  });

  test('point at files that are there, with their suffix', () => {
    const missing = [...graph].flatMap(([file, imports]) => {
      return imports.filter((path) => !existsSync(join(ROOT, path))).map((path) => `${file} → ${path}`);
    });
    expect(missing).toEqual([]);
    const bare = sources.filter((file) => /from '\.{1,2}\/[^']*(?<!\.ts|\.js|\.json)'/u.test(text(file)));
    expect(bare).toEqual([]);
  });

  test('make no circle, types aside', () => {
    const values = (file: string) => importsOf(file, text(file).replaceAll(/^import type [^;]*;$/gmu, ''));
    const state = new Map<string, 'open' | 'done'>();
    const circles: string[] = [];
    const visit = (file: string, trail: readonly string[]): void => {
      if (state.get(file) === 'done') return;
      if (state.get(file) === 'open') {
        circles.push([...trail.slice(trail.indexOf(file)), file].join(' → '));
        return;
      }
      state.set(file, 'open');
      for (const next of values(file).filter((path) => graph.has(path))) visit(next, [...trail, file]);
      state.set(file, 'done');
    };
    for (const file of graph.keys()) visit(file, []);
    expect(circles).toEqual([]);
  });

  test('of packages are all declared, and every declared package is used', () => {
    const manifest = JSON.parse(text('package.json')) as Record<
      'dependencies' | 'devDependencies' | 'peerDependencies',
      Record<string, string>
    >;
    const used = new Set<string>();
    for (const file of tracked.filter((one) => /\.(?:ts|js)$/u.test(one))) {
      for (const match of text(file).matchAll(PACKAGE_IMPORT)) {
        const name = match[1] ?? match[2]!;
        if (!name.startsWith('node:'))
          used.add(
            name
              .split('/')
              .slice(0, name.startsWith('@') ? 2 : 1)
              .join('/'),
          );
      }
    }
    const shipped = new Set([...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies)]);
    const declared = new Set([...shipped, ...Object.keys(manifest.devDependencies)]);
    expect([...used].filter((name) => !declared.has(name))).toEqual([]);
    expect([...shipped].filter((name) => !used.has(name) && name !== 'node')).toEqual([]);
    for (const version of Object.values({
      ...manifest.dependencies,
      ...manifest.devDependencies,
      ...manifest.peerDependencies,
    })) {
      expect(version, 'exact versions only').toMatch(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/u);
    }
  });
});

test('the lock file knows the native packages of every platform, or npm ci refuses it', () => {
  interface Locked {
    readonly optionalDependencies?: Readonly<Record<string, string>>;
  }
  const { packages } = JSON.parse(text('package-lock.json')) as { packages: Readonly<Record<string, Locked>> };
  const wanted = Object.values(packages).flatMap((one) => Object.keys(one.optionalDependencies ?? {}));
  expect(wanted.length).toBeGreaterThan(10);
  const locked = Object.keys(packages);
  expect(wanted.filter((name) => !locked.some((path) => path.endsWith(`node_modules/${name}`)))).toEqual([]);
});

test('a browser is driven in one place', () => {
  const drivers = sources.filter((file) => /(?:from|import\() ?'(?:playwright|puppeteer)/u.test(text(file)));
  expect(drivers).toEqual(['collectors/browser.ts']);
});

describe('outside jobs', () => {
  test.each(['Date.now', 'Math.random', 'process.env'])('nothing reads %s: it is passed in', (global) => {
    const readers = sources.filter((file) => !file.startsWith('jobs/') && withoutComments(text(file)).includes(global));
    // Training runs by hand and prints how long it took.
    expect(readers.filter((file) => !file.startsWith('transforms/train/'))).toEqual([]);
  });

  test('models are SQL and nothing else', () => {
    expect(tracked.filter((file) => file.startsWith('models/') && !/\.(?:sql|md)$/u.test(file))).toEqual([]);
  });
});

describe('every', () => {
  test('collector has a recorded fixture', async () => {
    for (const name of await collectorNames()) {
      expect(
        tracked.some((file) => file.startsWith(`tests/fixtures/collectors/${name}/`)),
        name,
      ).toBe(true);
    }
  });

  test('mart says what it is, at which grain, and is checked for it', async () => {
    const marts = (await loadModels(join(ROOT, 'models'))).filter((model) =>
      tracked.includes(`models/marts/${model.name}.sql`),
    );
    expect(marts.length).toBeGreaterThanOrEqual(5);
    for (const { name, header } of marts) {
      expect(header.about.length, name).toBeGreaterThan(20);
      expect(header.grain, name).toContain('week_start');
      expect(header.checks?.unique, name).toBeDefined();
      expect(header.checks?.not_null, name).toEqual(expect.arrayContaining(['week_start']));
    }
  });

  test('room and folder of a room has a README of at most a screen', () => {
    const folders = new Set([
      ...ROOMS,
      'tests',
      ...sources.map((file) => dirname(file)).filter((dir) => dir.split('/').length === 2),
    ]);
    const missing = [...folders].filter((folder) => !tracked.includes(`${folder}/README.md`)).sort();
    expect(missing).toEqual([]);
    for (const readme of tracked.filter((file) => file.endsWith('/README.md') && !file.startsWith('docs/'))) {
      expect(text(readme).split('\n').length, readme).toBeLessThanOrEqual(62);
    }
  });

  test('source file begins by saying what it is for', () => {
    expect(sources.filter((file) => !/^(?:#!.*\n)?\/\*\*/u.test(text(file)))).toEqual([]);
  });

  test('file is of a size that can be read', () => {
    const lines = (file: string) => text(file).split('\n').length;
    expect(sources.filter((file) => lines(file) > 360)).toEqual([]);
    expect(tracked.filter((file) => statSync(join(ROOT, file)).size > 1_600_000)).toEqual([]);
  });

  test('source file does without default exports, barrels and enums', () => {
    const forbidden = /^export default|^export \* from|^(?:export )?(?:const )?enum /mu;
    expect(sources.filter((file) => forbidden.test(withoutComments(text(file))))).toEqual([]);
  });
});

test('no file names a machine’s own paths or a package registry', () => {
  const own = 'tests/architecture.test.ts';
  const named = /(?<![\w.~-])\/(?:work|root|home|Users)\/\w|registry\.[a-z]+\.|"resolved":/u;
  const isText = (file: string) => !/\.(?:bin|gz|zst|parquet|xlsx|png)$/u.test(file);
  expect(tracked.filter((file) => file !== own && isText(file) && named.test(text(file)))).toEqual([]);
});

describe('the Dockerfile', () => {
  const steps = text('Dockerfile')
    .split('\n')
    .filter((line) => /^[A-Z]+ /u.test(line));

  test('copies files that are there, and everything the command needs', () => {
    const copied = steps.flatMap((step) => (step.startsWith('COPY ') ? step.split(/\s+/u).slice(1, -1) : []));
    for (const file of copied) expect(existsSync(join(ROOT, file)), file).toBe(true);
    expect(copied).toEqual(expect.arrayContaining(['package.json', 'package-lock.json', ...ROOMS]));
    const ignored = text('.dockerignore').split('\n');
    for (const file of copied) expect(ignored, file).not.toContain(file);
  });

  test('has a browser and Chinese fonts only when it is asked for them, installed while it may be', () => {
    const install = steps.findIndex((step) => step.includes('apt-get install'));
    expect(steps[install]).toContain('if [ "$BROWSER" = yes ]');
    expect(steps[install]).toMatch(/--no-install-recommends chromium fonts-noto-cjk .*rm -rf \/var\/lib\/apt\/lists/u);
    expect(steps.slice(0, install)).toContain('ARG BROWSER=no');
    expect(install).toBeLessThan(steps.indexOf('USER node'));
  });

  test('runs the launcher of this clone as a user without rights, without test packages', () => {
    expect(steps[0]).toBe('FROM node:24-slim');
    expect(steps.some((step) => step.includes('npm ci --omit=dev'))).toBe(true);
    expect(steps.indexOf('USER node')).toBeGreaterThan(0);
    const entry = JSON.parse(
      steps.find((step) => step.startsWith('ENTRYPOINT'))!.slice('ENTRYPOINT '.length),
    ) as string[];
    expect(existsSync(join(ROOT, entry[1]!.replace('/opt/koc-radar/', '')))).toBe(true);
  });
});

function withoutComments(code: string): string {
  return code.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gmu, '');
}
