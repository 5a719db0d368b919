/** A local server that answers like the search of Hacker News, over posts that a test adds and removes. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FakePost {
  readonly id: number;
  /** UTC ms, whole seconds. */
  readonly at: number;
  readonly author: string;
  readonly text: string;
  /** Story that it stands under; absent = it is a story. */
  readonly story?: number;
  /** Of the story, where it is not its whole text: it is searched with its comments too. */
  readonly title?: string;
  /** What it answers; absent = the story. */
  readonly parent?: number;
  /** Comments under a story. */
  readonly comments?: number;
  points?: number;
}

export interface FakeHackerNews extends AsyncDisposable {
  readonly url: string;
  readonly posts: FakePost[];
  /** Addresses asked for, in order. */
  readonly asked: string[];
  /** Status of the n-th request from here on; null = as it should be. */
  answer: (index: number) => number | null;
  /** Told when the n-th answer has been handed over whole. */
  answered: (index: number) => void;
}

/** `cap`: hits that a query shows at most. */
export async function fakeHackerNews(cap = 1000): Promise<FakeHackerNews> {
  const posts: FakePost[] = [];
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://fake');
    asked.push(url.pathname + url.search);
    const index = asked.length - 1;
    response.on('finish', () => fake.answered(index));
    const status = fake.answer(index);
    if (status !== null) {
      response.writeHead(status, { 'retry-after': '1' });
      response.end();
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(search(posts, url.searchParams, cap)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const fake: FakeHackerNews = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    posts,
    asked,
    answer: () => null,
    answered() {},
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return fake;
}

/** What the search answers. */
export function search(posts: readonly FakePost[], params: URLSearchParams, cap: number) {
  const words = (params.get('query') ?? '').replaceAll('"', '').toLowerCase();
  const tags = (params.get('tags') ?? '').split(',');
  const author = tags.find((tag) => tag.startsWith('author_'))?.slice('author_'.length);
  const story = tags.find((tag) => tag.startsWith('story_'))?.slice('story_'.length);
  const bound = (sign: string) =>
    Number(new RegExp(`created_at_i${sign}(\\d+)`, 'u').exec(params.get('numericFilters') ?? '')?.[1]);
  const [from, to] = [bound('>='), bound('<')];
  const found = posts
    .filter(({ at }) => Number.isNaN(from) || (at / 1000 >= from && at / 1000 < to))
    .filter((post) => names(post, words))
    .filter((post) => author === undefined || post.author === author)
    .filter((post) => story === undefined || String(post.story ?? post.id) === story)
    .sort((a, b) => b.at - a.at || b.id - a.id);
  const size = Number(params.get('hitsPerPage'));
  const page = Number(params.get('page'));
  const shown = found.slice(0, cap);
  const hits = shown.slice(page * size, (page + 1) * size).map(hitOf);
  return { hits, nbHits: found.length, page, nbPages: Math.ceil(shown.length / size) };
}

/** The search also finds words in the title of the story that a comment stands under. `words` in lower case. */
export function names({ text, title }: Pick<FakePost, 'text' | 'title'>, words: string): boolean {
  return `${title ?? ''}\n${text}`.toLowerCase().includes(words);
}

function hitOf({ id, at, author, text, story, title, parent, comments, points }: FakePost) {
  const common = {
    objectID: String(id),
    created_at_i: at / 1000,
    author,
    _highlightResult: { author: { value: author } },
  };
  if (story === undefined) {
    return {
      ...common,
      title: title ?? text,
      ...(title === undefined ? {} : { story_text: text }),
      story_id: id,
      points: points ?? 1,
      num_comments: comments ?? 0,
      _tags: ['story', `story_${id}`],
    };
  }
  const tags = ['comment', `story_${story}`];
  return {
    ...common,
    comment_text: text,
    story_id: story,
    parent_id: parent ?? story,
    story_title: title,
    _tags: tags,
  };
}
