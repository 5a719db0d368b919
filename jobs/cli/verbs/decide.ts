/** `koc decide`: overrules a class, a label or a state by hand, and lists what was decided. */
import type { Command } from 'commander';
import { UsageError } from '../../../warehouse/contracts/errors.ts';
import type { CanonicalDecision } from '../../../warehouse/contracts/rows.ts';
import { dayNo, isoDate } from '../../../warehouse/contracts/time.ts';
import type { Workspace } from '../../config/types.ts';
import { type App, type GlobalOptions, openSession } from '../app.ts';
import { formatTable } from '../table.ts';
import { addVerb } from '../verb.ts';

interface DecideOptions extends GlobalOptions {
  readonly brand?: string;
  readonly reason?: string;
  readonly by?: string;
}

const EXAMPLE = `koc decide weibo:1234567 class_override kol --reason "signed with an agency" --by LM
koc decide weibo:1234567 authenticity_override confirmed --reason "met at the June event"
koc decide weibo:1234567 opt_out
koc decide weibo:post:5012 ugc_state granted --brand aurora
koc decide weibo:1234567 class_override none
koc decide`;

export function addDecide(program: Command, app: App): void {
  addVerb(program, 'decide', 'Overrule a class, a label or a state by hand, or list what was decided.', EXAMPLE)
    .argument('[subject]', 'author (handle, platform:id, author_key) or post (link, platform:kind:id, post_key)')
    .argument('[type]', 'class_override, authenticity_override, opt_out, ugc_state or label_override')
    .argument('[value]', 'what it is; none withdraws')
    .option('--brand <id>', 'for this brand only (default: all)')
    .option('--reason <text>', 'why; has to be said when a person is overruled')
    .option('--by <name>', 'who decided')
    .action(async (subject?: string, type?: string, value?: string, options: DecideOptions = {}) => {
      const { decide, standingDecisions } = await import('../../pipeline/decide.ts');
      await using session = await openSession(app, options, { writes: subject !== undefined });
      const { ws, ctx } = session;
      if (subject === undefined) {
        const standing = await standingDecisions(ws, ctx);
        return options.json ? app.out.json(standing.map(told)) : app.out.data(listed(ws, standing));
      }
      if (type === undefined) {
        throw new UsageError('what is decided about it?', {
          hint: 'koc decide SUBJECT TYPE [VALUE]; `koc decide --help` has examples.',
        });
      }
      const given = { subject, type, value, brandId: options.brand, reason: options.reason, by: options.by ?? null };
      const { decision, isNew } = await decide(ws, ctx, given);
      if (options.json) return app.out.json({ ...told(decision), is_new: isNew });
      await app.out.data(
        isNew ? `decided: ${worded(decision)}\n` : `decided already: ${worded(decision)}; nothing changed\n`,
      );
      if (isNew) app.out.tell('  it counts from the next `koc publish` or `koc weekly` on, for every week');
    });
}

function worded({ type, value, brandId, subjectKey }: CanonicalDecision): string {
  const what = value === null ? (type === 'opt_out' ? type : `${type} withdrawn`) : `${type} ${value}`;
  return `${what} for ${brandId ?? 'all brands'}, ${subjectKey}`;
}

function listed(ws: Workspace, decisions: readonly CanonicalDecision[]): string {
  if (decisions.length === 0) return 'nothing was decided by hand\n';
  const rows = decisions.map((one) => [
    isoDate(dayNo(one.at, ws.offset)),
    one.type,
    one.value,
    one.brandId ?? 'all',
    one.subjectKey,
    one.by,
    one.reason,
  ]);
  return formatTable(['date', 'type', 'value', 'brand', 'subject', 'by', 'reason'], rows);
}

function told({ type, subjectKey, brandId, value, reason, by, at }: CanonicalDecision): object {
  return {
    type,
    subject_key: subjectKey,
    brand_id: brandId,
    value,
    reason,
    by,
    decided_at: new Date(at).toISOString(),
  };
}
