/**
 * Imports a file of posts, comments or reviews under a mapping. The row is sealed as it stands in the file, but for personal
 * columns that nothing reads, and the mapping beside it, so that a better parser can read the same rows again.
 */
import { hash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import type { CollectedRecord, Collector, CollectorMeta } from '../../warehouse/contracts/collector.ts';
import { KocError, UsageError } from '../../warehouse/contracts/errors.ts';
import { hashFile } from '../engine/hash_file.ts';
import { compileMapping } from './compile.ts';
import { openFile } from './open.ts';
import { type Context, context, mappingOf, type Options, options } from './options.ts';
import { PERSONAL, personalStripper } from './personal.ts';
import { RejectTally } from './rejects.ts';
import { RowProblem } from './row_problem.ts';

const meta: CollectorMeta = {
  name: 'file_import',
  platform: null,
  version: 3,
  kinds: ['post', 'comment', 'review', 'mention', 'author'],
  queryKinds: ['file'],
  order: 'file',
  access: {
    via: 'export',
    secrets: [],
    robots: 'n/a',
    terms: 'The operator may use this file and the personal data in it for this purpose.',
  },
  pace: null,
  caps: {},
  collects: ['replies'],
  paths: ['file', 'map'],
  personal: PERSONAL,
  limitations: [
    'A count without a moment of its own is assumed to have been read when the post was published.',
    'Relative dates such as "5 minutes ago" cannot be read: the file does not say since when.',
    'The words of a workbook are held in memory (about 7 kB a row): beyond 300,000 rows save it as CSV.',
    'A row without an id is known by its words, author and date; editing them makes another record.',
  ],
};

/** The collector that `koc import` and sources with `collector: file_import` use. */
export const collector: Collector<Options, null> = {
  meta,
  options,
  cursor: z.null(),

  async context(given, { timezone }) {
    const { mapping, recognised } = await mappingOf(given);
    return {
      mapping,
      timezone: mapping.timezone ?? timezone,
      ...(recognised === undefined ? {} : { recognised }),
    } satisfies Context;
  },

  async inputs(given, sealed, signal) {
    return {
      file_sha256: await hashFile(given.file, signal),
      mapping_sha256: hash('sha256', JSON.stringify(sealed), 'hex'),
    };
  },

  async *collect(pass) {
    const { mapping, timezone, recognised } = context.parse(pass.context);
    const { file } = pass.options;
    const before = await stat(file);
    pass.progress(0, before.size);
    const opened = await named(file, () =>
      openFile(file, before.size, mapping, (read) => pass.progress(read, before.size)),
    );
    const { format, encoding } = opened;
    pass.log.info({ format, encoding, bytes: before.size }, 'import file opened');
    if (opened.isDirty)
      pass.log.warn({ encoding }, 'some bytes are no characters of this encoding; they become U+FFFD');
    const map = compileMapping(mapping, timezone);
    const strip = personalStripper(mapping);
    const tally = new RejectTally(mapping.max_reject_ratio);
    let leftOut = 0;
    const importedAt = pass.now();
    let cut: string | null = null;
    for (;;) {
      const next = await named(file, () => opened.rows.next());
      if (next.done) {
        cut = next.value.cut;
        break;
      }
      pass.signal.throwIfAborted();
      const records: CollectedRecord[] = [];
      const rejectedBefore = tally.rejected;
      const reject = (line: number, field: string | null, reason: string) => {
        tally.add(field, reason);
        pass.reject({ line, field, reason });
      };
      for (const bad of next.value.rejects) reject(bad.line, bad.field, bad.reason);
      for (const { line, value, json } of next.value.rows) {
        try {
          const mapped = map(value, importedAt);
          if (mapped === null) {
            leftOut += 1;
            continue;
          }
          const { platform, kind, id, parentId, rootId, authorId, observedAt } = mapped.node;
          const kept = strip(value);
          records.push({
            platform,
            kind,
            id,
            parentId: parentId ?? rootId,
            requestUrl: null,
            payloadJson: kept === null ? (json ?? JSON.stringify(value)) : JSON.stringify(kept),
            authorId,
            observedAt,
          });
        } catch (problem) {
          if (!(problem instanceof RowProblem)) throw problem;
          reject(line, problem.field, problem.message);
        }
      }
      tally.good += records.length;
      yield { records, cursor: null, rejected: tally.rejected - rejectedBefore };
    }
    const after = await stat(file);
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) {
      throw new KocError(`${basename(file)} changed while it was being read; nothing was kept`, {
        retry: 'now',
        hint: 'Import it again once it is written completely.',
      });
    }
    tally.check(basename(file));
    if (cut !== null) pass.log.warn({ rows: tally.good }, `${basename(file)}: ${cut}; the rows before are kept`);
    return {
      outcome: cut !== null ? 'partial' : tally.good === 0 ? 'empty' : 'ok',
      asked: {
        file: basename(file),
        bytes: before.size,
        format,
        encoding,
        ...(recognised === undefined ? {} : { recognised }),
        ...(leftOut === 0 ? {} : { left_out: leftOut }),
        ...(cut === null ? {} : { cut }),
      },
    };
  },

  normalizer(header) {
    const { mapping, timezone } = context.parse(header.context);
    const map = compileMapping(mapping, timezone);
    return ({ payload, fetched_at: fetchedAt, id }) => {
      if (typeof payload !== 'object' || payload === null) return { skip: 'the payload is no object' };
      try {
        const mapped = map(payload as Record<string, unknown>, fetchedAt, id);
        if (mapped === null) return { skip: 'a row that the mapping leaves out' };
        const { record, author, counts } = mapped;
        return {
          records: record === null ? [] : [record],
          authors: author === null ? [] : [author],
          counts: counts === null ? [] : [counts],
        };
      } catch (problem) {
        if (problem instanceof RowProblem) return { skip: problem.message };
        throw problem;
      }
    };
  },
};

/** Puts the file's name before what is wrong with it. */
async function named<T>(file: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`${basename(file)}: ${error.message}`, {
      facts: error.facts,
      ...(error.hint === undefined ? {} : { hint: error.hint }),
      cause: error,
    });
  }
}
