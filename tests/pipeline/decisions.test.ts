/** What deciding promises: nothing that was acknowledged is lost, whoever else writes, and everything can be taken back. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Workspace } from '../../jobs/config/types.ts';
import { appendDecisions, type DecisionDraft, decisionHistory, standing } from '../../jobs/pipeline/decisions.ts';
import { joinDecisions } from '../../jobs/pipeline/join_decisions.ts';
import { openWorkspaceRaw } from '../../jobs/pipeline/raw.ts';
import { confirmedPersons, joinPersons, partPerson } from '../../jobs/pipeline/same_person.ts';
import { grantOf, isFeedable, ugcState } from '../../jobs/pipeline/ugc_state.ts';
import { undoDecision } from '../../jobs/pipeline/undo_decision.ts';
import { readWork } from '../../jobs/pipeline/work.ts';
import { NO_WORK, workPlace } from '../../jobs/report/work.ts';
import { forgetRaw, forgottenKeys } from '../../warehouse/forget.ts';
import { acquireLock } from '../../warehouse/lock.ts';
import { THREE_BRANDS, testWorkspace } from '../support/workspace.ts';

const ANN = 'a'.repeat(32);
const BEN = 'b'.repeat(32);
const CAT = 'c'.repeat(32);
const POST = 'd'.repeat(32);
const TODAY = '2026-11-16';

async function desk() {
  const space = await testWorkspace(THREE_BRANDS);
  const ws = await space.open();
  const draft = (type: DecisionDraft['type'], value: string | null, more: Partial<DecisionDraft> = {}) => {
    return { type, subjectKey: ANN, brandId: 'aurora', value, reason: null, by: 'LM', ...more };
  };
  const decide = async (...drafts: DecisionDraft[]) => appendDecisions(ws, space.context(), drafts);
  const history = () => decisionHistory(ws, space.context());
  const raw = () => openWorkspaceRaw(ws, space.context());
  return { space, ws, draft, decide, history, raw };
}

/** Decides until it was told of four, then for `ms` more, and is killed; the subjects that it was told were decided. */
async function killedDecider({ dir, key }: Workspace, name: string, ms: number): Promise<string[]> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'decide_child.ts'), dir, name, Buffer.from(key!).toString('hex')],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const told: string[] = [];
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => told.push(line));
  const ended = Promise.all([once(child, 'exit'), once(lines, 'close')]);
  while (told.length < 4 && child.exitCode === null) await Promise.race([once(lines, 'line'), ended]);
  await sleep(ms);
  child.kill('SIGKILL');
  await ended;
  return told;
}

test('two processes killed with −9 and this one lose no decision, while a run sweeps and joins under its lock', async () => {
  const { space, ws, decide, draft, history, raw } = await desk();
  await using _ = space;
  const run = await acquireLock(space.dir);
  const killed = Promise.all(['one', 'two', 'three'].map((name, i) => killedDecider(ws, name, 100 + i * 170)));
  let isOver = false;
  const own: string[] = [];
  const here = (async () => {
    for (let i = 0; !isOver; i++) {
      await decide(draft('verdict', 'rejected', { subjectKey: `here-${i}` }));
      own.push(`here-${i}`);
    }
  })();
  const swept = (async () => {
    while (!isOver) {
      const store = await raw();
      // What is decided meanwhile the store has not seen.
      await sleep(30);
      await store.sweep();
      await joinDecisions(store);
      const seen = new Set((await history()).map(({ subjectKey }) => subjectKey));
      // Half a commit would be one of the pair without the other.
      const pairs = [...seen].filter((key) => !key.startsWith('here') && !key.endsWith('-too'));
      expect(pairs.filter((key) => !seen.has(`${key}-too`))).toEqual([]);
    }
  })();
  const told = (await killed).flat();
  isOver = true;
  await Promise.all([here, swept]);
  await run[Symbol.asyncDispose]();

  const store = await raw();
  await store.sweep();
  const found = (await decisionHistory(ws, space.context())).map(({ subjectKey }) => subjectKey);
  expect(told.length).toBeGreaterThan(10);
  expect([...told, ...own].filter((key) => !found.includes(key))).toEqual([]);
  expect(new Set(found).size).toBe(found.length);
  await joinDecisions(store);
  expect(store.entries().length).toBeLessThanOrEqual(2);
  expect(await history()).toHaveLength(found.length);
  expect(space.warnings).toEqual([]);
});

