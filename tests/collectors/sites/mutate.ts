/** Breaks JSON in one place at a time, the same places for the same seed. */

export type Path = readonly (string | number)[];

/** Paths of everything in a value, the whole itself left out. */
export function pathsIn(value: unknown, above: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const path = [...above, Array.isArray(value) ? Number(name) : name];
    return [path, ...pathsIn(inner, path)];
  });
}

export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, step) => (at as Record<string | number, unknown>)[step], value);
}

/** A copy that is otherwise at one path. */
export function withAt(value: unknown, path: Path, other: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return other;
  if (Array.isArray(value)) return value.map((item: unknown, i) => (i === step ? withAt(item, rest, other) : item));
  const object = value as Readonly<Record<string, unknown>>;
  return { ...object, [step]: withAt(object[step], rest, other) };
}

/** What never stands where it is put. */
export const ODD: readonly unknown[] = [
  null,
  7,
  -1.5,
  1e308,
  true,
  '',
  'x',
  'x'.repeat(100_000),
  [],
  {},
  [null],
  { id: null },
  [[[[[]]]]],
  '\u0000\uFFFF\u2028',
  Array.from({ length: 150 }).reduce<unknown>((inner) => ({ deeper: inner }), 'end'),
];

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
