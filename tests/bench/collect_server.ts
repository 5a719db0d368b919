/**
 * A server that looks like the search of Hacker News and invents its hits from their number, so that it holds none of them. It runs in a
 * process of its own: `node tests/bench/collect_server.ts RECORDS NEWEST_S STEP_S`, prints its port, ends with its input.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const [records = 0, newestS = 0, stepS = 1] = process.argv.slice(2).map(Number);
/** Hits that a query shows at most. */
const CAP = 1000;
const WORDS = 'cream jar winter skin price shop again sister morning dry lovely heavy box refund scent summer'.split(
  ' ',
);

const server = createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? '', 'http://fake');
  const bound = (sign: string) =>
    Number(new RegExp(`created_at_i${sign}(\\d+)`, 'u').exec(searchParams.get('numericFilters') ?? '')?.[1] ?? 0);
  const first = Math.max(0, Math.floor((newestS - bound('<')) / stepS) + 1);
  const last = Math.min(records - 1, Math.floor((newestS - bound('>=')) / stepS));
  const found = Math.max(0, last - first + 1);
  const size = Number(searchParams.get('hitsPerPage'));
  const page = Number(searchParams.get('page'));
  const shown = Math.min(found, CAP);
  const [from, to] = [page * size, Math.min(shown, (page + 1) * size)];
  const hits = Array.from({ length: Math.max(0, to - from) }, (_, at) => hitOf(first + from + at));
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ hits, nbHits: found, page, nbPages: Math.ceil(shown / size), hitsPerPage: size }));
});

function hitOf(no: number) {
  const text = Array.from({ length: 24 }, (_, at) => WORDS[(no * 7 + at * at) % WORDS.length]).join(' ');
  const author = `user${no % 50_021}`;
  return {
    objectID: String(no),
    created_at_i: newestS - no * stepS,
    author,
    title: `Aurora and I, part ${no}`,
    story_text: `Aurora: ${text}`,
    story_id: no,
    points: no % 97,
    num_comments: no % 13,
    _tags: ['story', `author_${author}`, `story_${no}`],
    _highlightResult: { author: { value: author, matchLevel: 'none', matchedWords: [] } },
  };
}

server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
process.stdin.resume().on('end', () => process.exit(0));