test.each([0, 5, 20, 60])(
  'a decision %d ms after somebody began to be forgotten is refused or erased, never kept',
  async (ms) => {
    const { space, ws, decide, draft, raw } = await desk();
    await using _ = space;
    await decide(draft('note', 'likes red'));
    const store = await raw();
    const forgetting = forgetRaw({
      raw: store,
      run: 'f',
      authorKey: ANN,
      pseudonymise: ws.pseudonymise,
      authorOf: () => () => null,
    });
    const late = sleep(ms).then(() => decide(draft('note', 'likes blue')));
    const [said] = await Promise.allSettled([late, forgetting]);
    if (said.status === 'rejected') expect(String(said.reason)).toContain('was forgotten');
    await expect(decide(draft('note', 'likes green'))).rejects.toThrow('was forgotten');
    expect((await decisionHistory(ws, space.context())).map(({ type }) => type)).toEqual(['forget']);
  },
);

test('whoever decided about something older is told what stands, and nothing is sealed', async () => {
  const { space, decide, draft, history } = await desk();
  await using _ = space;
  const [first] = await decide(draft('verdict', 'confirmed', { basedOn: null, by: 'AN' }));
  const stale = decide(draft('note', 'fan'), draft('verdict', 'rejected', { basedOn: null }));
  await expect(stale).rejects.toMatchObject({ standing: { id: first!.id, by: 'AN' } });
  expect(await history()).toHaveLength(1);
  // Both say the same: no conflict, and no second record.
  expect(await decide(draft('verdict', 'confirmed', { basedOn: null }))).toEqual([first]);
  await decide(draft('verdict', 'rejected', { basedOn: first!.id }));
  expect(standing(await history()).map(({ value }) => value)).toEqual(['rejected']);
});

test('undoing restates what stood before, can be undone, and keeps everything that was ever said', async () => {
  const { space, ws, decide, draft, history } = await desk();
  await using _ = space;
  const undo = (id: string, reason?: string) => undoDecision(ws, space.context(), id, 'AN', reason);
  const [a] = await decide(draft('work_status', 'contacted'));
  const [b] = await decide(draft('work_status', 'replied'));
  await expect(undo(a!.id)).rejects.toThrow('does not stand any more');
  const u = await undo(b!.id);
  expect(u).toMatchObject({ value: 'contacted', undoes: b!.id, by: 'AN' });
  // What counts is `a` again, so that it can be undone as well.
  const v = await undo(a!.id.slice(0, 8));
  expect(v).toMatchObject({ value: null, undoes: a!.id });
  expect(await undo(v.id)).toMatchObject({ value: 'contacted', undoes: v.id });
  expect((await history()).map(({ value }) => value)).toEqual(['contacted', 'replied', 'contacted', null, 'contacted']);
  await expect(undo('00000000')).rejects.toThrow('there is no decision');
});

test('a refusal is taken back only with a reason, and stands again when that is undone', async () => {
  const { space, ws, decide, draft, raw } = await desk();
  await using _ = space;
  const refused = async () => [...(await forgottenKeys(await raw(), ['opt_out', 'forget']))];
  const [out] = await decide(draft('opt_out', null, { brandId: null }));
  expect(await refused()).toEqual([ANN]);
  const undo = (id: string, reason?: string) => undoDecision(ws, space.context(), id, 'AN', reason);
  await expect(undo(out!.id)).rejects.toThrow('needs a reason');
  await expect(decide(draft('opt_out', 'withdrawn', { brandId: null }))).rejects.toThrow('needs a reason');
  const back = await undo(out!.id, 'asked us to go on');
  expect(back).toMatchObject({ value: 'withdrawn', reason: 'asked us to go on', by: 'AN' });
  expect(await refused()).toEqual([]);
  await undo(back.id);
  expect(await refused()).toEqual([ANN]);
});

