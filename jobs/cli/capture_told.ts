/** What a capture tells at the terminal: what to look at, what was seen, and at the end what it came to. */
import type { BusyError } from '../../warehouse/contracts/errors.ts';
import { fellShort } from '../../warehouse/contracts/raw.ts';
import { utcMinute } from '../../warehouse/contracts/time.ts';
import type { CaptureResult } from '../pipeline/capture.ts';
import type { HarKnown, HarResult } from '../pipeline/capture_har.ts';
import { wantedLabel } from '../pipeline/capture_page.ts';
import type { CaptureCounts } from '../pipeline/capture_reader.ts';
import { leftOf, WANTED_KINDS, type WantedItem } from '../pipeline/capture_wanted.ts';
import type { CaptureWords } from '../pipeline/capture_words.ts';
import { OUTCOME_ADVICE } from './outcome_advice.ts';
import { formatTable, oneLine } from './table.ts';

/** Kinds in the order in which they are told. */
const KINDS = ['post', 'comment', 'author', 'review', 'mention'] as const;

/** `12 posts · 84 comments · 3 authors · 1 not understood`. */
export function countLine({ kinds, drifts }: CaptureCounts, words: CaptureWords): string {
  const parts = KINDS.flatMap((kind) => (kinds[kind] === undefined ? [] : [`${kinds[kind]} ${words.kinds[kind]}`]));
  const odd = total(drifts);
  if (odd > 0) parts.push(`${odd} ${words.notUnderstood}`);
  return parts.length === 0 ? '0' : parts.join(' · ');
}

/** Items of a kind that are named one by one; the page has them all. */
const SHOWN = 20;

/** The list as the first page has it. */
export function wantedLines(source: string, items: readonly WantedItem[], words: CaptureWords): string[] {
  const lines = [words.title(source)];
  if (items.length === 0) lines.push(`  ${words.nothingDue}`);
  for (const kind of WANTED_KINDS) {
    const group = items.filter(({ query }) => query.kind === kind);
    if (group.length === 0) continue;
    lines.push(`  ${words.groups[kind]} (${words.left(leftOf(group, kind), group.length)})`);
    for (const item of group.slice(0, SHOWN))
      lines.push(`    ${item.seenAt === null ? '○' : '✓'} ${oneLine(wantedLabel(item, words))}`);
    if (group.length > SHOWN) lines.push(`    … ${group.length - SHOWN}`);
  }
  return lines;
}

/** `✓ 晨露面霜  (2 of 3 left)`: something was looked at. */
export function tickLine(item: WantedItem, items: readonly WantedItem[], words: CaptureWords): string {
  const { kind } = item.query;
  const all = items.filter(({ query }) => query.kind === kind).length;
  return `  ✓ ${oneLine(wantedLabel(item, words))}  (${words.left(leftOf(items, kind), all)})`;
}

export function waitLine(holder: BusyError): string {
  return `  ${holder.message}; what you saw is safe and is joined when that has ended (Ctrl-C: later, by the next run)`;
}

/** What was seen by kind, what was not understood, what was not looked at, and who must do what. */
export function captureSummary(source: string, result: CaptureResult, words: CaptureWords): string {
  const { counts, end, outcome, coolDown, wanted, entry } = result;
  const lines = [`${source}: ${outcome}`];
  if (end.by === 'refusal') lines.push(`  ${words.refused(end.refusal.sign)}${end.refusal.todo}`);
  if (coolDown !== null) lines.push(`  ${words.leftAlone(utcMinute(coolDown.until))}`);
  if (end.by === 'limit' || end.by === 'crash') lines.push(`  ${end.error.message}`);
  lines.push(...odd(counts, words), ...notLookedAt(wanted, words));
  if (outcome === 'login_needed' && end.by === 'person') lines.push(`  ${words.noLogin(source)}`);
  else if (counts.records === 0 && end.by === 'person') lines.push(`  ${words.nothingSeen}`);
  if (entry === null) lines.push(`  ${words.joinedLater}`);
  return `${kindTable(counts, words)}\n${lines.join('\n')}\n`;
}

export function harSummary(result: HarResult | HarKnown, words: CaptureWords): string {
  if ('unchanged' in result) return `${result.file}: nothing new, the same file was read by run ${result.run}\n`;
  const { file, outcome, counts, withoutBody, unusable, refusals } = result;
  const lines = [`${file}: ${outcome}; ${countLine(counts, words)}`, ...odd(counts, words)];
  if (withoutBody > 0)
    lines.push(
      `  ${withoutBody} answers without their content: choose "Save all as HAR with content" in the network panel`,
    );
  if (unusable > 0) lines.push(`  ${unusable} entries could not be read`);
  for (const [sign, times] of Object.entries(refusals)) lines.push(`  ${times} refusals (${sign}) stand in the file`);
  const advice = OUTCOME_ADVICE[outcome];
  if (fellShort(outcome) && counts.records === 0 && advice !== null) lines.push(`  ${advice}`);
  return `${lines.join('\n')}\n`;
}

/** For `--json`. */
export function captureFacts(source: string, account: string, run: string, result: CaptureResult): object {
  const { counts, end, outcome, coolDown, wanted, entry } = result;
  return {
    source,
    account,
    run,
    outcome,
    ended_by: end.by,
    refusal: end.by === 'refusal' ? { sign: end.refusal.sign, todo: end.refusal.todo } : null,
    cooling_until: coolDown === null ? null : new Date(coolDown.until).toISOString(),
    ...countFacts(counts),
    looked_at: wanted.filter(({ seenAt }) => seenAt !== null).map(({ query }) => query),
    not_looked_at: wanted.filter(({ seenAt }) => seenAt === null).map(({ query }) => query),
    joined: entry !== null,
  };
}

export function harFacts(result: HarResult | HarKnown): object {
  if ('unchanged' in result) return { file: result.file, unchanged: true, run: result.run };
  const { file, run, outcome, counts, withoutBody, unusable, refusals } = result;
  return { file, run, outcome, ...countFacts(counts), without_body: withoutBody, unusable, refusals };
}

function countFacts({ kinds, records, rejected, drifts, broken }: CaptureCounts): object {
  return { kinds, records, rejected, not_understood: drifts, broken };
}

function kindTable({ kinds }: CaptureCounts, words: CaptureWords): string {
  const rows = KINDS.map((kind) => [words.kinds[kind], String(kinds[kind] ?? 0)]);
  return formatTable(['', ''], rows, new Set([1]));
}

function odd({ drifts, rejected, broken }: CaptureCounts, words: CaptureWords): string[] {
  const lines = Object.entries(drifts).map(
    ([where, times]) => `  ${words.notUnderstood}: ${where} (${times}); ${words.keptWhole}`,
  );
  if (rejected > 0) lines.push(`  ${rejected} single items had an unknown shape`);
  if (broken > 0) lines.push(`  ${broken} answers broke on the way`);
  return lines;
}

function notLookedAt(wanted: readonly WantedItem[], words: CaptureWords): string[] {
  return WANTED_KINDS.flatMap((kind) => {
    const left = wanted.filter(({ query, seenAt }) => query.kind === kind && seenAt === null);
    if (left.length === 0) return [];
    const names = left.slice(0, SHOWN).map((item) => oneLine(wantedLabel(item, words)));
    return [`  ${words.notLookedAt}: ${words.groups[kind]}: ${names.join(', ')}${left.length > SHOWN ? ', …' : ''}`];
  });
}

function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, one) => sum + one, 0);
}
