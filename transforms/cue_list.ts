/**
 * The list of cues: reads its file and says what each phrase stands for.
 * Invariant: every row is used, or loading fails with file and line.
 */
import { UsageError } from '../warehouse/contracts/errors.ts';
import { COMMERCE_CUES, ENTERTAINMENT_CUES, SAFETY_CUES, UTILITY_CUES } from '../warehouse/contracts/transform.ts';
import { readData, rowsOf } from './data_files.ts';
import { fold } from './text.ts';

export const CUES_FILE = 'cues.tsv';

/** Every kind of cue; its place is its bit. */
export const CUES = [...UTILITY_CUES, ...ENTERTAINMENT_CUES, ...SAFETY_CUES, ...COMMERCE_CUES] as const;
export type Cue = (typeof CUES)[number];

/** Bit of a cue in a mask. */
export function cueBit(cue: Cue): number {
  return 1 << CUES.indexOf(cue);
}

export interface CuePhrase {
  /** Folded. */
  readonly text: string;
  /** Cues that it shows, by `cueBit`; 0 = it only hides what it contains, or other phrases lean on it. */
  readonly cues: number;
  /** Groups it belongs to, a bit each. */
  readonly groups: number;
  /** Group of which a member must stand near, as its bit; 0 = it stands alone. */
  readonly needs: number;
  /** Group of which no member may stand near, as its bit; 0 = none. */
  readonly unless: number;
}

/** @throws UsageError naming file and line for a row that is not of the form that the head of the file tells. */
export function readCueList(tsv: string = readData(CUES_FILE).toString('utf8')): CuePhrase[] {
  const rows = rowsOf(tsv);
  const names = new Set(
    rows.flatMap(({ cells }) => (cells[1] ?? '').split(',').filter((name) => name.startsWith('@'))),
  );
  const groups = [...names].map((name) => name.slice(1));
  const groupBit = (line: number, name: string): number => {
    if (name === '') return 0;
    const place = groups.indexOf(name);
    if (place === -1) throw new UsageError(`${CUES_FILE}:${line}: no phrase belongs to the group ${name}`);
    return 1 << place;
  };
  return rows.map(({ line, cells }) => {
    const [text = '', shows = '', needs = '', unless = ''] = cells;
    if (fold(text) === '' || shows === '') throw new UsageError(`${CUES_FILE}:${line}: expected phrase and cue`);
    let cues = 0;
    let member = 0;
    for (const name of shows.split(',')) {
      const cue = CUES.find((one) => one === name);
      if (cue !== undefined) cues |= cueBit(cue);
      else if (name.startsWith('@')) member |= groupBit(line, name.slice(1));
      else if (name !== '-') throw new UsageError(`${CUES_FILE}:${line}: unknown cue ${JSON.stringify(name)}`);
    }
    return { text: fold(text), cues, groups: member, needs: groupBit(line, needs), unless: groupBit(line, unless) };
  });
}
