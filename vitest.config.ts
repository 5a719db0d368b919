import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Two zones far apart, so that nothing may depend on the machine's clock zone: what reads and writes moments runs in both. The
 * rest runs once: slow suites and what knows no wall clock in the west, the steps of the pipeline and its files in the east,
 * while the whole of it (e2e) runs in the west.
 */
const slow = ['backtest', 'bench', 'browser', 'calibrate', 'e2e', 'market', 'models'].map(testsIn);
const clockless = [
  ...['collectors/live', 'keywords', 'onnx', 'raw', 'transforms'].map(testsIn),
  ...['architecture', 'config/docs', 'sample/lake_rows'].map(file),
  ...['bad_input', 'csv', 'docs', 'encoding', 'examples', 'feeds_hostile', 'html', 'known', 'odd_counts'].map((name) =>
    file(`collectors/${name}`),
  ),
];
const steps = ['cli', 'desk', 'pipeline', 'publish', 'report'].map(testsIn);

function testsIn(folder: string): string {
  return `tests/${folder}/**/*.test.ts`;
}

function file(name: string): string {
  return `tests/${name}.test.ts`;
}

/** Folders whose files take longest: they begin first, so that no core is left alone with one of them at the end. */
const long = ['e2e/kill', 'e2e', 'market', 'browser', 'models'].map((folder) => `/tests/${folder}`);

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const at = long.findIndex((folder) => moduleId.includes(folder));
      return at < 0 ? long.length : at;
    };
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b));
  }
}

/** The test runner has every core at work already; tests of threads, and those of what a browser prints, say so themselves. */
const env = { KOC_THREADS: '1', KOC_BROWSER: 'none' };

export default defineConfig({
  test: {
    pool: 'forks',
    sequence: { sequencer: LongestFirst },
    // More than cores: tests wait for disks, servers and processes of theirs a quarter of their time.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    // Limits against what hangs, far above what the slowest takes on a machine that has much else to do.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'west',
          include: ['tests/**/*.test.ts'],
          exclude: [...slow, ...steps],
          env: { ...env, TZ: 'America/St_Johns' },
        },
      },
      {
        extends: true,
        test: {
          name: 'east',
          include: ['tests/**/*.test.ts'],
          exclude: [...slow, ...clockless],
          env: { ...env, TZ: 'Asia/Kathmandu' },
        },
      },
      {
        extends: true,
        test: { name: 'e2e', include: slow, testTimeout: 1_800_000, env: { ...env, TZ: 'America/St_Johns' } },
      },
    ],
  },
});
