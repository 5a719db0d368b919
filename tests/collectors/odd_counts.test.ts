/** A count that is none (hidden as -1, a fraction, words, beyond what a number holds) costs itself and never the post. */
import { expect, test } from 'vitest';
import { postView } from '../../collectors/bluesky/payload.ts';
import { post } from '../../collectors/discourse/payload.ts';
import { hit } from '../../collectors/hackernews/payload.ts';
import { postView as lemmyPost } from '../../collectors/lemmy/payload.ts';
import { status } from '../../collectors/mastodon/payload.ts';
import { exactCount } from '../../collectors/reading/exact_count.ts';
import { link } from '../../collectors/reddit/payload.ts';

const at = '2026-11-20T08:00:00Z';
const ana = { id: '1', acct: 'ana', url: 'https://mastodon.example/@ana' };

test.each([-1, 1e300, 0.5, '12k', true])('%j', (odd) => {
  const base = { id: '1', uri: 'https://mastodon.example/1', created_at: at, visibility: 'public' };
  const { favourites_count, replies_count } = status.parse({
    ...base,
    account: { ...ana, followers_count: odd },
    favourites_count: odd,
    replies_count: 3,
  });
  const view = { uri: 'at://did:plc:a/app.bsky.feed.post/1', author: { did: 'did:plc:a' }, record: {}, indexedAt: at };
  const lemmy = { post: { id: 1, name: 'Tea', published: at }, counts: { upvotes: odd, comments: 3 } };
  const counts = [
    favourites_count,
    postView.parse({ ...view, likeCount: odd }).likeCount,
    lemmyPost.parse(lemmy).counts?.upvotes,
    hit.parse({ objectID: '1', created_at_i: 1, num_comments: odd }).num_comments,
    post.parse({ topic_id: 1, post_number: 1, created_at: at, reply_count: odd }).reply_count,
    link.parse({ id: 'a', created_utc: 1, num_comments: odd }).num_comments,
  ];
  expect(counts.map(exactCount)).toEqual(counts.map(() => null));
  expect(exactCount(replies_count)).toMatchObject({ value: 3 });
});
