/** Child process that is killed: seals records for ever and says on stdout what has been committed. */
import { writeSync } from 'node:fs';
import { acquireLock } from '../../warehouse/lock.ts';
import { openRaw } from '../../warehouse/raw/store.ts';
import { passOptions, record } from './records.ts';

const [dir, round] = process.argv.slice(2) as [string, string];
const quiet = () => {};
await using _lock = await acquireLock(dir);
const raw = await openRaw(`${dir}/raw`, {
  now: () => 1_800_000_000_000,
  log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
});
await raw.sweep();
for (let pass = 0; ; pass++) {
  const writer = raw.beginPass(
    passOptions({ run: `run-${round}-${String(pass).padStart(4, '0')}`, rotateRecords: 40 }),
  );
  for (let commit = 0; commit < 3; commit++) {
    const ids = Array.from({ length: 100 }, (_, i) => `${round}-${pass}-${commit}-${i}`);
    await writer.write(ids.map((id) => record(id, { text: `第 ${id} 次回购 `.repeat(20) })));
    if (commit < 2) await writer.commit({ commit });
    else await writer.end({ outcome: 'ok', asked: {} });
    writeSync(1, `${round}-${pass}-${commit}\n`);
  }
}
