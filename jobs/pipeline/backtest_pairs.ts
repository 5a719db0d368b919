/** Reads the candidates of a cut with their scores and what became of them, in the order that breaks ties: by author, then brand. */
import { literal, openDuck } from '../../warehouse/engines/duckdb.ts';
import { METHOD_NAMES, METHODS } from './backtest_methods.ts';

/** One author and brand. The same object is used again for the next pair. */
export interface Pair {
  brandId: string;
  /** Positive less negative mentions after the cut, within the horizon. */
  net: number;
  /** Weighted p+ of the same mentions, summed: what expected mentions expect. */
  praise: number;
  /** Posts with counts, and those whose counts were seen at a known moment. */
  counts: number;
  observedCounts: number;
  /** In the order of `METHOD_NAMES`; NaN = no data for the method. */
  readonly scores: Float64Array;
}

/** @param files Parquet of `int_backtest_scores` as of the cut and of `int_backtest_outcomes` as of the end of the horizon. */
export async function visitPairs(
  files: { readonly scores: string; readonly outcomes: string },
  threads: number,
  visit: (pair: Pair) => void,
): Promise<void> {
  await using duck = await openDuck(':memory:', { threads, memoryLimit: '2GB' });
  const result = await duck.connection.stream(`
    select score.brand_id, score.gate, score.koc_gated,
      cast(coalesce(outcome.positives_count - outcome.negatives_count, 0) as double), coalesce(outcome.praise_sum, 0e0),
      cast(score.counts_count as double), cast(score.observed_counts_count as double),
      ${METHODS.map((method) => `score.${method}`).join(', ')}
    from read_parquet(${literal(files.scores)}) as score
    left join read_parquet(${literal(files.outcomes)}) as outcome
      on outcome.brand_id = score.brand_id and outcome.author_key = score.author_key
    order by score.author_key, score.brand_id`);
  const pair: Pair = {
    brandId: '',
    net: 0,
    praise: 0,
    counts: 0,
    observedCounts: 0,
    scores: new Float64Array(METHOD_NAMES.length),
  };
  for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    const [brands, ...numbers] = chunk.getColumns();
    const [gates, gatedKoc, nets, praises, counts, observed, ...methods] = numbers as (number | null)[][];
    for (let row = 0; row < chunk.rowCount; row++) {
      pair.brandId = String(brands![row]);
      pair.net = nets![row]!;
      pair.praise = praises![row]!;
      pair.counts = counts![row]!;
      pair.observedCounts = observed![row]!;
      for (let i = 0; i < methods.length; i++) {
        const score = methods[i]![row] ?? Number.NaN;
        pair.scores[2 * i] = score;
        pair.scores[2 * i + 1] = METHODS[i] === 'koc' ? gatedKoc![row]! : score * gates![row]!;
      }
      visit(pair);
    }
  }
}
