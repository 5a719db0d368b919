/** The files of a new collector: a working source of a made-up JSON API with its recorded case, to be changed into the real one. */
import { readFile } from 'node:fs/promises';

const NOW = '2026-11-16T07:00:00Z';
const POSTED = Date.parse('2026-11-15T08:00:00Z') / 1000;

/** Source files as they will stand, with `__name__` for the name; `.txt`, since here they are no code of ours. */
const TEXTS = new URL('../new_collector/', import.meta.url);
const SOURCES = ['index.ts', 'payload.ts', 'normalize.ts', 'README.md'] as const;

/** Path from the clone's root → content. `name` is a slug. */
export async function collectorFiles(name: string): Promise<Readonly<Record<string, string>>> {
  const fixture = `tests/fixtures/collectors/${name}/search`;
  const sources = SOURCES.map(async (file): Promise<[string, string]> => {
    const text = await readFile(new URL(`${file}.txt`, TEXTS), 'utf8');
    return [`collectors/${name}/${file}`, text.replaceAll('__name__', name)];
  });
  return {
    ...Object.fromEntries(await Promise.all(sources)),
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
