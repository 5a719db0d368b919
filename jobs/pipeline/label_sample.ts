/**
 * Draws the posts that a person should label. Every source gets an even share, within it every brand, and within a brand the sample
 * has the mix of predicted feelings and confidences that the posts have. Invariant: same lake, size and seed, same sample.
 */
import { hash } from 'node:crypto';
import { dayNo, isoDate, type ZoneOffset } from '../../warehouse/contracts/time.ts';
import type { Duck } from '../../warehouse/engines/duckdb.ts';

/** One post and brand to label. The prediction is left out on purpose: whoever sees it agrees with it. */
export interface LabelRow {
  readonly postKey: string;
  readonly brandId: string;
  readonly sourceId: string;
  /** `YYYY-MM-DD` in the workspace's zone; null = not dated. */
  readonly date: string | null;
  readonly text: string;
}

export interface SampleOptions {
  readonly size: number;
  readonly seed: number;
  /** Null = all sources. */
  readonly sourceId: string | null;
  readonly offset: ZoneOffset;
}

/** Rows in the order of source, brand and chance; fewer than `size` when there are no more unlabelled mentions. */
export async function drawSample(duck: Duck, options: SampleOptions): Promise<LabelRow[]> {
  await duck.run(
    `create temp table drawable as
     with felt as (
       select post.post_key, post.version_key, post.source_id, post.published_at, mention.brand_id,
         coalesce(mention.positive_p, words.positive_p) as p, coalesce(mention.negative_p, words.negative_p) as n
       from newest_posts as post
       join felt_mentions as mention using (post_key, version_key)
       join felt_texts as words using (post_key, version_key)
       left join labels as labelled
         on labelled.post_key = post.post_key and (labelled.brand_id = mention.brand_id or labelled.brand_id is null)
       where words.positive_p is not null and labelled.post_key is null
         and not coalesce(post.is_brand, false) and not coalesce(post.is_repost, false)
         and (cast($1 as varchar) is null or post.source_id = $1)
     )
     select *, row_number() over (
       partition by source_id, brand_id
       order by case when 1 - p - n >= greatest(p, n) then 0 when p > n then 1 else 2 end,
         case when greatest(p, n, 1 - p - n) < 0.6 then 0 when greatest(p, n, 1 - p - n) < 0.8 then 1 else 2 end,
         md5(post_key || brand_id || $2)
     ) as place
     from felt`,
    [options.sourceId, String(options.seed)],
  );
  const groups = await duck.rows(
    'select source_id, brand_id, cast(count(*) as integer) as mentions from drawable group by all order by all',
  );
  const sizes = groups.map((row) => ({
    source: String(row['source_id']),
    brand: String(row['brand_id']),
    mentions: Number(row['mentions']),
  }));
  const places: string[] = [];
  const bySource = [...Map.groupBy(sizes, ({ source }) => source).values()];
  const ofSources = evenShares(
    options.size,
    bySource.map((brands) => brands.reduce((sum, { mentions }) => sum + mentions, 0)),
  );
  bySource.forEach((brands, i) => {
    const ofBrands = evenShares(
      ofSources[i]!,
      brands.map(({ mentions }) => mentions),
    );
    brands.forEach(({ source, brand, mentions }, j) => {
      for (const place of spread(mentions, ofBrands[j]!)) places.push(`('${source}', '${brand}', ${place})`);
    });
  });
  if (places.length === 0) return [];
  const rows = await duck.rows(
    `select row.post_key, row.brand_id, row.source_id, epoch_ms(row.published_at) as published_ms, words.title, words.text
     from drawable as row
     join (values ${places.join(', ')}) as drawn(source_id, brand_id, place)
       on drawn.source_id = row.source_id and drawn.brand_id = row.brand_id and drawn.place = row.place
     join words on words.post_key = row.post_key and words.version_key = row.version_key`,
  );
  return rows
    .map((row) => ({
      postKey: String(row['post_key']),
      brandId: String(row['brand_id']),
      sourceId: String(row['source_id']),
      date: row['published_ms'] === null ? null : isoDate(dayNo(Number(row['published_ms']), options.offset)),
      text: wholeText(row['title'], row['text']),
    }))
    .sort((a, b) => (orderOf(a, options.seed) < orderOf(b, options.seed) ? -1 : 1));
}

/** Splits `total` evenly; what one cannot take goes to the others, the remainder to the first. */
export function evenShares(total: number, capacities: readonly number[]): number[] {
  const shares = capacities.map(() => 0);
  let left = Math.min(
    total,
    capacities.reduce((sum, capacity) => sum + capacity, 0),
  );
  while (left > 0) {
    const open = capacities.flatMap((capacity, i) => (shares[i]! < capacity ? [i] : []));
    const each = Math.max(1, Math.floor(left / open.length));
    for (const i of open) {
      const more = Math.min(each, capacities[i]! - shares[i]!, left);
      shares[i]! += more;
      left -= more;
    }
  }
  return shares;
}

/** `wanted` places from 1 to `count`, evenly apart. */
function spread(count: number, wanted: number): number[] {
  return Array.from({ length: wanted }, (_, i) => Math.floor(((i + 0.5) * count) / wanted) + 1);
}

function wholeText(title: unknown, text: unknown): string {
  const [head, body] = [title, text].map((part) => (typeof part === 'string' ? part : '')) as [string, string];
  return head === '' || body.startsWith(head) ? body : `${head}\n${body}`;
}

/** Chance within a brand, so that the order of the sheet tells nothing about the prediction. */
function orderOf({ sourceId, brandId, postKey }: LabelRow, seed: number): string {
  return `${sourceId} ${brandId} ${hash('sha256', `${seed} ${postKey}`)}`;
}
