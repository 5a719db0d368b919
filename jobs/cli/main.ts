/** Entry of the `koc` command. Whatever happens, it ends with one of the documented exit codes and never with a bare stack trace. */
import { randomBytes } from 'node:crypto';
import { EXIT, type ExitCode } from '../../warehouse/contracts/errors.ts';
import type { App } from './app.ts';
import { describeFailure } from './failure.ts';
import { makeOutput } from './output.ts';
import { buildProgram } from './program.ts';

const stop = new AbortController();
let interrupts = 0;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    interrupts += 1;
    if (interrupts === 1) process.stderr.write('koc: stopping after the current step; once more to stop at once\n');
    // A terminal and the launcher may both deliver the same Ctrl-C: the first two within a moment count as one.
    if (interrupts > 2) process.exit(EXIT.interrupted);
    stop.abort();
  });
}
process.on('disconnect', () => stop.abort());
process.channel?.unref();

let exitCode: ExitCode = EXIT.ok;
const app: App = {
  env: process.env,
  cwd: process.cwd(),
  stdin: process.stdin,
  out: makeOutput(process.stdout, process.stderr),
  columns: Math.max(60, process.stdout.columns ?? 120),
  now: Date.now,
  randomBytes,
  signal: stop.signal,
  setExitCode: (code) => {
    exitCode = code;
  },
};

try {
  await buildProgram(app).parseAsync(process.argv);
  if (stop.signal.aborted && exitCode === EXIT.ok) exitCode = EXIT.interrupted;
} catch (error) {
  app.out.progress(null);
  const failure = describeFailure(error, {
    interrupted: stop.signal.aborted,
    json: process.argv.includes('--json'),
    debug: process.env['KOC_DEBUG'] === '1',
  });
  exitCode = failure.exitCode;
  await new Promise<void>((resolve) => process.stderr.write(failure.text, () => resolve()));
}
// Engines keep native threads; everything that matters has been awaited and flushed by now.
process.exit(exitCode);
