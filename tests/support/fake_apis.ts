/** How three platforms answer for a market: by their own paths, fields, orders and caps. What cannot be asked there is not answered. */
import { names, search } from './fake_hackernews.ts';
import { type ApiName, type FakeRecord, newestFirst, under } from './fake_market.ts';

export interface FakeAnswer {
  readonly json: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A record as `importMap` reads it: what this platform shows of it. */
export type ImportRow = Readonly<Record<string, string | number | boolean | null>>;

export interface FakeApi {
  /** The `with:` block of the source. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Null = there is no such thing. */
  answer(url: URL): FakeAnswer | null;
  /** All that somebody gets to see who looks for these words and reads what stands under what is found, as rows of a file. */
  shown(words: readonly string[]): readonly ImportRow[];
  accountId(handle: string): string;
}

export type MakeApi = (base: string, records: readonly FakeRecord[]) => FakeApi;

export const FAKE_APIS: Readonly<Record<ApiName, MakeApi>> = {
  hackernews: hackerNews,
  bluesky,
  mastodon,
};

function hackerNews(base: string, records: readonly FakeRecord[]): FakeApi {
  const titleOf = (story: FakeRecord) => story.title ?? story.text.slice(0, 40);
  const posts = records.map((one) => ({
    id: one.no,
    at: one.at,
    author: one.handle,
    text: one.text,
    title: titleOf(one.root ?? one),
    ...(one.root === null ? {} : { story: one.root.no, parent: one.parent!.no }),
    points: one.likes,
    comments: under(one).length,
  }));
  return {
    options: { base_url: base, hits_per_page: 1000 },
    answer: ({ pathname, searchParams }) =>
      pathname === '/api/v1/search_by_date' ? { json: search(posts, searchParams, 1000) } : null,
    shown(words) {
      const lower = words.map((word) => word.toLowerCase());
      const found = records.filter((_, at) => lower.some((word) => names(posts[at]!, word)));
      return found.map((one) => ({
        ...place(one, ({ no }) => String(no)),
        author_id: one.handle,
        name: one.handle,
        title: one.root === null ? titleOf(one) : null,
        text: one.text,
        likes: one.root === null ? one.likes : null,
        replies: one.root === null ? under(one).length : null,
      }));
    },
    accountId: (handle) => handle,
  };
}

function bluesky(base: string, records: readonly FakeRecord[]): FakeApi {
  const did = (handle: string) => `did:plc:${handle.padStart(24, 'z')}`;
  const uri = (one: FakeRecord) => `at://${did(one.handle)}/app.bsky.feed.post/${one.no}`;
  const byUri = new Map(records.map((one) => [uri(one), one]));
  const followers = new Map(records.map((one) => [did(one.handle), one.author.followers]));
  const actor = (handle: string) => ({
    did: did(handle),
    handle: `${handle}.example`,
    displayName: `Name of ${handle}`,
  });
  const view = (one: FakeRecord) => ({
    uri: uri(one),
    author: actor(one.handle),
    record: {
      text: one.text,
      createdAt: new Date(one.at).toISOString(),
      ...(one.root === null ? {} : { reply: { root: { uri: uri(one.root) }, parent: { uri: uri(one.parent!) } } }),
    },
    ...(one.images === 0
      ? {}
      : {
          embed: {
            $type: 'app.bsky.embed.images#view',
            images: Array.from({ length: one.images }, () => ({ alt: '' })),
          },
        }),
    indexedAt: new Date(one.at).toISOString(),
    likeCount: one.likes,
    replyCount: one.children.length,
    repostCount: one.shares,
    quoteCount: 0,
  });
  const thread = (one: FakeRecord): object => ({ $type: 'thread', post: view(one), replies: one.children.map(thread) });
  const paged = (found: readonly FakeRecord[], params: URLSearchParams) => {
    const [from, limit] = [Number(params.get('cursor') ?? 0), Number(params.get('limit'))];
    const cursor = from + limit < found.length ? { cursor: String(from + limit) } : {};
    return { list: found.slice(from, from + limit), cursor };
  };
  return {
    options: { base_url: base },
    answer({ pathname, searchParams }) {
      const asked = (name: string) => searchParams.get(name) ?? '';
      switch (pathname.replace('/xrpc/app.bsky.', '')) {
        case 'feed.searchPosts': {
          const [since, until] = [Date.parse(asked('since')), Date.parse(asked('until'))];
          const found = naming(records, [unquoted(asked('q'))]).filter(({ at }) => at >= since && at < until);
          const { list, cursor } = paged(newestFirst(found), searchParams);
          return { json: { posts: list.map(view), ...cursor } };
        }
        case 'feed.getAuthorFeed': {
          const own = records.filter(({ handle }) => [did(handle), `${handle}.example`].includes(asked('actor')));
          const { list, cursor } = paged(newestFirst(own), searchParams);
          return { json: { feed: list.map((one) => ({ post: view(one) })), ...cursor } };
        }
        case 'feed.getPostThread': {
          const one = byUri.get(asked('uri'));
          return { json: { thread: one === undefined ? { notFound: true } : thread(one) } };
        }
        case 'actor.getProfiles':
          return {
            json: {
              profiles: searchParams
                .getAll('actors')
                .map((one) => ({ did: one, followersCount: followers.get(one) ?? 0 })),
            },
          };
        default:
          return null;
      }
    },
    shown(words) {
      const found = naming(records, words);
      // A search names no followers; they are asked for of those whom it finds, not of those who answer.
      const asked = new Set(found.map(({ handle }) => handle));
      return withThreads(found).map((one) => ({
        ...place(one, uri),
        author_id: did(one.handle),
        name: `${one.handle}.example`,
        text: one.text,
        likes: one.likes,
        replies: one.children.length,
        shares: one.shares,
        ...media(one),
        followers: asked.has(one.handle) ? one.author.followers : null,
      }));
    },
    accountId: did,
  };
}

function mastodon(base: string, records: readonly FakeRecord[]): FakeApi {
  const { host } = new URL(base);
  // Ids grow with time, as those of the platform do.
  const idOf = (one: FakeRecord) => `${one.at}${String(one.no).padStart(6, '0')}`;
  const uri = (one: FakeRecord) => `${base}/users/${one.handle}/statuses/${idOf(one)}`;
  const byId = new Map(records.map((one) => [idOf(one), one]));
  const markup = (one: FakeRecord) => `<p>${one.text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`;
  const account = ({ handle, author }: FakeRecord) => ({
    id: handle,
    acct: handle,
    url: `${base}/@${handle}`,
    bot: false,
    group: false,
    discoverable: true,
    indexable: true,
    noindex: false,
    note: '',
    followers_count: author.followers,
    display_name: `Name of ${handle}`,
  });
  const view = (one: FakeRecord) => ({
    id: idOf(one),
    uri: uri(one),
    url: `${base}/@${one.handle}/${idOf(one)}`,
    created_at: new Date(one.at).toISOString(),
    visibility: 'public',
    in_reply_to_id: one.parent === null ? null : idOf(one.parent),
    account: account(one),
    content: markup(one),
    spoiler_text: one.title ?? '',
    reblog: null,
    media_attachments: Array.from({ length: one.images }, () => ({ type: 'image' })),
    poll: null,
    tags: [],
    favourites_count: one.likes,
    reblogs_count: one.shares,
    replies_count: one.children.length,
  });
  const above = (one: FakeRecord): FakeRecord[] => (one.parent === null ? [] : [...above(one.parent), one.parent]);
  return {
    options: { base_url: base, search: true },
    answer({ pathname, searchParams }) {
      const limit = Number(searchParams.get('limit'));
      const [kind, id = '', what] = pathname.replace(/^\/api\/v[12]\//u, '').split('/');
      if (kind === 'search') {
        const found = newestFirst(naming(records, [unquoted(searchParams.get('q') ?? '')]));
        const from = Number(searchParams.get('offset') ?? 0);
        return { json: { accounts: [], statuses: found.slice(from, from + limit).map(view), hashtags: [] } };
      }
      if (kind === 'statuses') {
        const one = byId.get(id);
        if (one === undefined) return null;
        if (what === undefined) return { json: view(one) };
        return { json: { ancestors: above(one).map(view), descendants: under(one).map(view) } };
      }
      if (kind !== 'accounts') return null;
      const handle = id === 'lookup' ? (searchParams.get('acct') ?? '').split('@')[0] : id;
      const own = newestFirst(records.filter((one) => one.handle === handle));
      if (own.length === 0) return null;
      if (id === 'lookup') return { json: account(own[0]!) };
      const before = searchParams.get('max_id');
      return {
        json: own
          .filter((one) => before === null || idOf(one) < before)
          .slice(0, limit)
          .map(view),
      };
    },
    shown: (words) =>
      withThreads(naming(records, words)).map((one) => ({
        ...place(one, uri),
        author_id: `${base}/@${one.handle}`,
        name: `${one.handle}@${host}`,
        title: one.title,
        text: markup(one),
        likes: one.likes,
        replies: one.children.length,
        shares: one.shares,
        ...media(one),
        followers: one.author.followers,
      })),
    accountId: (handle) => `${base}/@${handle}`,
  };
}

function place(one: FakeRecord, id: (one: FakeRecord) => string) {
  return {
    kind: one.root === null ? 'post' : 'comment',
    id: id(one),
    root: one.root === null ? null : id(one.root),
    parent: one.parent === null ? null : id(one.parent),
    at: new Date(one.at).toISOString(),
  };
}

function media({ root, images }: FakeRecord) {
  return { format: root === null && images > 0 ? 'images' : null, images, video: false, repost: false };
}

function naming(records: readonly FakeRecord[], words: readonly string[]): FakeRecord[] {
  const lower = words.map((word) => word.toLowerCase());
  return records.filter(({ title, text }) => {
    const said = `${title ?? ''}\n${text}`.toLowerCase();
    return lower.some((word) => said.includes(word));
  });
}

function withThreads(found: readonly FakeRecord[]): FakeRecord[] {
  return [...new Set(found.flatMap((one) => [one, ...under(one)]))];
}

function unquoted(words: string): string {
  return words.replaceAll('"', '');
}

/** Reads `ImportRow`s of a platform; `seen` is put there by whoever writes the file. */
export function importMap(platform: ApiName): string {
  return `platform: { value: ${platform} }
kind: { column: kind, values: { post: post, comment: comment } }
collects: [replies]
coverage_basis: keyword_only
fields: { id: id, root_id: root, parent_id: parent, author_id: author_id, author_name: name, title: title, text: text, published_at: at, observed_at: seen, likes: likes, replies: replies, shares: shares, followers: followers, image_count: images, format: format, has_video: video, is_repost: repost }
`;
}
