/** Runs the command as its user would: the process that does the work, not a wrapper around it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../jobs/cli/main.ts', import.meta.url));

export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Starts `koc …args` on the given workspace. */
export function startKoc(workspace: string, args: readonly string[], env: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, [MAIN, ...args, '--workspace', workspace], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', ...env },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, stdout, stderr }) as Ended);
  return { child, ended };
}

/** Runs to the end; throws with stderr unless the exit code is one of those expected (default 0). */
export async function koc(
  workspace: string,
  args: readonly string[],
  env: Record<string, string> = {},
  expected: readonly number[] = [0],
): Promise<Ended> {
  const result = await startKoc(workspace, args, env).ended;
  if (result.code === null || !expected.includes(result.code)) {
    throw new Error(
      `koc ${args.join(' ')} ended with ${result.code ?? result.signal}\n${result.stderr}\n${result.stdout}`,
    );
  }
  return result;
}
