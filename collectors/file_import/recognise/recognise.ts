/**
 * Tells which tool wrote a file, by what stands in it. All of a shape's marks must fit: a file that lacks one is not recognised
 * at all, since half a mapping would import half of what people said.
 */
import { access, constants } from 'node:fs/promises';
import { basename } from 'node:path';
import { UsageError } from '../../../warehouse/contracts/errors.ts';
import { didYouMean } from '../../../warehouse/contracts/nearest.ts';
import { hasPath, isEmpty, type Row, readPath, unwrapped } from '../columns.ts';
import { listIn } from '../formats/json_document.ts';
import type { Mapping } from '../mapping.ts';
import { expression } from '../value_source.ts';
import { type Known, knownShapes, type Signature } from './known.ts';
import { columnFinder, type FindColumn } from './names.ts';
import { PEEK_ROWS, type Peek, peek, type View } from './peek.ts';
import { resolved, withDateOrder } from './resolve.ts';

/** What a file was recognised as. */
export interface Recognised {
  readonly known: Known;
  /** Over the file's own names. */
  readonly mapping: Mapping;
  /** Columns, as the file spells them, that it was recognised by. */
  readonly by: readonly string[];
  /** Other sheets of the workbook that hold rows, from 1. */
  readonly unread: readonly number[];
}

export interface NotRecognised {
  /** Shapes that all fit. */
  readonly fitting: readonly Known[];
  /** Shapes that would fit but for a column or two. */
  readonly near: readonly { readonly known: Known; readonly missing: readonly string[] }[];
  readonly seen: Peek;
}

/** `as`: name of the only shape to try. Throws UsageError for what is empty or no table, or an unknown `as`. */
export async function recogniseFile(path: string, as?: string): Promise<Recognised | NotRecognised> {
  const shapes = await knownShapes();
  if (as !== undefined && !shapes.some(({ name }) => name === as)) {
    const names = shapes.map(({ name }) => name);
    throw new UsageError(`unknown kind of export ${JSON.stringify(as)}${didYouMean(as, names)}`, {
      hint: `Known: ${names.join(', ')}.`,
    });
  }
  await access(path, constants.R_OK).catch((cause: NodeJS.ErrnoException) => {
    throw new UsageError(`cannot read ${basename(path)}: ${cause.code}`, { cause, hint: `Looked for ${path}.` });
  });
  const seen = await peek(path);
  if (seen.views.every(({ names, rows }) => [...(names ?? []), ...rows.flatMap(Object.keys)].length === 0)) {
    throw new UsageError(`${basename(path)} is empty: it has no columns`, {
      hint: 'The tool that wrote it found nothing, or was interrupted.',
    });
  }
  return recognise(seen, basename(path), as === undefined ? shapes : shapes.filter(({ name }) => name === as));
}

/** Pure: the same start of a file and the same shapes give the same answer. */
export function recognise(seen: Peek, file: string, shapes: readonly Known[]): Recognised | NotRecognised {
  const found = shapes.flatMap((known) => fitOf(known, seen) ?? []);
  const named = found.filter(({ known }) => known.signature.file && expression(known.signature.file)?.test(file));
  const [only] = found.length === 1 ? found : named.length === 1 ? named : [];
  if (only !== undefined) return only;
  const near = shapes.flatMap((known) => {
    const lacks = viewsFor(known, seen)
      .filter((view) => hasValues(known.signature, view))
      .map((view) => missingIn(known.signature, view));
    const missing = lacks.toSorted((a, b) => a.length - b.length)[0] ?? [];
    const isNear = missing.length > 0 && missing.length <= 2 && missing.length * 2 < known.signature.columns.length;
    return isNear ? [{ known, missing }] : [];
  });
  return { fitting: found.map(({ known }) => known), near, seen };
}

function fitOf(known: Known, seen: Peek): Recognised | null {
  const { signature, mapping } = known;
  for (const view of viewsFor(known, seen)) {
    if (missingIn(signature, view).length > 0) continue;
    if (signature.absent.some((name) => isThere(view, name))) continue;
    const find = finderOf(view);
    if (!hasValues(signature, view)) continue;
    const by = signature.columns.map(
      (names) => [names].flat().flatMap((name) => find(name) ?? [])[0] ?? [names].flat().join('|'),
    );
    const ofFile = view.names === null ? mapping : withDateOrder(resolved(mapping, find), view.rows);
    const filled = seen.views.filter(({ rows, sheet }) => rows.length > 0 && sheet !== view.sheet);
    return {
      known,
      mapping: view.sheet === 1 ? ofFile : { ...ofFile, sheet: view.sheet },
      by,
      unread: [...new Set(filled.map(({ sheet }) => sheet))],
    };
  }
  return null;
}

function viewsFor({ mapping }: Known, { views, document }: Peek): readonly View[] {
  if (mapping.within !== undefined) {
    return views.map((view) => ({ ...view, rows: view.rows.map((row) => unwrapped(row, mapping.within)) }));
  }
  if (mapping.rows === undefined) return views;
  const rows = listIn(document, mapping.rows);
  return rows === null ? [] : [{ names: null, rows: rows.slice(0, PEEK_ROWS) as Row[], sheet: 1 }];
}

/** Names that are needed and not there; alternatives are joined by `|`. */
function missingIn({ columns }: Signature, view: View): string[] {
  const { names: heads, rows } = view;
  const find = heads === null ? null : columnFinder(heads);
  const isThereAlways = (names: readonly string[]) =>
    find === null
      ? rows.length > 0 && rows.every((row) => names.some((name) => hasPath(row, name)))
      : names.some((name) => find(name) !== undefined);
  return columns.map((names) => [names].flat()).flatMap((names) => (isThereAlways(names) ? [] : names.join('|')));
}

/** A path of objects is there when every row has it. */
function finderOf(view: View): FindColumn {
  if (view.names !== null) return columnFinder(view.names);
  const { rows } = view;
  return (name) => (rows.length > 0 && rows.every((row) => hasPath(row, name)) ? name : undefined);
}

/** A path of objects is absent only when no row has it. */
function isThere(view: View, name: string): boolean {
  return view.names === null
    ? view.rows.some((row) => hasPath(row, name))
    : columnFinder(view.names)(name) !== undefined;
}

const hasValues = ({ values }: Signature, view: View): boolean =>
  Object.entries(values).every(([names, shape]) => fits(view, names.split('|'), shape));

function fits({ names, rows }: View, columns: readonly string[], pattern: string): boolean {
  const shape = expression(pattern)!;
  const find: FindColumn = names === null ? (name) => name : columnFinder(names);
  const found = columns.flatMap((name) => find(name) ?? []);
  const values = rows.flatMap((row) => found.map((name) => readPath(row, name)).find((value) => !isEmpty(value)) ?? []);
  return values.length > 0 && values.every((value) => shape.test(String(value)));
}
