/**
 * Mentions as the lake has them now, one row a post and brand: what labels are drawn from and compared with.
 * Invariant: of every record only its newest whole version counts, as in the models.
 */
import { type Duck, literal, openDuck } from '../../warehouse/engines/duckdb.ts';
import type { LakeState } from './lake.ts';

/** Opens an engine over the lake with the views `newest_posts`, `felt_texts`, `felt_mentions`, `labels` and `words`. */
export async function openFrame(lake: LakeState, threads: number): Promise<Duck> {
  const duck = await openDuck(':memory:', { threads, memoryLimit: '2GB' });
  for (const [view, sql] of Object.entries(views(lake))) await duck.run(`create view ${view} as ${sql}`);
  return duck;
}

function views({ tables, identity }: LakeState): Record<string, string> {
  const paths = (files: readonly { readonly path: string }[]) => files.map(({ path }) => path);
  return {
    newest_posts: `select * exclude (version_no) from (
        select *, row_number() over (
          partition by post_key order by coalesce(is_excerpt, false), observed_at desc nulls last, fetched_at desc nulls last, version_key desc, source_id desc
        ) as version_no
        from ${rowsOf(paths(tables.posts), POSTS)}
      ) where version_no = 1`,
    felt_texts: `select post_key, version_key, max(positive_p) as positive_p, max(negative_p) as negative_p
      from ${rowsOf(paths(tables.text_features), FEELINGS)} group by all`,
    felt_mentions: `select post_key, version_key, brand_id, max(positive_p) as positive_p, max(negative_p) as negative_p
      from ${rowsOf(paths(tables.mentions), `brand_id varchar, ${FEELINGS}`)} group by all`,
    labels: `select * exclude (decision_no) from (
        select subject_key as post_key, brand_id, value, row_number() over (
          partition by subject_key, brand_id order by decided_at desc nulls last, decision_id desc
        ) as decision_no
        from ${rowsOf(paths(tables.decisions), DECISIONS)} where type = 'label_override'
      ) where decision_no = 1`,
    words: `select post_key, version_key, max(title) as title, max(text) as text
      from ${rowsOf(identity.identity_posts, WORDS)} group by all`,
  };
}

const FEELINGS = 'post_key varchar, version_key varchar, positive_p double, negative_p double';
const POSTS =
  'post_key varchar, version_key varchar, source_id varchar, platform varchar, is_brand boolean, is_repost boolean, is_excerpt boolean, published_at timestamp, observed_at timestamp, fetched_at timestamp';
const DECISIONS =
  'decision_id varchar, type varchar, subject_key varchar, brand_id varchar, value varchar, decided_at timestamp';
const WORDS = 'post_key varchar, version_key varchar, title varchar, text varchar';

/** The files, or an empty table of these columns where there are none. */
function rowsOf(files: readonly string[], columns: string): string {
  if (files.length > 0) return `read_parquet([${files.map(literal).join(', ')}], hive_partitioning = false)`;
  const empty = columns.split(', ').map((column) => {
    const [name, type] = column.split(' ');
    return `cast(null as ${type}) as ${name}`;
  });
  return `(select ${empty.join(', ')} limit 0)`;
}
