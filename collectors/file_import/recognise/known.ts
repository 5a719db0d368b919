/** The shapes of other tools' exports that are known, one file each in `known/`: a mapping, and what such a file is known by. */
import { readdir, readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { KocError } from '../../../warehouse/contracts/errors.ts';
import { type Mapping, parseMapping } from '../mapping.ts';
import { expression } from '../value_source.ts';

const pattern = z.string().refine((text) => expression(text) !== null, 'expected a regular expression');

/** What a file of this shape is known by; all of it must fit. */
export const signature = z.strictObject({
  /** Name of the tool, as people say it. */
  tool: z.string().min(1),
  /** What the rows are: `Xiaohongshu notes`. */
  what: z.string().min(1),
  /** Columns or paths that must be there; of an inner list one is enough. In tables white space, case and units are passed over. */
  columns: z.array(z.union([z.string(), z.array(z.string()).min(1)])).min(2),
  /** Columns or paths that must not be there. */
  absent: z.array(z.string()).default([]),
  /** Column (or several by `|`) → regular expression that every value in the first rows fits, one of them at least being there. */
  values: z.record(z.string(), pattern).default({}),
  /** Fits the file's name; asked only where several shapes fit. */
  file: pattern.optional(),
  /** What this export cannot tell, said to whoever imports one. */
  note: z.string().optional(),
});
export type Signature = z.infer<typeof signature>;

export interface Known {
  /** The file's name without its ending. */
  readonly name: string;
  readonly signature: Signature;
  readonly mapping: Mapping;
}

const FOLDER = new URL('../known/', import.meta.url);
let loaded: Promise<readonly Known[]> | undefined;

/** All known shapes, in order of name. */
export function knownShapes(): Promise<readonly Known[]> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<readonly Known[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.yaml')).sort();
  return Promise.all(
    files.map(async (file) => readKnown(file.slice(0, -'.yaml'.length), await readFile(new URL(file, FOLDER), 'utf8'))),
  );
}

/** Reads one shape. Throws KocError for a fault in it. */
export function readKnown(name: string, text: string): Known {
  const { recognise, ...rest } = parse(text) as Record<string, unknown>;
  const known = signature.safeParse(recognise);
  if (!known.success) {
    const [issue] = known.error.issues;
    throw new KocError(`known/${name}.yaml: recognise.${issue?.path.join('.')}: ${issue?.message}`);
  }
  return { name, signature: known.data, mapping: parseMapping(rest, (path) => `known/${name}.yaml ${path.join('.')}`) };
}
