/** Which layer a model belongs to, by its name, and what each layer may read: evidence flows lake → staging → intermediate → marts. */
import type { LintFinding } from './lint_finding.ts';

export type Layer = 'staging' | 'intermediate' | 'mart';

/** By prefix: `stg_`, `int_`, none. */
export function layerOf(name: string): Layer {
  return name.startsWith('stg_') ? 'staging' : name.startsWith('int_') ? 'intermediate' : 'mart';
}

/** Folder below `models/` in which a layer lives. */
export const LAYER_FOLDER: Readonly<Record<Layer, string>> = {
  staging: 'staging',
  intermediate: 'intermediate',
  mart: 'marts',
};

/** What a model reads that its layer must not. */
export function layerFindings(name: string, reads: readonly string[]): LintFinding[] {
  const layer = layerOf(name);
  const at = (message: string): LintFinding => ({ line: 1, message });
  const findings: LintFinding[] = [];
  const lake = reads.filter((table) => table.startsWith('lake_'));
  if (layer === 'staging' && lake.length !== 1) {
    findings.push(at(`a staging model reads one lake table, ${name} reads ${lake.length}`));
  }
  if (layer !== 'staging' && lake.length > 0) {
    findings.push(at(`only staging reads the lake, ${name} reads ${lake.join(', ')}`));
  }
  for (const table of reads) {
    if (table.startsWith('ref_') && layer !== 'intermediate') {
      findings.push(at(`only intermediate models join config, ${name} reads ${table}`));
    }
    if (layer === 'mart' && table.startsWith('stg_')) {
      findings.push(at(`marts read intermediate models, ${name} reads ${table}`));
    }
    if (layer === 'staging' && (table.startsWith('int_') || isMart(table))) {
      findings.push(at(`staging reads the lake and other staging, ${name} reads ${table}`));
    }
    if (layer === 'intermediate' && isMart(table)) {
      findings.push(at(`intermediate models do not read marts, ${name} reads ${table}`));
    }
  }
  return findings;
}

function isMart(table: string): boolean {
  return table !== 'params' && !/^(?:lake|ref|stg|int)_/u.test(table);
}
