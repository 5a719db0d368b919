/** Reads one YAML file with the places of its values kept, so that every error can name line and column. */
import { isMap, isNode, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import { ConfigError, type ConfigIssue, type Locate } from './issues.ts';

export interface YamlFile {
  readonly value: unknown;
  readonly locate: Locate;
}

/** Throws ConfigError with every syntax error (tabs, duplicate keys, unknown anchors). An empty file gives null. */
export function parseYaml(text: string, file: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, version: '1.2' });
  const broken = [...document.errors, ...document.warnings];
  const place = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  if (broken.length > 0) {
    throw new ConfigError(
      broken.map((error): ConfigIssue => {
        return { file, ...place(error.pos[0]), path: null, message: `not valid YAML: ${error.message}` };
      }),
    );
  }
  const locate: Locate = (path, onKey = false) => {
    let at: Node | null = document.contents;
    let offset = at?.range?.[0] ?? 0;
    for (const [depth, step] of path.entries()) {
      const child = isMap(at) && onKey && depth === path.length - 1 ? keyNode(at, step) : childNode(at, step);
      if (child === null) break;
      at = child;
      offset = at.range?.[0] ?? offset;
    }
    return place(offset);
  };
  return { value: document.toJS({ maxAliasCount: 100 }), locate };
}

function childNode(parent: Node | null, step: PropertyKey): Node | null {
  if (parent === null || !('get' in parent) || typeof parent.get !== 'function') return null;
  const child: unknown = parent.get(step, true);
  return isNode(child) ? child : null;
}

function keyNode(parent: Node, key: PropertyKey): Node | null {
  if (!isMap(parent)) return null;
  const pair = parent.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
  return isNode(pair?.key) ? pair.key : null;
}
