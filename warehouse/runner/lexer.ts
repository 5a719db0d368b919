/** Cuts SQL into tokens for the lint; strings and comments are never mistaken for code. */

export interface Token {
  /** `string` and `quoted` carry their content without the quotes. */
  readonly kind: 'word' | 'number' | 'string' | 'quoted' | 'symbol';
  readonly text: string;
  /** From 1, within the text given. */
  readonly line: number;
}

/** Longest forms first; the last branch takes any single character, so every text is cut to its end. */
const TOKEN = new RegExp(
  [
    String.raw`(?<space>(?:\s|--[^\n]*|/\*[\s\S]*?\*/)+)`,
    "'(?<string>(?:[^']|'')*)'",
    '"(?<double>(?:[^"]|"")*)"',
    '`(?<backtick>[^`]*)`',
    String.raw`(?<word>[\p{L}_][\p{L}\p{N}_$]*)`,
    String.raw`(?<number>(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)`,
    String.raw`(?<symbol>::|//|<=|>=|<>|!=|\|\||->>|->|=>|\*\*|[\s\S])`,
  ].join('|'),
  'gu',
);

/** Tokens in order. Never throws: an unclosed quote becomes a symbol, which the parser will refuse. */
export function tokenise(sql: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  for (const match of sql.matchAll(TOKEN)) {
    const { string, double, backtick, word, number, symbol } = match.groups!;
    const quoted = double ?? backtick;
    if (string !== undefined) tokens.push({ kind: 'string', text: string, line });
    else if (quoted !== undefined) tokens.push({ kind: 'quoted', text: quoted, line });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word, line });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number, line });
    else if (symbol !== undefined) tokens.push({ kind: 'symbol', text: symbol, line });
    line += match[0].split('\n').length - 1;
  }
  return tokens;
}
