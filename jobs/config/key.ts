/**
 * The workspace's pseudonym key. A workspace that holds records never gets a second key: pseudonyms of tombstones and published
 * lists would no longer match the people they stand for.
 */
import { chmod, mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, readdirIfAny, writeFileAtomic } from '../../warehouse/atomic.ts';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import { type Pseudonymiser, pseudonymiser } from '../../warehouse/contracts/ids.ts';

export interface WorkspaceKey {
  readonly pseudonymise: Pseudonymiser;
  /** The key itself, for worker threads; null when there is none. Never logged or written anywhere but its own file. */
  readonly bytes: Uint8Array | null;
  /** none: there is no key yet, and using `pseudonymise` throws. */
  readonly source: 'env' | 'file' | 'none';
}

/** What a key says about itself without giving itself away; kept beside it so that a changed key is noticed. */
const CHECK = 'koc-radar key check';

/**
 * `secret` is KOC_PSEUDONYM_KEY. With `create`, a missing key is drawn from `randomBytes` and written (0600) before anything else is.
 * Throws UsageError for a malformed, a changed or a lost key.
 */
export async function workspaceKey(
  dir: string,
  options: { secret: string | undefined; create: boolean; randomBytes: (bytes: number) => Uint8Array },
): Promise<WorkspaceKey> {
  const folder = join(dir, '.koc');
  const keyFile = join(folder, 'key');
  const given = options.secret?.trim();
  const stored = given ? null : await readIfThere(keyFile);
  if (!given && stored === null) {
    if (await hasRecords(dir)) {
      throw new UsageError(`${keyFile} is missing, but the workspace holds records made under its key`, {
        hint: 'Restore .koc/key from your backup or set KOC_PSEUDONYM_KEY; a new key would not know who asked to be forgotten.',
      });
    }
    if (!options.create) return { pseudonymise: noKey, bytes: null, source: 'none' };
  }
  const text = given ?? stored?.trim() ?? Buffer.from(options.randomBytes(32)).toString('hex');
  const bytes = keyBytes(text, given ? 'KOC_PSEUDONYM_KEY' : keyFile);
  const pseudonymise = pseudonymiser(bytes);
  const check = (await readIfThere(join(folder, 'key.check')))?.trim();
  if (check !== undefined && check !== '' && check !== pseudonymise(CHECK)) {
    throw new UsageError('the pseudonym key is not the one this workspace was made with', {
      hint: 'Set KOC_PSEUDONYM_KEY (or .koc/key) back to the old key, or begin a new workspace.',
    });
  }
  if (options.create) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    if (!given && stored === null) await writeFileAtomic(keyFile, `${text}\n`, { mode: 0o600 });
    if (check === undefined) await writeFileAtomic(join(folder, 'key.check'), `${pseudonymise(CHECK)}\n`);
  }
  return { pseudonymise, bytes, source: given ? 'env' : 'file' };
}

/** Makes a key that others on this machine can read private again; returns whether it had to. */
export async function tightenKey(dir: string): Promise<boolean> {
  const keyFile = join(dir, '.koc', 'key');
  const mode = await stat(keyFile).then(
    (it) => it.mode & 0o077,
    () => 0,
  );
  if (mode !== 0) await chmod(keyFile, 0o600);
  return mode !== 0;
}

function noKey(): never {
  throw new UsageError('this workspace has no pseudonym key yet', {
    hint: 'Import or collect something first; the key is made then.',
  });
}

/** 64 hex digits are 32 bytes; anything else is a pass phrase of at least 16 bytes. */
function keyBytes(text: string, where: string): Uint8Array {
  const bytes = /^[0-9a-f]{64}$/iu.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'utf8');
  if (bytes.length >= 16) return bytes;
  throw new UsageError(`${where} is too short: expected at least 16 bytes, got ${bytes.length}`, {
    hint: 'Use 64 hex digits from a random source.',
  });
}

async function hasRecords(dir: string): Promise<boolean> {
  const entries = await readdirIfAny(join(dir, 'raw', 'manifest'));
  return entries.some(({ name }) => name.endsWith('.json'));
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}
