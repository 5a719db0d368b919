/** Entry of the `koc` command: the one place that reads this process. What was compiled once is kept, which halves the start. */
import { randomBytes } from 'node:crypto';
import { enableCompileCache } from 'node:module';
import { EXIT } from '../../warehouse/contracts/errors.ts';

enableCompileCache();
const { runCommand } = await import('./command.ts');
const { makeOutput } = await import('./output.ts');

const stop = new AbortController();
let interrupts = 0;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interrupts += 1;
    if (interrupts === 1) process.stderr.write('koc: stopping after the current step; again to stop at once\n');
    // A terminal and the launcher may both deliver the same Ctrl-C: the first two count as one.
    if (interrupts > 2) process.exit(EXIT.interrupted);
    stop.abort();
  });
}
process.on('disconnect', () => stop.abort());
process.channel?.unref();

const exitCode = await runCommand(
  {
    env: process.env,
    cwd: process.cwd(),
    stdin: process.stdin,
    out: makeOutput(process.stdout, process.stderr),
    columns: Math.max(60, process.stdout.columns ?? 120),
    now: Date.now,
    randomBytes,
    signal: stop.signal,
  },
  process.argv.slice(2),
);
// Engines keep native threads; everything that matters has been awaited and flushed by now.
process.exit(exitCode);
