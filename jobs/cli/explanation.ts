/** What `koc explain` prints of an author and brand, for people and for programs. Every number in it is the models'. */
import { KocError } from '../../warehouse/contracts/errors.ts';
import type { Brand, Workspace } from '../config/types.ts';
import { calledName, type KnownAuthor } from '../report/known.ts';
import type { CandidateRow, LeftOutRow } from '../report/rows.ts';
import { firstWords } from '../report/text.ts';
import {
  againstUsual,
  badges,
  changeLabel,
  consumerSentence,
  contributions,
  factorSentences,
  leftOutSentence,
  missingPhrases,
  raiseSentence,
  weakestSentence,
  whySentences,
} from '../report/why.ts';
import { catalogues, worded } from '../report/words/languages.ts';
import { type Lookalike, similarJson, similarText } from './lookalikes.ts';
import type { Dossier } from './published_author.ts';
import { quotedLines } from './quoted_lines.ts';
import type { QuotedWords } from './quoted_words.ts';

/** A candidate with what is known of the author and the cited posts. */
export interface ExplainedCandidate {
  readonly row: CandidateRow;
  readonly dossier: Dossier;
  /** What counted in the words of each post, by its key. */
  readonly quotes: ReadonlyMap<string, QuotedWords>;
  /** Most alike first; null = none are made, as the author is not listed; absent = not asked for. */
  readonly similar?: readonly Lookalike[] | null;
}

/** Somebody who is no candidate by class. */
export interface ExplainedLeftOut {
  readonly row: LeftOutRow;
  readonly author: KnownAuthor | null;
  /** Null where look-alikes were asked for: none are made of somebody left out. */
  readonly similar?: null;
}

/** One entry of `--json`: the row, its decomposition and its sentences in each language. */
export function candidateJson(ws: Workspace, { row, dossier, quotes, similar }: ExplainedCandidate): object {
  const brand = ws.config.brands.find(({ id }) => id === row.brandId);
  return {
    candidate: row,
    decomposition: decomposition(row),
    words: catalogues(ws.config.publish.languages).map((words) => ({
      language: words.code,
      class: consumerSentence(row, words),
      why: whySentences(row, brand, words),
      weakest: weakestSentence(row, brand, words),
      raise: raiseSentence(row, words),
      missing: row.status === 'early' ? missingPhrases(row, words) : [],
      factors: factorSentences(row, brand, words),
    })),
    author: dossier.author,
    evidence: dossier.posts.map((post) => ({ ...post, quotes: quotes.get(post.key) ?? null })),
    ...(similar === undefined ? {} : { similar: similar === null ? null : similarJson(ws, similar) }),
  };
}

/** One entry of `--json` of somebody left out. */
export function leftOutJson(ws: Workspace, { row, author, similar }: ExplainedLeftOut): object {
  return {
    left_out: row,
    words: catalogues(ws.config.publish.languages).map((words) => ({
      language: words.code,
      why: [leftOutSentence(row, words)],
    })),
    author,
    ...(similar === undefined ? {} : { similar }),
  };
}

/** The log decomposition of ranking 7: parts by factor, their sum, and the ln it adds up to. Null where nobody is eligible. */
function decomposition(row: CandidateRow): object | null {
  const parts = contributions(row);
  if (parts.length === 0 || row.usualScore === null) return null;
  return {
    contributions: Object.fromEntries(parts),
    sum: parts.reduce((sum, [, part]) => sum + part, 0),
    ln_ratio: Math.log(row.kocScore / row.usualScore),
    geometric_mean: row.usualScore,
  };
}

/** Lines for a terminal, ending with a line end. */
export function candidateText(
  ws: Workspace,
  { row, dossier: { author, posts }, quotes, similar }: ExplainedCandidate,
): string {
  const [words] = catalogues(ws.config.publish.languages);
  const brand = brandOf(ws, row.brandId);
  const place = row.rank === null ? row.status : `#${row.rank} ${changeLabel(row, words)}`;
  const index = row.indexValue === null ? '' : `, ${words.columns.indexValue} ${row.indexValue.toFixed(0)}`;
  const worn = [...(row.activity === 'active' ? [] : [worded(words.activity, row.activity)]), ...badges(row, words)];
  const lines = [
    `${calledName(author ?? undefined) ?? row.authorKey} (${worded(words.platform, row.platform)}) · ${brand.names[0] ?? brand.id} · ${row.isoWeek}: ${place}${index}${row.grade === null ? '' : ` (${row.grade})`}`,
    ...(author?.url ? [`  ${author.url}`] : []),
    `  ${[consumerSentence(row, words), ...worn].join(' · ')}`,
    ...whySentences(row, brand, words).map((sentence) => `  + ${sentence}`),
  ];
  const weakest = weakestSentence(row, brand, words);
  if (weakest !== null) lines.push(`  - ${weakest}`);
  const product = againstUsual(row, words);
  if (product !== null) lines.push(`  = ${product}`);
  if (row.diversity !== null) lines.push(`  ! ${worded(words.diversity, row.diversity)}`);
  if (row.status === 'early') lines.push(...missingPhrases(row, words).map((phrase) => `  ? ${phrase}`));
  for (const post of posts) {
    const said = firstWords(post.title, 40) ?? firstWords(post.text, 60) ?? post.key;
    lines.push(`  ${post.publishedDate ?? '–'}  ${said}${post.url === null ? '' : `  ${post.url}`}`);
    const quoted = quotes.get(post.key);
    if (quoted !== undefined)
      lines.push(...quotedLines(quoted, ws.config.publish.languages[0] ?? 'zh').map((line) => `      ${line}`));
  }
  return `${lines.join('\n')}\n${similar === undefined ? '' : similarText(ws, similar)}`;
}

/** Lines for a terminal, ending with a line end. */
export function leftOutText(ws: Workspace, { row, author, similar }: ExplainedLeftOut): string {
  const [words] = catalogues(ws.config.publish.languages);
  const brand = brandOf(ws, row.brandId);
  const name = calledName(author ?? undefined) ?? row.authorKey;
  return `${name} · ${brand.names[0] ?? brand.id} · ${row.isoWeek}\n  ${leftOutSentence(row, words)}\n${similar === undefined ? '' : similarText(ws, similar)}`;
}

function brandOf(ws: Workspace, id: string): Brand {
  const brand = ws.config.brands.find((one) => one.id === id);
  if (brand === undefined)
    throw new KocError(`brand ${id} is published but no longer in koc.yaml`, { hint: 'Run `koc weekly`.' });
  return brand;
}
