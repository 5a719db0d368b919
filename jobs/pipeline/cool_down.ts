/**
 * How long a platform is left alone after it said no: 1 hour, and longer each time, until a session goes well again. Invariant: while it
 * cools down nothing of it is opened by us.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Refused } from '../../warehouse/contracts/browse.ts';
import { EXIT } from '../../warehouse/contracts/errors.ts';
import { RefusalError } from '../../warehouse/contracts/live.ts';
import { outcome } from '../../warehouse/contracts/raw.ts';
import { DAY_MS } from '../../warehouse/contracts/time.ts';
import type { Workspace } from '../config/types.ts';
import { type Account, accountId } from './account.ts';
import { readState, STATE_DIR, writeState } from './live_state.ts';

const HOUR_MS = 3_600_000;

/** After the first refusal, the second … and every one from the fifth. */
export const COOL_DOWN_MS: readonly number[] = [HOUR_MS, 4 * HOUR_MS, DAY_MS, 3 * DAY_MS, 7 * DAY_MS];

const coolDown = z.object({
  /** Without a good session between them; at least 1. */
  refusals: z.int().positive(),
  /** UTC ms of the last one. */
  at: z.number(),
  /** UTC ms. */
  until: z.number(),
  outcome,
  /** As in the table of the source's docs. */
  sign: z.string(),
  /** Who must do what. */
  todo: z.string(),
});

export type CoolDown = z.infer<typeof coolDown>;

type Where = Pick<Workspace, 'dir'>;

/** Null when it may be opened. */
export async function coolingUntil(ws: Where, account: Account, nowMs: number): Promise<CoolDown | null> {
  const known = await readState(ws.dir, stateName(account), coolDown);
  return known !== null && known.until > nowMs ? known : null;
}

/** Gives the pause that now begins. */
export async function noteRefusal(
  ws: Where,
  account: Account,
  { outcome, sign, todo }: Refused,
  nowMs: number,
): Promise<CoolDown> {
  const before = (await readState(ws.dir, stateName(account), coolDown))?.refusals ?? 0;
  const lastsMs = COOL_DOWN_MS[Math.min(before, COOL_DOWN_MS.length - 1)]!;
  const now: CoolDown = { refusals: before + 1, at: nowMs, until: nowMs + lastsMs, outcome, sign, todo };
  await writeState(ws.dir, stateName(account), now);
  return now;
}

/** A session went well: the next refusal is a first one again. */
export async function noteGood(ws: Where, account: Account): Promise<void> {
  await rm(join(ws.dir, STATE_DIR, `${stateName(account)}.json`), { force: true });
}

/** Somebody logged in: a pause for want of a login is over, any other goes on. */
export async function noteLogin(ws: Where, account: Account): Promise<void> {
  const known = await readState(ws.dir, stateName(account), coolDown);
  if (known?.outcome === 'login_needed') await noteGood(ws, account);
}

/** What is told in place of opening anything: the refusal that began the pause, and who must do what. */
export function stillCooling(account: Account, { outcome, until, sign, todo }: CoolDown): RefusalError {
  const time = new Date(until).toISOString().slice(0, 16).replace('T', ' ');
  return new RefusalError(outcome, `${account.platform} is left alone until ${time} UTC (${sign})`, {
    exitCode: EXIT.someSourcesFailed,
    facts: { account: account.name, until: new Date(until).toISOString(), sign },
    hint: todo,
  });
}

function stateName(account: Account): string {
  return `cooldown.${accountId(account)}`;
}
