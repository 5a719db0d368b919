/** docs/known-exports.md, made from `known/`, so that the page never promises what the importer does not do. */
import { columnsOf, type ValueSource } from '../value_source.ts';
import type { Known } from './known.ts';

/** The page; `shapes` in its order. */
export function knownMarkdown(shapes: readonly Known[]): string {
  const lines = [
    '# Exports that need no mapping',
    '',
    '`koc import FILE` recognises these by their columns, whatever the file is called, and says which columns it went by. All of',
    '"known by" must be there; order and further columns do not matter. In tables case, spaces and a unit such as (万) are passed over.',
    'Made from `collectors/file_import/known/`; a test keeps it fresh (`vitest -u` rewrites it).',
    '',
    '| tool | what | `--as` | becomes | known by | read |',
    '| --- | --- | --- | --- | --- | --- |',
    ...shapes.map(rowOf),
    '',
    '## What they cannot tell',
    '',
    ...shapes.flatMap(({ name, signature }) =>
      signature.note === undefined ? [] : [`- \`${name}\`: ${signature.note}`],
    ),
    '- LinkedIn and other items that Zeeschuimer captures have shapes that could not be established: they get a drafted mapping.',
    '- An export counts as found by a keyword (`coverage_basis: keyword_only`), unless the tool collects whole accounts.',
    '- The word that was searched for (`source_keyword`) says nothing about what was written, so it never becomes a brand.',
  ];
  return `${lines.join('\n')}\n`;
}

function rowOf({ name, signature, mapping }: Known): string {
  const { tool, what, columns } = signature;
  const becomes = `${constant(mapping.platform)} ${constant(mapping.kind)}`;
  const by = columns.map((group) => [group].flat().map(code).join(' or ')).join(', ');
  const read = Object.keys(mapping.fields).join(', ');
  return `| ${tool} | ${what} | \`${name}\` | ${becomes} | ${by} | ${read} |`;
}

function constant(source: ValueSource): string {
  if (typeof source === 'object' && 'value' in source) return String(source.value);
  const words = typeof source === 'object' && 'column' in source ? [source.given, source.default] : [];
  return words.every((word) => word !== undefined) && words.length > 0
    ? words.join(' or ')
    : columnsOf(source).join(', ');
}

const code = (name: string): string => `\`${name}\``;
