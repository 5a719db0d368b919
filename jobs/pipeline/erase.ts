/** Taking people out of raw and of what was made from it; begun forgettings are finished here by whatever publishes next. */
import { loadCollector } from '../../collectors/discover.ts';
import type { RawEnvelope } from '../../warehouse/contracts/raw.ts';
import { dropDerived, dropOldExports } from '../../warehouse/derived.ts';
import { type ForgetReport, forgetRaw, pendingForgets, settleForget } from '../../warehouse/forget.ts';
import type { RawStore } from '../../warehouse/raw/store.ts';
import type { AuthorOf, RecordAuthor } from '../../warehouse/raw/whose.ts';
import type { Workspace } from '../config/types.ts';
import { forgetTraces } from './browser_traces.ts';
import type { RunContext } from './context.ts';
import { dropPeopleState } from './live_state.ts';
import { forgetMedia } from './media.ts';

/** Finishes what a crash interrupted; returns the keys that must be settled once an export without them is current. */
export async function resumeForgets(
  ws: Workspace,
  ctx: RunContext,
  raw: RawStore,
  erased: readonly string[],
): Promise<string[]> {
  const pending = await pendingForgets(raw);
  const unfinished = pending.filter((key) => !erased.includes(key));
  for (const key of unfinished) await eraseFromRaw(ws, ctx, raw, key);
  if (unfinished.length > 0) await dropDerived(ws.dir, raw);
  return pending;
}

/** To be called when `current` points to an export made without them. */
export async function settleForgets(ws: Workspace, raw: RawStore, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await dropOldExports(ws.dir, { keepCurrent: true });
  for (const key of keys) await settleForget(raw, key);
}

/** One person out of raw. `known`: ids and names that identity holds besides those in the person's own records. */
export async function eraseFromRaw(
  ws: Workspace,
  ctx: RunContext,
  raw: RawStore,
  authorKey: string,
  known?: { readonly ids: readonly string[]; readonly names: readonly string[] },
): Promise<ForgetReport> {
  await dropPeopleState(ws.dir);
  await forgetTraces(ws, ctx);
  await forgetMedia(ws.dir, authorKey);
  return forgetRaw({
    raw,
    run: ctx.run,
    authorKey,
    pseudonymise: ws.pseudonymise,
    authorOf,
    ...(known === undefined ? {} : { known }),
    spare: new Set(ws.config.brands.flatMap((brand) => [brand.id, ...brand.names])),
  });
}

const authorOf: AuthorOf = async (header) => {
  const normalise = (await loadCollector(header.collector)).normalizer(header);
  return (record: RawEnvelope): RecordAuthor | null => {
    const rows = normalise(record);
    if ('skip' in rows) return null;
    const [first] = rows.records;
    const [account] = rows.authors;
    const id = first?.authorId ?? account?.id ?? null;
    if (id === null) return null;
    return {
      platform: first?.platform ?? account!.platform,
      authorId: id,
      authorName: account?.name ?? null,
      nodeIds: rows.records.map((row) => row.id),
      texts: rows.records.flatMap((row) =>
        [row.title, row.text, row.transcript, row.ocrText].filter((text) => text !== null),
      ),
    };
  };
};
