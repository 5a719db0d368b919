/** The rules of portable SQL over tokens. Each says what to write instead; none looks at raw text. */
import type { Token } from './lexer.ts';
import type { LintFinding, LintRule } from './lint_finding.ts';
import {
  ALLOWED_FUNCTIONS,
  BEFORE_PARENTHESIS,
  CAST_TYPES,
  MUST_BE_CAST,
  REFUSED_FUNCTIONS,
  REFUSED_KEYWORDS,
} from './vocabulary.ts';

const finding = (token: Token, message: string): LintFinding => ({ line: token.line, message });
const is = (token: Token | undefined, text: string): boolean =>
  token !== undefined && (token.kind === 'symbol' || token.kind === 'word') && token.text.toLowerCase() === text;

/** Index of the parenthesis that closes the one at `open`. */
function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let i = open; i < tokens.length; i++) {
    if (is(tokens[i], '(')) depth++;
    else if (is(tokens[i], ')') && --depth === 0) return i;
  }
  return tokens.length;
}

const isFraction = (token: Token | undefined): boolean => token?.kind === 'number' && /[.e]/iu.test(token.text);
const isWhole = (token: Token | undefined): boolean => token?.kind === 'number' && !isFraction(token);

const refusedForms: LintRule = function* (tokens) {
  for (const [i, token] of tokens.entries()) {
    const why = token.kind === 'word' ? REFUSED_KEYWORDS[token.text.toLowerCase()] : undefined;
    if (why !== undefined) yield finding(token, `${token.text}: ${why}`);
    if (is(token, 'group') && is(tokens[i + 1], 'by') && is(tokens[i + 2], 'all')) {
      yield finding(token, 'group by all: name the columns');
    }
    if (is(token, 'group') && is(tokens[i + 1], 'by') && tokens[i + 2]?.kind === 'number') {
      yield finding(token, 'group by a position: name the columns');
    }
    if (is(token, 'union') && is(tokens[i + 1], 'by')) yield finding(token, 'union by name: list the columns');
    if (is(token, 'not') && is(tokens[i + 1], 'in') && is(tokens[i + 3], 'select')) {
      yield finding(token, 'not in (select …): write left join … is null');
    }
    if (is(token, 'not') && is(tokens[i + 1], 'exists')) {
      yield finding(token, 'not exists: write left join … is null');
    }
  }
};

const functions: LintRule = function* (tokens) {
  for (const [i, token] of tokens.entries()) {
    if (token.kind !== 'word' || !is(tokens[i + 1], '(')) continue;
    const name = token.text.toLowerCase();
    if (ALLOWED_FUNCTIONS.has(name) || BEFORE_PARENTHESIS.has(name) || Object.hasOwn(REFUSED_KEYWORDS, name)) continue;
    const why = Object.hasOwn(REFUSED_FUNCTIONS, name) ? REFUSED_FUNCTIONS[name] : undefined;
    yield finding(token, `${token.text}(): ${why ?? 'not among the functions known to agree on all engines'}`);
  }
};

const symbols: LintRule = function* (tokens) {
  for (const [i, token] of tokens.entries()) {
    if (token.kind === 'quoted') yield finding(token, `"${token.text}": plain lower-case names need no quotes`);
    if (token.kind === 'word' && /[^a-z0-9_]/u.test(token.text)) yield finding(token, `${token.text}: lower case only`);
    if (token.kind === 'string' && token.text.includes('\\'))
      yield finding(token, 'a backslash in a string means different things');
    if (token.kind !== 'symbol') continue;
    if (token.text === '::') yield finding(token, ':: write cast(… as …)');
    if (token.text === '//') yield finding(token, '// write floor(a / b)');
    if (token.text === '%' || token.text === '**') yield finding(token, `${token.text} differs by engine`);
    if (token.text === ';') yield finding(token, '; one file is one SELECT');
    if ('[]{}'.includes(token.text) || token.text === '->' || token.text === '->>' || token.text === '=>') {
      yield finding(token, `${token.text} lists, structs and lambdas stay in transforms`);
    }
    const next = tokens[i + 1];
    if (token.text === ',' && (next === undefined || is(next, 'from') || is(next, ')') || is(next, 'where'))) {
      yield finding(token, 'trailing comma');
    }
  }
};

