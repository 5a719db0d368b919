/** A week's message for a chat: what is said, before any platform's markup. Invariant: words of strangers are plain words, so that no nickname is a link or calls anybody. */
import type { IdentityClass } from '../../config/types.ts';
import { calledName, knownAt, shortKey } from '../known.ts';
import type { Lists } from '../lists.ts';
import { grouped, percent } from '../numbers.ts';
import type { CandidateRow } from '../rows.ts';
import { firstWords } from '../text.ts';
import { changeLabel } from '../why.ts';
import { worded } from '../words/languages.ts';
import type { Words } from '../words/words.ts';
import { digest, ownBrands } from './digest.ts';

/** One brand's part of a message. */
export interface MessagePart {
  readonly heading: string;
  /** Most important first. */
  readonly lines: readonly string[];
}

export interface Message {
  /** Shown where a platform shows a title of its own. */
  readonly title: string;
  readonly parts: readonly MessagePart[];
  /** Text and address of the report; null = nobody has said where it can be opened. */
  readonly link: { readonly text: string; readonly url: string } | null;
  /** Said where parts or lines were left out for want of space. */
  readonly more: string;
}

const [NAME_LENGTH, BRAND_LENGTH, TOP] = [20, 30, 5];

/**
 * The same lists give the same message. Names stand in it at class `handle` only; at `aggregate` nobody does.
 *
 * @param brandIds own brands told of; null = all.
 */
export function message(
  lists: Lists,
  words: Words,
  options: {
    readonly identityClass: IdentityClass;
    readonly brandIds: readonly string[] | null;
    readonly reportUrl: string | null;
  },
): Message {
  const { identityClass, brandIds, reportUrl } = options;
  const say = words.onePage.notify;
  const known = knownAt(identityClass, lists.known);
  const called = (row: CandidateRow): string => {
    const name = calledName(known.authors.get(row.authorKey));
    return plainWords(name, NAME_LENGTH) ?? words.labels.pseudonym(shortKey(row.authorKey));
  };
  const brands = ownBrands(lists).filter(({ id }) => brandIds?.includes(id) ?? true);
  const parts = brands.map((brand): MessagePart => {
    const told = digest(lists, brand);
    const { week } = told;
    const share = week?.sovAuthors ?? null;
    const net = week?.netSentimentOpinions ?? null;
    const voice = say.voice({
      share: share === null ? '–' : percent(share),
      authors: week === null ? '–' : grouped(week.authorsCount),
      net: net === null ? '–' : `${net > 0 ? '+' : ''}${net.toFixed(2)}`,
    });
    const list = say.list({
      listed: told.listedCount,
      fresh: told.fresh.length,
      risen: told.risen.length,
      atRisk: told.atRiskCount,
      left: told.left.length,
    });
    const people = identityClass === 'aggregate' ? [] : told.top.slice(0, TOP);
    return {
      heading: say.title({
        brand: plainWords(brand.names[0] ?? brand.id, BRAND_LENGTH) ?? brand.id,
        week: lists.asOf.isoWeek,
      }),
      lines: [
        voice,
        list,
        ...people.map(
          (row) => `${row.rank} ${changeLabel(row, words)} ${called(row)} · ${worded(words.platform, row.platform)}`,
        ),
      ],
    };
  });
  const link = reportUrl === null ? null : { text: say.open, url: reportUrl };
  return { title: `${words.onePage.title} ${lists.asOf.isoWeek}`, parts, link, more: say.more };
}

/** What a mark-up, a mention or a link is made of, in the widths that mean nothing to a machine. */
const MEANINGLESS: Readonly<Record<string, string>> = Object.fromEntries(
  [...'<>[](){}*_`~#|\\@!&:/"\''].map((mark) => [mark, String.fromCodePoint(mark.codePointAt(0)! + 0xfee0)]),
);

/** Words of a stranger for a chat, at most so many graphemes: nothing in them is mark-up, a mention or an address. Null = no words. */
export function plainWords(text: string | null, limit: number): string | null {
  const words = firstWords(text, limit);
  if (words === null) return null;
  return words
    .replaceAll(/[<>[\](){}*_`~#|\\@!&:/"']/gu, (mark) => MEANINGLESS[mark] ?? mark)
    .replaceAll(/(?<=[\p{L}\p{N}])[.。．｡](?=[\p{L}\p{N}])/gu, '\u2024');
}
