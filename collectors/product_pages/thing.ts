/** A thing of schema.org, whichever way a page spells it: local names, `@type` a list, the rest as it stood. A tree, never a graph. */

export interface Thing {
  readonly '@type'?: readonly string[];
  readonly '@id'?: string;
  readonly [property: string]: unknown;
}

/** `https://schema.org/Review`, `schema:Review` and `Review` are the same name. */
export function localName(name: string): string {
  return name.trim().replace(/^.*[/#]|^[a-z]+:(?!\/\/)/iu, '');
}

export function isThing(value: unknown): value is Thing {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function hasType(thing: Thing, types: ReadonlySet<string>): boolean {
  return thing['@type']?.some((type) => types.has(type)) ?? false;
}

/** Values of a property: none, one or several. */
export function valuesOf(thing: Thing, property: string): readonly unknown[] {
  const value = thing[property];
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.filter((one) => one !== null && one !== undefined) : [value];
}

/** The first value of the properties that says something in words; null when none does. */
export function wordsOf(thing: Thing, ...properties: readonly string[]): string | null {
  for (const property of properties) {
    const texts = valuesOf(thing, property).flatMap((value) => {
      const words = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
      return typeof words === 'string' && words.trim() !== '' ? [words.trim()] : [];
    });
    if (texts.length > 0) return texts.join('\n');
  }
  return null;
}

/** The first value of a property that is a thing of its own. */
export function thingOf(thing: Thing, property: string): Thing | null {
  return valuesOf(thing, property).find(isThing) ?? null;
}
