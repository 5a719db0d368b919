/** Reads a mapping from its YAML file; a fault is told with the line and column at which it stands. */
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { isMap, isNode, LineCounter, type Node, parseDocument } from 'yaml';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import { type Mapping, parseMapping, REFERENCE } from './mapping.ts';

/** Loads and validates `path`. Throws UsageError when the file is missing, is no YAML or breaks the schema. */
export async function loadMapping(path: string): Promise<Mapping> {
  const name = basename(path);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new UsageError(`cannot read the mapping ${path}`, {
      cause,
      hint: 'Give the path of a YAML file with --map.',
    });
  });
  refuseOpenLines(name, text);
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const place = (offset: number): string => {
    const { line, col } = lines.linePos(offset);
    return `${name}:${line}:${col}`;
  };
  const [broken] = document.errors;
  if (broken !== undefined) {
    const what = broken.message.split('\n')[0]!.replace(/ at line \d+, column \d+:?$/u, '');
    throw new UsageError(`${place(broken.pos[0])} not valid YAML: ${what}`, { cause: broken });
  }
  if (document.contents === null || document.toJS() === null)
    throw new UsageError(`${name} is empty`, { hint: REFERENCE });
  return parseMapping(document.toJS(), (path) => place(offsetOf(document.contents, path)));
}

/** A drafted mapping says with `# ?` what a person must still decide. */
function refuseOpenLines(name: string, text: string): void {
  const open = text.split('\n').flatMap((line, index) => (OPEN_LINE.test(line) ? [index + 1] : []));
  const [first] = open;
  if (first === undefined) return;
  const lines = open.length === 1 ? 'a line is' : `${open.length} lines are`;
  throw new UsageError(`${name}:${first} ${lines} still open, marked "# ?"`, {
    facts: { open_lines: open.length },
    hint: `Mend or delete each of the lines ${open.join(', ')} and delete its mark.`,
  });
}

/** In quotes, as in the head of a draft, it is only spoken of. */
const OPEN_LINE = /(?:^|\s)# \?(?:\s|$)/u;

/** Offset of the deepest node of the path that stands in the file; a key rather than its value where there is one. */
function offsetOf(root: Node | null, path: readonly PropertyKey[]): number {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const step of path) {
    if (!isMap(node)) break;
    const pair = node.items.find((item) => isNode(item.key) && String(item.key.toJSON()) === String(step));
    if (pair === undefined) break;
    if (isNode(pair.key) && pair.key.range) offset = pair.key.range[0];
    node = pair.value;
  }
  return offset;
}
