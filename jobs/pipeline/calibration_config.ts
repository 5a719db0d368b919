/** Puts the calibration into koc.yaml. Invariant: only ever appends, and only where the result says exactly what was meant. */
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { writeFileAtomic } from '../../warehouse/atomic.ts';
import type { Workspace } from '../config/types.ts';
import { CONFIG_NAME } from '../config/workspace.ts';
import { parseYaml } from '../config/yaml_file.ts';

/** `named`: koc.yaml has it; `added`: it has it now; `tell`: a person must write `line`, since `sentiment` says other things already. */
export interface ConfigNaming {
  readonly outcome: 'named' | 'added' | 'tell';
  readonly line: string;
}

export async function nameCalibration(ws: Pick<Workspace, 'dir' | 'config'>, file: string): Promise<ConfigNaming> {
  const line = `sentiment: { calibration: { file: ${JSON.stringify(relative(ws.dir, file))} } }`;
  if (ws.config.sentiment.calibrationFile !== null) return { outcome: 'named', line };
  const path = join(ws.dir, CONFIG_NAME);
  const text = await readFile(path, 'utf8');
  const extended = `${text.replace(/\n*$/u, '\n')}\n# Written by koc calibrate.\n${line}\n`;
  if (hasKey(text) || !hasKey(extended)) return { outcome: 'tell', line };
  await writeFileAtomic(path, extended);
  return { outcome: 'added', line };
}

function hasKey(text: string): boolean {
  try {
    const { value } = parseYaml(text, CONFIG_NAME);
    return typeof value === 'object' && value !== null && 'sentiment' in value;
  } catch {
    return false;
  }
}
