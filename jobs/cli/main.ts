/** Entry of the `koc` command: the one place that reads this process. What was compiled once is kept, which halves the start. */
import { randomBytes } from 'node:crypto';
import { enableCompileCache } from 'node:module';
import { EXIT } from '../../warehouse/contracts/errors.ts';

enableCompileCache();
const { runCommand } = await import('./command.ts');
const { makeOutput } = await import('./output.ts');

const stop = new AbortController();
let toldAt: number | null = null;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    // A terminal and the launcher both deliver the same Ctrl-C: what comes within a moment is one request.
    if (toldAt !== null && Date.now() - toldAt > 500) process.exit(EXIT.interrupted);
    if (toldAt === null) process.stderr.write('koc: stopping after the current step; again to stop at once\n');
    toldAt ??= Date.now();
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
