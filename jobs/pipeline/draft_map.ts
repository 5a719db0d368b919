/** Puts the draft of a mapping beside the person who will finish it; a draft that is there already is never overwritten. */
import { writeFile } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { draftMapping } from '../../collectors/file_import/recognise/draft.ts';
import type { Peek } from '../../collectors/file_import/recognise/peek.ts';

export interface Draft {
  /** The draft's file name, in the folder given. */
  readonly name: string;
  /** The command that imports the file once the draft is finished, for a shell in that folder. */
  readonly next: string;
  /** False: a file of that name was there and is left as it is. */
  readonly isNew: boolean;
}

/** Writes `<file>.map.yaml` into `folder`. `source`: the name of the source in raw; absent: one made of the file's. */
export async function draftFor(path: string, seen: Peek, folder: string, source?: string): Promise<Draft> {
  const stem = basename(path).replace(/(?:\.(?:csv|tsv|txt|jsonl|ndjson|json|parquet|xlsx|gz|zst))+$/iu, '');
  const name = `${stem}.map.yaml`;
  const file = relative(folder, path);
  const words = ['koc', 'import', file.startsWith('-') ? `./${file}` : file, '--source', source ?? sourceFor(stem)];
  const next = [...words, '--map', name].map(asWord).join(' ');
  const isNew = await writeFile(join(folder, name), draftMapping(seen, basename(path), next), { flag: 'wx' }).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'EEXIST') return false;
      throw error;
    },
  );
  return { name, next, isNew };
}

/** As one word of a shell. */
const asWord = (text: string): string => (/^[\w@%+=:,./-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

function sourceFor(stem: string): string {
  const plain = stem
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '_')
    .replaceAll(/^_+|_+$/gu, '')
    .slice(0, 40);
  return /^[a-z]/u.test(plain) && !plain.startsWith('koc_') ? plain : 'my_export';
}
