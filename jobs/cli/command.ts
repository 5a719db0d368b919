/** One command from its arguments to its exit code: whatever happens, it is one of the documented codes and never a bare stack trace. */
import { EXIT, type ExitCode } from '../../warehouse/contracts/errors.ts';
import type { App } from './app.ts';
import { describeFailure } from './failure.ts';
import { buildProgram } from './program.ts';

/** `args` are those behind `koc`. Never throws. */
export async function runCommand(process: Omit<App, 'setExitCode'>, args: readonly string[]): Promise<ExitCode> {
  /** What the verb itself says; null = nothing, so all went well or the user stopped it. */
  let said: ExitCode | null = null;
  const setExitCode = (code: ExitCode): void => {
    said = code;
  };
  try {
    await buildProgram({ ...process, setExitCode }).parseAsync(['node', 'koc', ...args]);
    return said ?? (process.signal.aborted ? EXIT.interrupted : EXIT.ok);
  } catch (error) {
    process.out.progress(null);
    const failure = describeFailure(error, {
      interrupted: process.signal.aborted,
      json: args.includes('--json'),
      debug: process.env['KOC_DEBUG'] === '1',
    });
    await process.out.fail(failure.text);
    return failure.exitCode;
  }
}
