/** Cuts SQL into tokens for the lint; strings and comments are never mistaken for code. */

export interface Token {
  /** `string` and `quoted` carry their content without the quotes. */
  readonly kind: 'word' | 'number' | 'string' | 'quoted' | 'symbol';
  readonly text: string;
  /** From 1, within the text given. */
  readonly line: number;
}

const SPACE_OR_COMMENT = /(?:\s|--[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const WORD = /[\p{L}_][\p{L}\p{N}_$]*/uy;
const NUMBER = /(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?/iy;
const STRING = /'((?:[^']|'')*)'/y;
const QUOTED = /"((?:[^"]|"")*)"|`([^`]*)`/y;
const SYMBOL = /::|\/\/|<=|>=|<>|!=|\|\||->>|->|=>|\*\*|[\s\S]/y;

/** Tokens in order. Never throws: an unclosed quote becomes a symbol, which the parser will refuse. */
export function tokenise(sql: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let line = 1;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const match = pattern.exec(sql);
    if (match !== null) at = pattern.lastIndex;
    return match;
  };
  while (at < sql.length) {
    const start = at;
    const startLine = line;
    const push = (kind: Token['kind'], text: string) => tokens.push({ kind, text, line: startLine });
    let match: RegExpExecArray | null;
    if ((match = take(SPACE_OR_COMMENT)) !== null) {
      // Nothing to keep.
    } else if ((match = take(STRING)) !== null) push('string', match[1]!);
    else if ((match = take(QUOTED)) !== null) push('quoted', match[1] ?? match[2] ?? '');
    else if ((match = take(WORD)) !== null) push('word', match[0]);
    else if ((match = take(NUMBER)) !== null) push('number', match[0]);
    else if ((match = take(SYMBOL)) !== null) push('symbol', match[0]);
    for (let i = start; i < at; i++) if (sql.charCodeAt(i) === 10) line++;
  }
  return tokens;
}
