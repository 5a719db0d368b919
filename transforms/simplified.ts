/**
 * Traditional to simplified, character by character, from OpenCC's dictionaries (Apache-2.0, in the package opencc-js).
 * Invariant: one code point gives one code point, so that lengths in characters are kept and the mapping is idempotent.
 */
import hongKong from 'opencc-js/dict/HKVariants';
import simplifiedToTraditional from 'opencc-js/dict/STCharacters';
import traditionalToSimplified from 'opencc-js/dict/TSCharacters';
import taiwan from 'opencc-js/dict/TWVariants';

/** Raised when the construction of the maps changes; the dictionaries' version is pinned in package.json. */
export const SIMPLIFIED_VERSION = '1';

function* pairs(dictionary: string): Generator<readonly [key: string, values: readonly string[]]> {
  for (const entry of dictionary.split('|')) {
    const [key, ...values] = entry.split(' ');
    if (key !== undefined && values.length > 0) yield [key, values];
  }
}

interface Maps {
  readonly toSimplified: ReadonlyMap<number, number>;
  /** What `scriptOf` answers. */
  readonly scriptOf: Uint8Array;
}

function build(): Maps {
  const forms = new Map<string, string>();
  for (const [key, values] of pairs(traditionalToSimplified)) forms.set(key, values[0]!);
  const simplified = new Map<string, readonly string[]>(pairs(simplifiedToTraditional));
  for (const regional of [taiwan, hongKong]) {
    for (const [standard, variants] of pairs(regional)) {
      const target = forms.get(standard);
      for (const variant of variants) {
        // A variant that simplified texts write too (著) says nothing.
        if (target !== undefined && !forms.has(variant) && !simplified.has(variant)) forms.set(variant, target);
      }
    }
  }
  const toSimplified = new Map<number, number>();
  const scriptOf = new Uint8Array(0x10000);
  for (const [key, first] of forms) {
    const target = forms.get(first) ?? first;
    if (target === key) continue;
    const from = key.codePointAt(0)!;
    toSimplified.set(from, target.codePointAt(0)!);
    if (from < 0x10000) scriptOf[from] = 1;
  }
  for (const [key, traditional] of simplified) {
    const unit = key.codePointAt(0)!;
    if (unit < 0x10000 && !traditional.includes(key) && !toSimplified.has(unit)) scriptOf[unit] = 2;
  }
  return { toSimplified, scriptOf };
}

const MAPS = build();

/** Simplified code point of a code point; the same one when there is none. */
export function simplify(codePoint: number): number {
  return MAPS.toSimplified.get(codePoint) ?? codePoint;
}

/** 1 for characters that only traditional texts write (這), 2 for those of simplified ones (这), 0 for what both write (好). */
export function scriptOf(unit: number): number {
  return MAPS.scriptOf[unit]!;
}
