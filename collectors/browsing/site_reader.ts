/** Reads what the pages of a site received in one session and makes records of it, fit for raw: without secrets, nothing twice. */
import { hash } from 'node:crypto';
import type { Received } from '../../warehouse/contracts/browse.ts';
import type { CollectedRecord } from '../../warehouse/contracts/collector.ts';
import { goneRecord } from '../engine/gone.ts';
import type { Answer } from './answer.ts';
import { markListed } from './full_list.ts';
import { readAnswer } from './match.ts';
import { memory } from './memory.ts';
import type { SiteRecord, SiteSource } from './site.ts';

/** One for each session: a pass, a capture, a saved file. */
export interface SiteReader {
  /** `readAnswer` that remembers what came before. */
  read(answer: Received): Answer;
  /** Records of an answer that this reader has not given before; other counts are another record. `at`: UTC ms of the answer. */
  seal(answer: Answer, at: number): CollectedRecord[];
}

/** `hosts`: whose answers count, see `siteHosts`. */
export function siteReader(source: SiteSource, hosts: readonly string[]): SiteReader {
  const { platform } = source.meta;
  const before = memory();
  const known = new Set<string>();
  const isNew = (record: CollectedRecord): boolean => {
    const words = `${record.platform} ${record.kind} ${record.id} ${record.payloadJson}`;
    const key = hash('sha256', words, 'base64').slice(0, 24);
    if (known.has(key)) return false;
    known.add(key);
    // The oldest go first: what is shown again is shown again soon.
    if (known.size > REMEMBERED) known.delete(known.values().next().value!);
    return true;
  };
  return {
    read: (answer) => readAnswer(source, hosts, answer, before),
    seal(answer, at) {
      if (answer.kind !== 'seen') return [];
      const records = [
        ...answer.readings
          .map(markListed)
          .flatMap((reading) => [
            ...reading.records.map((record) => collected(platform, record, reading.address, at)),
            ...reading.gone.map((id) => ({ ...goneRecord(platform, id, null, at), fetchedAt: at })),
          ]),
        ...answer.drifts.map(({ record, address }) => collected(platform, record, address, at)),
      ];
      return records.filter(isNew);
    },
  };
}

const REMEMBERED = 200_000;

function collected(sourcePlatform: string, record: SiteRecord, requestUrl: string | null, at: number): CollectedRecord {
  const { platform = sourcePlatform, kind, id, parentId, authorId, payload } = record;
  const payloadJson = JSON.stringify(payload);
  return { platform, kind, id, parentId, requestUrl, payloadJson, authorId, observedAt: at, fetchedAt: at };
}
