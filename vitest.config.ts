import { defineConfig } from 'vitest/config';

/** Units run in two zones far apart, so that nothing may depend on the machine's clock zone; slow suites run once. */
const slow = ['backtest', 'bench', 'calibrate', 'e2e', 'market', 'models'].map(
  (folder) => `tests/${folder}/**/*.test.ts`,
);

export default defineConfig({
  test: {
    pool: 'forks',
    // The default leaves one core idle, which is half of a small machine.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: { name: 'west', include: ['tests/**/*.test.ts'], exclude: slow, env: { TZ: 'America/St_Johns' } },
      },
      {
        extends: true,
        test: { name: 'east', include: ['tests/**/*.test.ts'], exclude: slow, env: { TZ: 'Asia/Kathmandu' } },
      },
      { extends: true, test: { name: 'e2e', include: slow, testTimeout: 600_000, env: { TZ: 'America/St_Johns' } } },
    ],
  },
});
