/** Takes secrets out of recordings: those that the operator gave, and the tokens that a platform hands out for them. */

/** Names under which platforms hand out what opens an account (`accessJwt`, `access_token`, `client_secret`). */
const TOKEN = /(?:jwt|token|secret|password)$/iu;

/**
 * A body as it was sent, with each secret replaced by what the contract suite sends in its place, also where it is written as in
 * JSON or as in a form. `secrets`: name → value.
 */
export function withoutSecrets(sent: string, secrets: ReadonlyMap<string, string>): string {
  let text = sent;
  for (const [name, value] of [...secrets].sort(([, a], [, b]) => b.length - a.length)) {
    const written = new Set([value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)]);
    written.add(new URLSearchParams([['', value]]).toString().slice(1));
    for (const one of written) if (one !== '') text = text.replaceAll(one, `secret-of-${name.toLowerCase()}`);
  }
  return text;
}

/** Parsed JSON in which every token has a made-up value; a page's place in a list (`nextPageToken`) is none. */
export function withoutTokens(value: unknown, name = ''): unknown {
  if (typeof value === 'string' && TOKEN.test(name) && !/page_?token$/iu.test(name)) return 'made-up';
  if (Array.isArray(value)) return value.map((item) => withoutTokens(item, name));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutTokens(inner, key)]));
}
