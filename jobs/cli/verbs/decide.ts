/** `koc decide`: overrules, confirms or notes something by hand, lists what was decided, and takes it back. */
import type { Command } from 'commander';
import { UsageError } from '../../../warehouse/contracts/errors.ts';
import type { CanonicalDecision } from '../../../warehouse/contracts/rows.ts';
import { dayNo, isoDate } from '../../../warehouse/contracts/time.ts';
import type { Workspace } from '../../config/types.ts';
import { type App, type GlobalOptions, openSession, type Session } from '../app.ts';
import { formatTable } from '../table.ts';
import { addVerb } from '../verb.ts';

interface DecideOptions extends GlobalOptions {
  readonly brand?: string;
  readonly reason?: string;
  readonly by?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly undo?: string;
  readonly log?: boolean;
}

const EXAMPLE = `koc decide weibo:1234567 class_override kol --reason "signed with an agency" --by LM
koc decide weibo:1234567 verdict confirmed --brand aurora
koc decide weibo:1234567 same_person xiaohongshu:5f2a
koc decide weibo:1234567 opt_out
koc decide weibo:post:5012 ugc_state hidden --brand aurora --with reason_code=off_topic
koc decide weibo:1234567 class_override none
koc decide --undo 3f9a1c07
koc decide`;

export function addDecide(program: Command, app: App): void {
  addVerb(program, 'decide', 'Overrule, confirm or note something by hand, list what was decided, or undo it.', EXAMPLE)
    .argument('[subject]', 'author (handle, platform:id, author_key) or post (link, platform:kind:id, post_key)')
    .argument('[type]', 'class_override, verdict, opt_out, ugc_state …: docs/decisions.md has all of them')
    .argument('[value]', 'what it is; none withdraws')
    .option('--brand <id>', 'for this brand only (default: all)')
    .option('--reason <text>', 'why; has to be said when a person is overruled')
    .option('--by <name>', 'who decided')
    .option('--with <key=value>', 'terms of a grant, reason_code of what is held or hidden; repeatable', collectTerm)
    .option('--undo <id>', 'take this decision back')
    .option('--log', 'all decisions that were ever made, with their ids')
    .action(async (subject?: string, type?: string, value?: string, options: DecideOptions = {}) => {
      await using session = await openForDecisions(app, options);
      if (options.undo !== undefined) return undo(app, session, options, options.undo, subject);
      if (subject === undefined) return list(app, session, options);
      if (type === undefined) {
        throw new UsageError('what is decided about it?', {
          hint: 'koc decide SUBJECT TYPE [VALUE]; `koc decide --help` has examples.',
        });
      }
      const { decide } = await import('../../pipeline/decide.ts');
      const results = await decide(session.ws, session.ctx, {
        subject,
        type,
        value,
        brandId: options.brand,
        reason: options.reason,
        by: options.by ?? null,
        ...(options.with === undefined ? {} : { details: options.with }),
      });
      const isNew = results.some((result) => result.isNew);
      if (options.json) {
        const answers = results.map((result) => ({ ...told(result.decision), is_new: result.isNew }));
        return app.out.json(answers.length === 1 ? answers[0]! : answers);
      }
      for (const { decision, isNew: wasNew } of results)
        await app.out.data(
          wasNew ? `decided: ${worded(decision)}\n` : `decided already: ${worded(decision)}; nothing changed\n`,
        );
      if (isNew) app.out.tell('  it counts from the next `koc publish` or `koc weekly` on, for every week');
    });
}

/** Without the workspace's lock, so that people decide while a run goes on; only a workspace without a key is taken to make one. */
async function openForDecisions(app: App, options: GlobalOptions): Promise<Session> {
  const session = await openSession(app, options, { writes: false });
  if (session.ws.keySource !== 'none') return session;
  await using made = await openSession(app, options, { writes: true });
  return { ws: made.ws, ctx: made.ctx, async [Symbol.asyncDispose]() {} };
}

async function undo(app: App, { ws, ctx }: Session, options: DecideOptions, id: string, extra: string | undefined) {
  if (extra !== undefined) throw new UsageError('--undo takes the id of a decision and nothing else');
  const { undoDecision } = await import('../../pipeline/undo_decision.ts');
  const decision = await undoDecision(ws, ctx, id, options.by ?? null, options.reason ?? null);
  if (options.json) return app.out.json(told(decision));
  await app.out.data(`undone; what stands now: ${worded(decision)}\n`);
}

async function list(app: App, { ws, ctx }: Session, options: DecideOptions): Promise<void> {
  const [{ standingDecisions }, { decisionHistory }] = await Promise.all([
    import('../../pipeline/decide.ts'),
    import('../../pipeline/decisions.ts'),
  ]);
  const decisions = options.log ? await decisionHistory(ws, ctx) : await standingDecisions(ws, ctx);
  if (options.json) return app.out.json(decisions.map(told));
  await app.out.data(listed(ws, decisions));
}

function worded(decision: CanonicalDecision): string {
  const { brandId, subjectKey } = decision;
  return `${whatOf(decision)} for ${brandId ?? 'all brands'}, ${subjectKey}`;
}

function whatOf({ type, value }: CanonicalDecision): string {
  if (type === 'opt_out' || type === 'forget') return value === null ? type : `${type} ${value}`;
  return value === null ? `${type} withdrawn` : `${type} ${value}`;
}

function listed(ws: Workspace, decisions: readonly CanonicalDecision[]): string {
  if (decisions.length === 0) return 'nothing was decided by hand\n';
  const rows = decisions.map((one) => [
    one.id.slice(0, 8),
    isoDate(dayNo(one.at, ws.offset)),
    one.type,
    one.value,
    one.brandId ?? 'all',
    one.subjectKey,
    one.by,
    one.reason,
  ]);
  return formatTable(['id', 'date', 'type', 'value', 'brand', 'subject', 'by', 'reason'], rows);
}

function told({ id, type, subjectKey, brandId, value, reason, by, at, details, undoes }: CanonicalDecision): object {
  return {
    id,
    type,
    subject_key: subjectKey,
    brand_id: brandId,
    value,
    reason,
    by,
    decided_at: new Date(at).toISOString(),
    ...(details === undefined ? {} : { details }),
    ...(undoes === undefined ? {} : { undoes }),
  };
}

function collectTerm(given: string, before: Readonly<Record<string, string>> = {}): Record<string, string> {
  const at = given.indexOf('=');
  if (at < 1)
    throw new UsageError(`--with: expected key=value, got ${JSON.stringify(given)}`, {
      hint: 'For instance --with reason_code=off_topic.',
    });
  return { ...before, [given.slice(0, at)]: given.slice(at + 1) };
}
