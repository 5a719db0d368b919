/** Runs a command in this process, with everything but the process itself real: fast enough for many small promises. */
import { randomBytes } from 'node:crypto';
import { PassThrough } from 'node:stream';
import type { App } from '../../jobs/cli/app.ts';
import { runCommand } from '../../jobs/cli/command.ts';
import { makeOutput } from '../../jobs/cli/output.ts';

export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `koc …args` in the given folder; on one thread and without a browser, unless the test says otherwise. */
export async function inProcess(
  cwd: string,
  args: readonly string[],
  given: { env?: Record<string, string>; stdin?: string; signal?: AbortSignal } = {},
): Promise<Answer> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const texts = Promise.all(
    [stdout, stderr].map(async (stream) => Buffer.concat(await stream.toArray()).toString('utf8')),
  );
  const stdin = new PassThrough();
  stdin.end(given.stdin ?? '');
  const code = await runCommand(
    {
      env: { KOC_THREADS: '1', KOC_BROWSER: 'none', ...given.env },
      cwd,
      stdin: stdin as unknown as App['stdin'],
      out: makeOutput(stdout as unknown as NodeJS.WriteStream, stderr as unknown as NodeJS.WriteStream),
      columns: 100,
      now: Date.now,
      randomBytes,
      signal: given.signal ?? new AbortController().signal,
    },
    args,
  );
  stdout.end();
  stderr.end();
  const [out = '', error = ''] = await texts;
  return { code, stdout: out, stderr: error };
}

/** Runs to the end in this process; throws with stderr unless the exit code is 0. */
export function kocHere(dir: string, args: readonly string[], env: Record<string, string> = {}): Promise<Answer> {
  return expectCode(inProcess(dir, args, { env }), 0);
}

/** The answer, or an error that shows what was said when the code is another one. */
export async function expectCode(answer: Promise<Answer>, code: number): Promise<Answer> {
  const ended = await answer;
  if (ended.code !== code) throw new Error(`ended with ${ended.code}, not ${code}\n${ended.stderr}\n${ended.stdout}`);
  return ended;
}
