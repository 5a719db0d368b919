/** The items of an answer with what they are known by. Items that cannot be read cost themselves only. */
import { personalDropper } from '../engine/drop_personal.ts';
import { readItems } from '../engine/listed_items.ts';
import type { ListedRecord } from '../engine/listing.ts';
import { isYetToCome } from './feed_dates.ts';
import { itemId, repeatedIds } from './identity.ts';
import { publishedAtOf } from './normalize.ts';
import type { Feed } from './options.ts';
import { type Payload, payload } from './payload.ts';
import { PERSONAL } from './personal.ts';
import type { ReadFeed } from './read_feed.ts';
import { type View, viewOf } from './view.ts';

export interface Item {
  readonly id: string;
  readonly view: View;
  readonly sealed: Payload;
  readonly publishedAt: number | null;
  /** Its date lies a little ahead: it will be known when it has come. */
  readonly isYetToCome: boolean;
}

const drop = personalDropper(PERSONAL);

export function itemsOf(read: ReadFeed, feed: Feed, seenAt: number) {
  const { format, base, title, authors } = read;
  const about = {
    format,
    base,
    ...(feed.timezone === null ? {} : { zone: feed.timezone }),
    ...(feed.brand === null || feed.isTemplate ? {} : { brand: feed.brand }),
    feed: { ...(title === null ? {} : { title }), ...(authors.length === 0 ? {} : { authors }) },
  };
  const list = read.items.map((item) => drop({ ...about, item }));
  const { items, rejected } = readItems(list, payload);
  const views = items.map(({ value }) => viewOf(value));
  const repeated = repeatedIds(views);
  const known = items.map(({ value }, index): Item => {
    const view = views[index]!;
    const publishedAt = publishedAtOf(value, view, seenAt);
    return {
      id: itemId(view, base, repeated),
      view,
      sealed: value,
      publishedAt,
      isYetToCome: publishedAt === null && view.dates.some((shown) => isYetToCome(shown, feed.timezone, seenAt)),
    };
  });
  return { items: known, rejected };
}

/** As the listing takes it. */
export function listed(
  { id, view, sealed, publishedAt }: Item,
  platform: string,
  authorId: string | null,
): ListedRecord {
  const kind = sealed.format === 'app_store' ? 'review' : view.answers === null ? 'post' : 'comment';
  return { platform, kind, id, parentId: view.answers, authorId, publishedAt, payload: sealed };
}