const numbers: LintRule = function* (tokens) {
  for (const [i, token] of tokens.entries()) {
    if (token.kind === 'number' && token.text.includes('.') && !/e/iu.test(token.text)) {
      yield finding(token, `${token.text} is a DECIMAL: write ${token.text}e0`);
    }
    if (!is(token, '/')) continue;
    if (isWhole(tokens[i - 1]) || isWhole(tokens[i + 1]))
      yield finding(token, 'division of whole numbers: cast or write e0');
    const next = tokens[i + 1];
    const isNonZeroLiteral = isFraction(next) && Number(next?.text) !== 0;
    if (!isNonZeroLiteral && !is(next, 'nullif')) yield finding(token, 'a denominator is nullif(…, 0e0) or a literal');
  }
};

const casts: LintRule = function* (tokens) {
  for (const [i, token] of tokens.entries()) {
    const name = token.text.toLowerCase();
    if (token.kind !== 'word' || !is(tokens[i + 1], '(')) continue;
    if (MUST_BE_CAST.has(name) && !(is(tokens[i - 1], '(') && /^(?:try_)?cast$/u.test(tokens[i - 2]?.text ?? ''))) {
      yield finding(token, `${name}(): its type differs by engine, write cast(${name}(…) as bigint or double)`);
    }
    if (name !== 'cast' && name !== 'try_cast') continue;
    const close = closing(tokens, i + 1);
    const type = tokens[close - 1]?.text.toLowerCase() ?? '';
    if (!is(tokens[close - 2], 'as') || !CAST_TYPES.has(type)) {
      yield finding(token, `cast to ${type}: only ${[...CAST_TYPES].join(', ')}`);
    }
    const inner = tokens.slice(i + 2, close - 2);
    const first = inner[0]?.text.toLowerCase() ?? '';
    const whole = inner.length > 0 && closing(tokens, i + 3) === close - 3;
    const isMadeWhole = whole && ['round', 'floor', 'ceil', 'sum', 'count', 'max', 'min'].includes(first);
    if (type === 'bigint' && !isMadeWhole && topLevel(inner).some((t) => isFraction(t) || is(t, '/'))) {
      yield finding(token, 'double to whole number only through round or floor');
    }
  }
};

/** Tokens outside any parenthesis. */
function topLevel(tokens: readonly Token[]): Token[] {
  let depth = 0;
  return tokens.filter((token) => {
    if (is(token, '(')) depth++;
    if (is(token, ')')) depth--;
    return depth === 0;
  });
}

const orders: LintRule = function* (tokens) {
  for (const [i, token] of tokens.entries()) {
    if (!is(token, 'order') || !is(tokens[i + 1], 'by')) continue;
    const items: Token[][] = [[]];
    let depth = 0;
    let end = i + 2;
    for (; end < tokens.length; end++) {
      const here = tokens[end]!;
      if (is(here, '(')) depth++;
      if (is(here, ')') && --depth < 0) break;
      if (depth === 0 && (is(here, 'rows') || is(here, 'range'))) break;
      if (depth === 0 && is(here, ',')) items.push([]);
      else items.at(-1)!.push(here);
    }
    if (depth >= 0) {
      yield finding(token, 'order by outside a window: the runner orders what is written');
      continue;
    }
    for (const item of items) {
      if (!is(item.at(-2), 'nulls') || !is(item.at(-1), 'last'))
        yield finding(token, 'order by: say nulls last for every key');
    }
    if (isTieRank(tokens, i)) continue;
    const key = items
      .at(-1)!
      .filter((t) => !['asc', 'desc', 'nulls', 'last'].includes(t.text.toLowerCase()))
      .at(-1);
    if (!/(?:_key|_id|_code)$/u.test(key?.text ?? ''))
      yield finding(token, 'order by: the last key must be unique (…_key or …_id)');
  }
};

/** Whether the ORDER BY at `at` belongs to rank() or dense_rank(), where ties are meant. */
function isTieRank(tokens: readonly Token[], at: number): boolean {
  let depth = 0;
  for (let i = at - 1; i >= 0; i--) {
    if (is(tokens[i], ')')) depth++;
    if (is(tokens[i], '(') && --depth < 0)
      return is(tokens[i - 1], 'over') && /^(?:dense_)?rank$/u.test(tokens[i - 4]?.text ?? '');
  }
  return false;
}

const dates: LintRule = function* (tokens) {
  for (const [i, token] of tokens.entries()) {
    if (!is(token, '-')) continue;
    if (/(?:_date|_at|^week_start|^as_of)$/u.test(tokens[i - 1]?.text ?? '') && !is(tokens[i + 1], 'interval')) {
      yield finding(token, 'date − date: subtract day_no');
    }
  }
};

export const RULES: readonly LintRule[] = [refusedForms, functions, symbols, numbers, casts, orders, dates];
