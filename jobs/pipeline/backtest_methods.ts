/** The methods that a back-test compares (ranking 19), by the names of its output; each also with the gate of ranking 7. */

export const METHODS = [
  'koc',
  'koc_core',
  'expected',
  'mentions',
  'recent',
  'likes',
  'followers',
  'sentiment',
  'rfm',
  'random',
] as const;
export type Method = (typeof METHODS)[number];
export type MethodName = Method | `${Method}_gated`;

/** Every method followed by its gated form; scores of a pair come in this order. */
export const METHOD_NAMES: readonly MethodName[] = METHODS.flatMap((method) => [method, `${method}_gated` as const]);

/** A figure by method; null = no data for the method, or nothing to measure it on. */
export type Figures = Readonly<Record<MethodName, number | null>>;

/** @param figure given the place in `METHOD_NAMES`. */
export function figuresOf(figure: (method: number) => number | null): Figures {
  return Object.fromEntries(METHOD_NAMES.map((name, i) => [name, figure(i)])) as Figures;
}

/** Method by method the mean of what is not null; null where nothing is. */
export function meanFigures(all: readonly Figures[]): Figures {
  return figuresOf((i) => {
    const known = all.map((figures) => figures[METHOD_NAMES[i]!]).filter((figure) => figure !== null);
    return known.length === 0 ? null : known.reduce((sum, figure) => sum + figure, 0) / known.length;
  });
}
