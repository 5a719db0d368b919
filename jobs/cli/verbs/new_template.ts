/** The files of a new collector: a working source of a made-up JSON API with its recorded case, to be changed into the real one. */

const NOW = '2026-11-16T07:00:00Z';
const POSTED = Date.parse('2026-11-15T08:00:00Z') / 1000;

/** Path from the clone's root → content. `name` is a slug. */
export function collectorFiles(name: string): Readonly<Record<string, string>> {
  const fixture = `tests/fixtures/collectors/${name}/search`;
  return {
    [`collectors/${name}/index.ts`]: indexFile(name),
    [`collectors/${name}/payload.ts`]: payloadFile(name),
    [`collectors/${name}/normalize.ts`]: normalizeFile(name),
    [`collectors/${name}/README.md`]: readmeFile(name),
    [`${fixture}/with.json`]: json({}),
    [`${fixture}/ask.json`]: json({
      queries: [{ kind: 'keyword', words: 'Kettlewise', brandId: 'kettlewise' }],
      window: { since: '2026-11-09T00:00:00Z', until: NOW },
      now: NOW,
    }),
    [`${fixture}/exchanges.jsonl`]: exchanges(name)
      .map((one) => `${JSON.stringify(one)}\n`)
      .join(''),
  };
}

function indexFile(name: string): string {
  return `/** Posts of ${name}: what its search shows of a keyword, newest first. */
import { z } from 'zod';
import { readItems } from '../listed_items.ts';
import { type Ask, listingCollector, type Page } from '../listing.ts';
import { said } from './normalize.ts';
import { item, searchPage } from './payload.ts';

const options = z.strictObject({
  base_url: z
    .url({ protocol: /^https?$/u })
    .default('https://api.example.org')
    .describe('where the platform answers'),
});
type Options = z.output<typeof options>;

const next = z.string().min(1);
type Next = z.infer<typeof next>;

export const collector = listingCollector<Options, Next>({
  meta: {
    name: '${name}',
    platform: '${name}',
    version: 1,
    kinds: ['post'],
    queryKinds: ['keyword'],
    order: 'newest-first',
    access: {
      via: 'official_api',
      secrets: [],
      robots: 'n/a',
      terms: 'Say in one sentence what the operator agrees to.',
    },
    pace: { perMinute: 30, concurrency: 1 },
    caps: {},
    collects: [],
    personal: {
      author: { keep: true, why: 'tells people apart and is printed on the lists of own brands' },
      avatar: { keep: false, why: 'a face is not needed to rank' },
    },
    limitations: ['Say what this source cannot see.'],
  },
  options,
  next,
  boundsTime: false,
  hosts: ({ base_url }) => [new URL(base_url).host],
  page,
  said,
});

async function page(ask: Ask<Options, Next>): Promise<Page<Next>> {
  const fetched = await ask.http.json(
    {
      url: new URL('/search', ask.options.base_url),
      query: { q: ask.query.kind === 'keyword' ? ask.query.words : undefined, cursor: ask.next ?? undefined },
    },
    searchPage,
  );
  const { items, rejected } = readItems(fetched.value.items, item);
  return {
    records: items.map(({ value, payload }) => ({
      kind: 'post',
      id: value.id,
      parentId: null,
      authorId: value.author?.id ?? null,
      publishedAt: value.created_at * 1000,
      payload,
    })),
    next: fetched.value.cursor ?? null,
    url: fetched.url,
    fetchedAt: fetched.fetchedAt,
    rejected,
  };
}
`;
}

function payloadFile(name: string): string {
  return `/** What ${name} sends, as far as it is read; everything else is sealed as it came. */
import { z } from 'zod';

/** A post. Moments are seconds since 1970. */
export const item = z.looseObject({
  id: z.string().min(1),
  created_at: z.int().nonnegative(),
  text: z.string().nullish(),
  likes: z.int().nonnegative().nullish(),
  author: z.looseObject({ id: z.string().min(1), name: z.string().nullish() }).nullish(),
});

export const searchPage = z.looseObject({ items: z.array(z.unknown()), cursor: z.string().min(1).nullish() });
`;
}

function normalizeFile(name: string): string {
  return `/** From a post of ${name} to what it says. Pure. */
import type { RawEnvelope } from '../../warehouse/contracts/raw.ts';
import type { Skip } from '../../warehouse/contracts/rows.ts';
import { parseShape } from '../json_body.ts';
import type { Said } from '../row_maker.ts';
import { item } from './payload.ts';

/** Throws PayloadError for a post of an unknown shape. */
export function said({ payload, id }: RawEnvelope): Said | Skip {
  const { author, text, likes, created_at } = parseShape(item, payload, \`${name} \${id}\`);
  return {
    record: { authorId: author?.id ?? null, text: text ?? null, publishedAt: created_at * 1000 },
    author: author ? { name: author.name ?? null } : null,
    counts: typeof likes === 'number' ? { likes: { value: likes, granularity: 1, isFloor: false } } : null,
  };
}
`;
}

function readmeFile(name: string): string {
  return `# ${name}

What it collects, by which way, on what basis; what it cannot see. Recorded case: \`tests/fixtures/collectors/${name}/\`.

\`\`\`yaml
sources:
  - { id: ${name}, collector: ${name}, acknowledged: true }
\`\`\`
`;
}

function exchanges(name: string) {
  const post = (id: number) => ({
    id: `${name}-${id}`,
    created_at: POSTED - id * 3600,
    text: `Kettlewise, day ${id}: still happy with it.`,
    likes: id,
    author: { id: `u${id}`, name: `somebody ${id}`, avatar: 'https://example.org/face.png' },
  });
  const url = 'https://api.example.org/search?q=Kettlewise';
  return [
    { url, json: { items: [post(1), post(2)], cursor: 'second' } },
    { url: `${url}&cursor=second`, json: { items: [post(3)], cursor: null } },
  ];
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
