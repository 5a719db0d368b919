/** Who may use the review desk: names, roles and hashes of their tokens, in a file that only the operator can read. A token itself is never kept. */
import { hash, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { codeOf, writeFileAtomic } from '../../warehouse/atomic.ts';
import { UsageError } from '../../warehouse/contracts/errors.ts';

/** Viewers look, reviewers decide as well. */
export const ROLES = ['viewer', 'reviewer'] as const;
export type Role = (typeof ROLES)[number];

const storedUser = z.strictObject({
  name: z.string().trim().min(1).max(60),
  role: z.enum(ROLES),
  token_sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  /** UTC, ISO 8601. */
  added_at: z.string(),
});
const usersFile = z.strictObject({ users: z.array(storedUser) });

export interface DeskUser {
  readonly name: string;
  readonly role: Role;
  /** SHA-256 of the token, hex; a token has 256 random bits, so that a plain hash cannot be reversed. */
  readonly tokenHash: string;
}

/** Path of the users' file; mode 0600. */
export function usersPath(workspaceDir: string): string {
  return join(workspaceDir, '.koc', 'desk_users.json');
}

/** Everybody who may enter, in the order of their adding. @throws UsageError when the file is damaged. */
export async function readUsers(workspaceDir: string): Promise<DeskUser[]> {
  const users = await stored(workspaceDir);
  return users.map(({ name, role, token_sha256 }) => ({ name, role, tokenHash: token_sha256 }));
}

export interface AddUser {
  readonly name: string;
  readonly role: Role;
  /** UTC ms. */
  readonly nowMs: number;
  readonly randomBytes: (bytes: number) => Uint8Array;
}

/** Adds a user, or gives one of that name a new token and role. Returns the token, which cannot be shown again. */
export async function addUser(workspaceDir: string, { name, role, nowMs, randomBytes }: AddUser): Promise<string> {
  const token = Buffer.from(randomBytes(32)).toString('base64url');
  const user = storedUser.safeParse({
    name,
    role,
    token_sha256: hash('sha256', token),
    added_at: new Date(nowMs).toISOString(),
  } satisfies z.infer<typeof storedUser>);
  if (!user.success) throw new UsageError('a user needs a name of 1 to 60 characters');
  const others = (await stored(workspaceDir)).filter((one) => one.name !== user.data.name);
  await save(workspaceDir, [...others, user.data]);
  return token;
}

/** False when there is no such user. Their sessions end at once. */
export async function removeUser(workspaceDir: string, name: string): Promise<boolean> {
  const users = await stored(workspaceDir);
  const others = users.filter((one) => one.name !== name);
  if (others.length === users.length) return false;
  await save(workspaceDir, others);
  return true;
}

/** Whose token it is; null = nobody's. Takes the same time for every wrong token. */
export function userOf(users: readonly DeskUser[], token: string): DeskUser | null {
  const given = Buffer.from(hash('sha256', token), 'hex');
  let found: DeskUser | null = null;
  for (const user of users) if (timingSafeEqual(Buffer.from(user.tokenHash, 'hex'), given)) found = user;
  return found;
}

async function stored(workspaceDir: string): Promise<z.infer<typeof storedUser>[]> {
  const path = usersPath(workspaceDir);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
  try {
    return usersFile.parse(JSON.parse(text)).users;
  } catch (cause) {
    throw new UsageError(`${path} is damaged`, {
      hint: 'Delete it and add the users anew: koc serve --add-user NAME --role reviewer.',
      cause,
    });
  }
}

async function save(workspaceDir: string, users: readonly z.infer<typeof storedUser>[]): Promise<void> {
  await writeFileAtomic(usersPath(workspaceDir), `${JSON.stringify({ users }, null, 2)}\n`, { mode: 0o600 });
}
