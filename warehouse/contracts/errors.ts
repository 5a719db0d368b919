/** Errors that carry what to do next; the command line prints `message` and `hint`, never a stack trace. */

/** Exit codes of the `koc` command (design, "The command"). */
export const EXIT = {
  ok: 0,
  unexpected: 1,
  usage: 2,
  someSourcesFailed: 3,
  checkFailed: 4,
  busy: 5,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Whether repeating the same step can help: at once, later (a wait or a person is needed), or never. */
export type RetryPolicy = 'now' | 'later' | 'never';

export interface KocErrorOptions {
  readonly retry?: RetryPolicy;
  readonly exitCode?: ExitCode;
  /** Values with their units in the key (`line`, `bytes`, `ratio`), for logs and `--json`. Never texts or handles of people. */
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>;
  /** What the user can do about it, one sentence. */
  readonly hint?: string;
  readonly cause?: unknown;
}

/** Base of every error we raise on purpose. `message` is one line: what is wrong and where. */
export class KocError extends Error {
  readonly retry: RetryPolicy;
  readonly exitCode: ExitCode;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
  readonly hint: string | undefined;

  constructor(message: string, options: KocErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.retry = options.retry ?? 'never';
    this.exitCode = options.exitCode ?? EXIT.unexpected;
    this.facts = options.facts ?? {};
    this.hint = options.hint;
  }
}

/** Wrong flags, arguments, mapping or config: exit code 2. */
export class UsageError extends KocError {
  constructor(message: string, options: KocErrorOptions = {}) {
    super(message, { exitCode: EXIT.usage, ...options });
  }
}

/** A record or a body did not have the shape its schema promises; `facts.path` says where. */
export class PayloadError extends KocError {}

/** A file in the workspace is torn, altered or from a newer version. */
export class IntegrityError extends KocError {}

/** A model check failed: exit code 4 and nothing is published. */
export class CheckError extends KocError {
  constructor(message: string, options: KocErrorOptions = {}) {
    super(message, { exitCode: EXIT.checkFailed, ...options });
  }
}

/** Another process holds the workspace: exit code 5, try later. */
export class BusyError extends KocError {
  constructor(message: string, options: KocErrorOptions = {}) {
    super(message, { exitCode: EXIT.busy, retry: 'later', ...options });
  }
}
