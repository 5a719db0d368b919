/** Names of fields as APIs write them: the state of a page often says `likedCount` where the API says `liked_count`. */

/** The value with every field named in snake_case, so that one schema reads both; shared with the given one where nothing changes. */
export function snaked(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const inner = value.map(snaked);
    return inner.some((item, index) => item !== value[index]) ? inner : value;
  }
  let isOther = false;
  const named: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    const [to, given] = [snake(name), snaked(inner)];
    isOther ||= to !== name || given !== inner;
    // Where both spellings stand, the platform's own snake_case wins.
    if (to !== name && Object.hasOwn(value, to)) continue;
    Object.defineProperty(named, to, { value: given, enumerable: true, writable: true, configurable: true });
  }
  return isOther ? named : value;
}

/** Only a lower-case letter or digit before an upper-case one parts words: `FStatus` and ids in upper case stay what they are. */
function snake(name: string): string {
  return /[a-z0-9][A-Z]/u.test(name) && /^[a-z]/u.test(name)
    ? name.replaceAll(/([a-z0-9])([A-Z])/gu, '$1_$2').toLowerCase()
    : name;
}
