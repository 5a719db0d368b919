/** What the user sees of an error: what is wrong and where, then what to do; a stack only when asked for. */
import { EXIT, type ExitCode, KocError } from '../../warehouse/contracts/errors.ts';
import { ConfigError } from '../config/issues.ts';
import { toJson } from './output.ts';

export interface Failure {
  readonly exitCode: ExitCode;
  readonly text: string;
}

/** `interrupted`: the user asked to stop, so whatever broke is the consequence of that. */
export function describeFailure(
  error: unknown,
  how: { readonly interrupted: boolean; readonly json: boolean; readonly debug: boolean },
): Failure {
  const exitCode = how.interrupted ? EXIT.interrupted : error instanceof KocError ? error.exitCode : exitOf(error);
  const message = how.interrupted ? 'interrupted; nothing half done was kept' : messageOf(error);
  const hint = how.interrupted ? null : hintOf(error);
  const stack = how.debug && error instanceof Error ? (error.stack ?? null) : null;
  if (how.json) {
    const facts = error instanceof KocError ? error.facts : {};
    const issues = error instanceof ConfigError ? { issues: error.issues } : {};
    return {
      exitCode,
      text: `${toJson({ error: { message, hint, facts, ...issues, stack }, exit_code: exitCode }, 0)}\n`,
    };
  }
  const lines = [...message.split('\n'), ...(hint === null ? [] : hint.split('\n')), ...(stack?.split('\n') ?? [])];
  return { exitCode, text: `koc: ${lines.join('\n     ')}\n` };
}

function messageOf(error: unknown): string {
  if (error instanceof KocError) return error.message;
  if (isSystemError(error)) return error.message;
  return `unexpected error: ${error instanceof Error ? error.message : String(error)}`;
}

function hintOf(error: unknown): string | null {
  if (error instanceof KocError) return error.hint ?? null;
  if (isSystemError(error)) return SYSTEM_HINTS[error.code ?? ''] ?? null;
  return 'This is a bug. KOC_DEBUG=1 shows where it happened; the last published lists are untouched.';
}

function exitOf(error: unknown): ExitCode {
  return isSystemError(error) && error.code === 'ENOENT' ? EXIT.usage : EXIT.unexpected;
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

const SYSTEM_HINTS: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full. What was published stays; free some space and run the same command again.',
  EACCES: 'This user may not read or write there.',
  EROFS: 'The workspace is on a read-only file system.',
  EMFILE: 'Too many open files: raise `ulimit -n`.',
};
