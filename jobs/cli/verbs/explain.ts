/** `koc explain`: why an author stands where they stand, from the published tables. Reads only, and never waits for a run. */
import type { Command } from 'commander';
import { KocError, UsageError } from '../../../warehouse/contracts/errors.ts';
import { parseAsOf } from '../../../warehouse/contracts/time.ts';
import type { Workspace } from '../../config/types.ts';
import { calledName } from '../../report/known.ts';
import { evidenceKeys } from '../../report/lists.ts';
import type { CandidateRow } from '../../report/rows.ts';
import { firstWords } from '../../report/text.ts';
import { changeLabel, missingPhrases, weakestSentence, whySentences } from '../../report/why.ts';
import { catalogues } from '../../report/words/languages.ts';
import { type App, type GlobalOptions, openSession } from '../app.ts';
import { openPublished, type Published } from '../published.ts';
import { candidateRows, type Dossier, readDossier } from '../published_author.ts';
import { quotedLines } from '../quoted_lines.ts';
import type { QuotedWords } from '../quoted_words.ts';
import { addVerb } from '../verb.ts';

export function addExplain(program: Command, app: App): void {
  addVerb(
    program,
    'explain',
    'Say why an author is or is not on the list of an own brand.',
    'koc explain weibo:1234567 --brand aurora',
  )
    .argument('<author>', 'handle, platform:id or author_key')
    .option('--brand <id>', 'own brand (default: all)')
    .action(async (typed: string, options: GlobalOptions & { brand?: string }) => {
      await using session = await openSession(app, options, { writes: false });
      const { ws, ctx } = session;
      checkBrand(ws, options.brand);
      await using published = await openPublished(ws.dir, ctx.threads);
      const rows = await explained(ws, published, typed, options.brand);
      if (options.json)
        return app.out.json(
          rows.map(({ row, dossier, quotes }) => ({
            ...asJson(ws, row),
            author: dossier.author,
            evidence: dossier.posts.map((post) => ({ ...post, quotes: quotes.get(post.key) ?? null })),
          })),
        );
      for (const one of rows) await app.out.data(asText(ws, one));
    });
}

/** Where no target may carry a name, none is read from identity either. */
const NAMELESS: Dossier = { author: null, posts: [] };

interface Explained {
  readonly row: CandidateRow;
  readonly dossier: Dossier;
  /** What counted in the words of each post, by its key. */
  readonly quotes: ReadonlyMap<string, QuotedWords>;
}

async function explained(
  ws: Workspace,
  published: Published,
  typed: string,
  brand: string | undefined,
): Promise<Explained[]> {
  const found = await candidateRows(ws, published, typed, brand);
  const asOf = found[0] && parseAsOf(found[0].asOf, ws.offset);
  if (asOf === undefined) {
    const where = brand === undefined ? 'any own brand' : brand;
    throw new UsageError(`${JSON.stringify(typed)} is no candidate of ${where} in the week that is published`, {
      hint: 'No praise of the brand was seen, the account is no consumer (official, KOL), or the name is not known: try platform:id.',
    });
  }
  const wantsNames = Object.values(ws.config.publish.identity).includes('handle');
  const quote = await quoter(ws);
  return Promise.all(
    found.map(async (row) => {
      const dossier = wantsNames ? await readDossier(ws, published, asOf, row.authorKey, evidenceKeys(row)) : NAMELESS;
      return { row, dossier, quotes: new Map(dossier.posts.map((post) => [post.key, quote(post)])) };
    }),
  );
}

/** The lists take some milliseconds to load, so that only an explanation loads them. */
async function quoter(ws: Workspace): Promise<(post: Dossier['posts'][number]) => QuotedWords> {
  const { scoringLexicon } = await import('../../../transforms/sentiment.ts');
  const { ownWordsOf } = await import('../../pipeline/reading.ts');
  const { quotedWords } = await import('../quoted_words.ts');
  const words = scoringLexicon(await ownWordsOf(ws));
  return (post) => quotedWords(post, words);
}

function checkBrand(ws: Workspace, id: string | undefined): void {
  const own = ws.config.brands.filter((brand) => brand.role === 'own').map((brand) => brand.id);
  if (own.length === 0) throw new UsageError('no brand is own, so there are no lists of people');
  if (id === undefined || own.includes(id)) return;
  const isTracked = ws.config.brands.some((brand) => brand.id === id);
  throw new UsageError(
    isTracked ? `${id} is tracked: it gets aggregates, never names` : `unknown brand ${JSON.stringify(id)}`,
    {
      hint: `Own brands: ${own.join(', ')}.`,
    },
  );
}

function asJson(ws: Workspace, row: CandidateRow) {
  const brand = ws.config.brands.find(({ id }) => id === row.brandId);
  const worded = catalogues(ws.config.publish.languages).map((words) => ({
    language: words.code,
    why: whySentences(row, brand, words),
    weakest: weakestSentence(row, brand, words),
  }));
  return { candidate: row, words: worded };
}

function asText(ws: Workspace, { row, dossier: { author, posts }, quotes }: Explained): string {
  const [words] = catalogues(ws.config.publish.languages);
  const brand = ws.config.brands.find(({ id }) => id === row.brandId);
  if (brand === undefined)
    throw new KocError(`brand ${row.brandId} is published but no longer in koc.yaml`, { hint: 'Run `koc weekly`.' });
  const place = row.rank === null ? row.status : `#${row.rank} ${changeLabel(row, words)}`;
  const index = row.indexValue === null ? '' : `, ${words.columns.indexValue} ${row.indexValue.toFixed(0)}`;
  const lines = [
    `${calledName(author ?? undefined) ?? row.authorKey} (${row.platform}) · ${brand.names[0] ?? brand.id} · ${row.isoWeek}: ${place}${index}`,
    ...(author?.url ? [`  ${author.url}`] : []),
    ...whySentences(row, brand, words).map((sentence) => `  + ${sentence}`),
  ];
  const weakest = weakestSentence(row, brand, words);
  if (weakest !== null) lines.push(`  - ${weakest}`);
  if (row.status === 'early') lines.push(...missingPhrases(row, words).map((phrase) => `  ? ${phrase}`));
  for (const post of posts) {
    const said = firstWords(post.title, 40) ?? firstWords(post.text, 60) ?? post.key;
    lines.push(`  ${post.publishedDate ?? '–'}  ${said}${post.url === null ? '' : `  ${post.url}`}`);
    const quotedOf = quotes.get(post.key);
    if (quotedOf !== undefined)
      lines.push(...quotedLines(quotedOf, ws.config.publish.languages[0] ?? 'zh').map((line) => `      ${line}`));
  }
  return `${lines.join('\n')}\n`;
}
