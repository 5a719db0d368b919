/** What a scorer looks like to the bench, whoever made it. Invariant: one score a text, in order; > 0 leans positive, 0 takes no side. */

export type Script = 'zh' | 'en';

export interface Scored {
  readonly scores: readonly number[];
  /** Of one core, scoring only: loading and training are not counted. */
  readonly cpuSeconds: number;
}

/** Why there are no scores. */
export interface Missing {
  readonly missing: string;
}

export interface Scorer {
  readonly name: string;
  /** Ours must reach the floors; peers stand beside them. */
  readonly isOurs: boolean;
  readonly reads: readonly Script[];
  /** Slow scorers get a sample of each set; null: all rows. */
  readonly mostRows: number | null;
  score(texts: readonly string[]): Scored | Missing;
}

/** Scores texts one by one in this process, after a short warm-up that is not counted. */
export function timed(texts: readonly string[], score: (text: string) => number): Scored {
  for (const text of texts.slice(0, 500)) score(text);
  const started = process.cpuUsage();
  const scores = texts.map(score);
  const { user, system } = process.cpuUsage(started);
  return { scores, cpuSeconds: (user + system) / 1e6 };
}
