/** Records that koc itself puts into raw (decisions, publications): their collector is `koc` and their payload the canonical row. */
import { PayloadError } from '../../warehouse/contracts/errors.ts';
import type { RawEnvelope } from '../../warehouse/contracts/raw.ts';
import { canonicalDecision, canonicalPublication } from '../../warehouse/contracts/rows.ts';
import type { SegmentWriter } from '../../warehouse/lake/segment_writer.ts';

/** Throws PayloadError when a record is not what this version writes; other kinds are left in raw untouched. */
export function addKocRecord(writer: SegmentWriter, envelope: RawEnvelope): void {
  if (envelope.kind === 'decision') writer.addDecision(parsed(canonicalDecision, envelope));
  else if (envelope.kind === 'publication') writer.addPublication(parsed(canonicalPublication, envelope));
}

interface Schema<Row> {
  safeParse(
    value: unknown,
  ):
    | { success: true; data: Row }
    | { success: false; error: { issues: readonly { path: readonly PropertyKey[]; message: string }[] } };
}

function parsed<Row>(schema: Schema<Row>, envelope: RawEnvelope): Row {
  const result = schema.safeParse(envelope.payload);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const path = issue?.path.map(String).join('.') ?? '';
  throw new PayloadError(
    `${envelope.kind} ${envelope.id} in raw has ${path}: ${issue?.message ?? 'an unknown shape'}`,
    {
      facts: { path },
      hint: 'Written by another version of koc; update koc.',
    },
  );
}
