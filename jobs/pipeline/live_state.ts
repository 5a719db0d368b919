/**
 * What live sources remember outside of raw, in `.koc/state/` (0600): pauses of hosts, quotas, whose posts are due. Losing it costs
 * requests, never records; so a file that cannot be read counts as none.
 */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { READ_POSTS } from '../../collectors/browsing/driven_memory.ts';
import { LINKS } from '../../collectors/browsing/links.ts';
import { type HostMemory, hostRecord } from '../../collectors/engine/host_queue.ts';
import { readdirIfAny, writeFileAtomic } from '../../warehouse/atomic.ts';
import type { SourceState } from '../../warehouse/contracts/live.ts';

/** Folder of all of it; `koc forget` removes what may name people (`PEOPLE_STATE`). */
export const STATE_DIR = join('.koc', 'state');
/** Files that hold accounts or posts on their way to be asked for. */
export const PEOPLE_STATE = /\.(?:backfill|refresh)\.json$/u;

/** The value, or null when there is none or it has another shape. */
export async function readState<T>(workspaceDir: string, name: string, schema: z.ZodType<T>): Promise<T | null> {
  try {
    const text = await readFile(join(workspaceDir, STATE_DIR, `${name}.json`), 'utf8');
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

export async function writeState(workspaceDir: string, name: string, value: unknown): Promise<void> {
  const path = join(workspaceDir, STATE_DIR, `${name}.json`);
  await writeFileAtomic(path, `${JSON.stringify(value)}\n`, { mode: 0o600 });
}

/** Drops what may name a person who asked to be forgotten; whose posts are due is found out anew. */
export async function dropPeopleState(workspaceDir: string): Promise<void> {
  const dir = join(workspaceDir, STATE_DIR);
  for (const { name } of await readdirIfAny(dir)) {
    if (PEOPLE_STATE.test(name)) await rm(join(dir, name), { force: true });
    else if (/^source\.[^.]+\.json$/u.test(name)) await dropPosts(workspaceDir, name.slice(0, -'.json'.length));
  }
}

/** Posts by id or address in the facts of a source. */
async function dropPosts(workspaceDir: string, name: string): Promise<void> {
  const known = await readState(workspaceDir, name, z.record(z.string(), z.unknown()));
  if (known === null || !(LINKS in known || READ_POSTS in known)) return;
  const { [LINKS]: _links, [READ_POSTS]: _read, ...rest } = known;
  await writeState(workspaceDir, name, rest);
}

const hosts = z.record(z.string(), hostRecord);

/** Changes are in force at once and on disk after `save`. */
export interface HostStore extends HostMemory {
  save(): Promise<void>;
}

export async function openHosts(workspaceDir: string): Promise<HostStore> {
  const known = new Map(Object.entries((await readState(workspaceDir, 'hosts', hosts)) ?? {}));
  let isChanged = false;
  return {
    get: (host) => known.get(host),
    set(host, record) {
      known.set(host, record);
      isChanged = true;
    },
    async save() {
      if (!isChanged) return;
      isChanged = false;
      await writeState(workspaceDir, 'hosts', Object.fromEntries(known));
    },
  };
}

/** A source's own few facts; written at once, since a quota that is spent is spent. */
export function openSourceState(workspaceDir: string, sourceId: string): Promise<SourceState> {
  return openFacts(workspaceDir, `source.${sourceId}`);
}

/** What an account has done today, whichever source works with it. `id`: see `accountId`. */
export function openAccountState(workspaceDir: string, id: string): Promise<SourceState> {
  return openFacts(workspaceDir, `account.${id}`);
}

async function openFacts(workspaceDir: string, name: string): Promise<SourceState> {
  const known = (await readState(workspaceDir, name, z.record(z.string(), z.unknown()))) ?? {};
  return {
    read: (key, schema) => schema.safeParse(known[key]).data ?? null,
    async write(key, value) {
      known[key] = value;
      await writeState(workspaceDir, name, known);
    },
  };
}