test('a post is featured and fed only on days on which its grant holds', async () => {
  const { space, decide, draft, history } = await desk();
  await using _ = space;
  const ugc = (value: string, details?: DecisionDraft['details']) =>
    decide(draft('ugc_state', value, { subjectKey: POST, ...(details === undefined ? {} : { details }) }));
  const terms = {
    scope: 'organic',
    channels: 'xiaohongshu',
    from: '2026-11-10',
    until: '2026-11-20',
    evidence: 'mail 12',
  };
  await expect(ugc('granted', terms)).rejects.toThrow('a post that is candidate can become approved, held, hidden');
  await expect(ugc('hidden')).rejects.toThrow('reason_code');
  await ugc('hidden', { reason_code: 'duplicate' });
  await ugc('approved');
  await ugc('asked');
  await expect(ugc('granted', { ...terms, evidence: '' })).rejects.toThrow('evidence');
  await expect(ugc('granted', { ...terms, until: '' })).rejects.toThrow('open_ended');
  await expect(ugc('granted', { ...terms, until: '2026-11-09' })).rejects.toThrow('not before');
  await expect(ugc('granted', { ...terms, price: '100' })).rejects.toThrow('price');
  await ugc('granted', { ...terms, edits_allowed: 'true' });
  expect(grantOf(await history())?.terms).toMatchObject({
    edits_allowed: true,
    portrait_consent: false,
    territory: null,
  });
  const [shown] = await ugc('featured');
  // The models read the last day from it.
  expect(shown!.details).toMatchObject({ until: '2026-11-20', evidence: 'mail 12' });
  expect(await ugc('featured')).toEqual([shown]);
  const now = await history();
  const on = (day: string) => [ugcState(now, day), isFeedable(now, day)];
  expect(on('2026-11-09')).toEqual(['featured', false]);
  expect(on(TODAY)).toEqual(['featured', true]);
  expect(on('2026-11-20')).toEqual(['featured', true]);
  expect(on('2026-11-21')).toEqual(['expired', false]);
  await ugc('granted', { ...terms, until: '2026-11-15' });
  await expect(ugc('featured')).rejects.toThrow('expired');
  await ugc('granted', { ...terms, until: '', open_ended: true });
  expect(isFeedable(await history(), '2099-01-01')).toBe(true);
  await ugc('declined');
  expect([ugcState(await history(), TODAY), isFeedable(await history(), TODAY)]).toEqual(['declined', false]);
});

test('accounts of one person all point to one of them, however they were joined, and part again', async () => {
  const { space, ws, history } = await desk();
  await using _ = space;
  const said = { by: 'LM', reason: null };
  const apply = async (make: typeof joinPersons | typeof partPerson, ...keys: string[]) => {
    const drafts = (make as (...given: unknown[]) => DecisionDraft[])(await history(), ...keys, said);
    await appendDecisions(ws, space.context(), drafts);
    return Object.fromEntries(confirmedPersons(await history()));
  };
  expect(await apply(joinPersons, ANN, BEN)).toEqual({ [ANN]: BEN });
  expect(await apply(joinPersons, BEN, ANN)).toEqual({ [ANN]: BEN });
  expect(await apply(joinPersons, BEN, CAT)).toEqual({ [ANN]: CAT, [BEN]: CAT });
  expect(await apply(partPerson, ANN)).toEqual({ [BEN]: CAT });
  expect(await apply(partPerson, CAT)).toEqual({});
});

test('what a team does about a person is put together from its single decisions, brand by brand', async () => {
  const { space, decide, draft, raw } = await desk();
  await using _ = space;
  await decide(draft('work_status', 'contacted'), draft('last_contact', '2026-11-12'), draft('work_note', 'likes red'));
  await decide(draft('work_note', null), draft('work_owner', 'LM', { brandId: 'nova' }));
  expect(await readWork(await raw())).toEqual(
    new Map([
      [workPlace('aurora', ANN), { ...NO_WORK, status: 'contacted', lastContact: '2026-11-12' }],
      [workPlace('nova', ANN), { ...NO_WORK, owner: 'LM' }],
    ]),
  );
});
