/** `koc explain`: why an author stands where they stand, from the published tables. Reads only, and never waits for a run. */
import type { Command } from 'commander';
import { UsageError } from '../../../warehouse/contracts/errors.ts';
import { parseAsOf } from '../../../warehouse/contracts/time.ts';
import type { Workspace } from '../../config/types.ts';
import { evidenceKeys } from '../../report/lists.ts';
import { type App, type GlobalOptions, openSession } from '../app.ts';
import {
  candidateJson,
  candidateText,
  type ExplainedCandidate,
  type ExplainedLeftOut,
  leftOutJson,
  leftOutText,
} from '../explanation.ts';
import { readLookalikes } from '../lookalikes.ts';
import { openPublished, type Published } from '../published.ts';
import { authorRows, type Dossier, readDossier } from '../published_author.ts';
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
    .option('--similar', 'also the candidates most like a listed author, and in what')
    .action(async (typed: string, options: GlobalOptions & { brand?: string; similar?: boolean }) => {
      await using session = await openSession(app, options, { writes: false });
      const { ws, ctx } = session;
      checkBrand(ws, options.brand);
      await using published = await openPublished(ws.dir, ctx.threads);
      const { candidates, leftOut } = await explained(ws, published, typed, options);
      if (options.json)
        return app.out.json([
          ...candidates.map((one) => candidateJson(ws, one)),
          ...leftOut.map((one) => leftOutJson(ws, one)),
        ]);
      for (const one of candidates) await app.out.data(candidateText(ws, one));
      for (const one of leftOut) await app.out.data(leftOutText(ws, one));
    });
}

/** Where no target may carry a name, none is read from identity either. */
const NAMELESS: Dossier = { author: null, posts: [] };

interface Explained {
  readonly candidates: readonly ExplainedCandidate[];
  readonly leftOut: readonly ExplainedLeftOut[];
}

async function explained(
  ws: Workspace,
  published: Published,
  typed: string,
  { brand, similar: wantsSimilar }: { brand?: string; similar?: boolean },
): Promise<Explained> {
  const { candidates, leftOut } = await authorRows(ws, published, typed, brand);
  const asOf = [...candidates, ...leftOut].map((row) => parseAsOf(row.asOf, ws.offset))[0];
  if (asOf === undefined) {
    const where = brand === undefined ? 'any own brand' : brand;
    throw new UsageError(`${JSON.stringify(typed)} is no candidate of ${where} in the week that is published`, {
      hint: 'No praise of the brand was seen, the name is not known (try platform:id), or the account is one of those left out for unusual patterns, which are published as counts only.',
    });
  }
  const wantsNames = Object.values(ws.config.publish.identity).includes('handle');
  const dossier = async (key: string, posts: readonly string[]) =>
    wantsNames ? readDossier(ws, published, asOf, key, posts) : NAMELESS;
  const quote = await quoter(ws);
  return {
    candidates: await Promise.all(
      candidates.map(async (row) => {
        const known = await dossier(row.authorKey, evidenceKeys(row));
        const quotes = new Map(known.posts.map((post) => [post.key, quote(post)]));
        if (wantsSimilar !== true) return { row, dossier: known, quotes };
        return { row, dossier: known, quotes, similar: await readLookalikes(ws, published, asOf, row, wantsNames) };
      }),
    ),
    leftOut: await Promise.all(
      leftOut.map(async (row) => ({
        row,
        author: (await dossier(row.authorKey, [])).author,
        ...(wantsSimilar === true ? { similar: null } : {}),
      })),
    ),
  };
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
