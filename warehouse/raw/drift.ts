/**
 * Whose traces a record of an unknown shape holds. Nobody can say which of its fields are whose, so that one trace anywhere costs the
 * whole record.
 */
import type { CollectedRecord } from '../contracts/collector.ts';
import { driftIn, namesIn } from '../contracts/drift.ts';
import { authorId, type Pseudonymiser } from '../contracts/ids.ts';
import type { RawEnvelope } from '../contracts/raw.ts';
import type { Traces } from './scrub.ts';

/** Tells by the plain line; nearly none is such a record. */
export function mayBeDrift(line: string): boolean {
  return line.includes('"koc_drift":');
}

/** Whether the record of somebody who asked to be forgotten would come back by an answer that is not understood. */
export function namesForgotten(
  { platform, kind, payloadJson }: CollectedRecord,
  isForgotten: (platform: string, authorId: string) => boolean,
): boolean {
  if (kind !== 'event' || !mayBeDrift(payloadJson)) return false;
  const drift = driftIn(JSON.parse(payloadJson));
  return drift !== null && [...namesIn(drift)].some((name) => isForgotten(platform, name));
}

export interface Person extends Pick<Traces, 'ids' | 'names' | 'nodes' | 'texts'> {
  readonly authorKey: string;
  readonly pseudonymise: Pseudonymiser;
  /** Values that tell nobody, such as names of brands. */
  readonly spare: ReadonlySet<string>;
}

/** Compiled once a forgetting. Null = the record is no drift; else whether it holds a trace of the person. */
export function driftTracer(person: Person): (record: RawEnvelope) => boolean | null {
  const { authorKey, pseudonymise, spare } = person;
  const telling = (words: Iterable<string>, least: number): string[] =>
    [...words]
      .map((word) =>
        word
          .replace(/^[@＠]/u, '')
          .trim()
          .toLowerCase(),
      )
      .filter((word) => word.length >= least && !spare.has(word));
  const whole = new Set([...telling(person.ids, 1), ...telling(person.names, 1)]);
  const inside = [
    ...telling(person.ids, 6),
    ...telling(person.names, 2),
    ...telling(person.nodes, 8),
    ...telling(person.texts, 8),
  ];
  return (record) => {
    const drift = driftIn(record.payload);
    if (drift === null) return null;
    const said = [drift, record.request_url];
    for (const name of namesIn(said)) {
      if (whole.has(name.toLowerCase()) || pseudonymise(authorId(record.platform, name)) === authorKey) return true;
    }
    const text = stringsIn(said).join('\n').toLowerCase();
    return inside.some((word) => text.includes(word));
  };
}

function stringsIn(value: unknown): string[] {
  const found: string[] = [];
  const open: unknown[] = [value];
  while (open.length > 0) {
    const at = open.pop();
    if (typeof at === 'string' || typeof at === 'number') found.push(String(at));
    else if (Array.isArray(at)) open.push(...at);
    else if (typeof at === 'object' && at !== null) open.push(...Object.keys(at), ...Object.values(at));
  }
  return found;
}
