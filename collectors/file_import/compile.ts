/**
 * Compiles a mapping once into a function from a source row to canonical rows. Pure: the same row and moment of import give
 * the same rows, at import and whenever the lake is made again.
 */
import { hash } from 'node:crypto';
import { isMaskedAuthorId } from '../../warehouse/contracts/ids.ts';
import { slug } from '../../warehouse/contracts/raw.ts';
import type { CanonicalAuthor, CanonicalCounts, CanonicalRecord } from '../../warehouse/contracts/rows.ts';
import { DAY_MS, zoneOffset } from '../../warehouse/contracts/time.ts';
import { type MomentNotation, readMoment } from '../reading/moments.ts';
import { countReaderOf, type Row, readerOf, unwrapped } from './columns.ts';
import type { FieldName } from './fields.ts';
import { leftOutRule } from './leave_out.ts';
import { type Mapping, RECORDED } from './mapping.ts';
import { ratingSigner } from './ratings.ts';
import { kindOf, RowProblem } from './row_problem.ts';
import {
  ID_SEPARATORS,
  readBoolean,
  readCount,
  readHowMany,
  readId,
  readList,
  readName,
  readReference,
  readText,
  TAG_SEPARATORS,
} from './values.ts';

/** One source row in canonical form. */
export interface MappedRow {
  /** Null when the row tells of an account only. */
  readonly record: CanonicalRecord | null;
  /** What the row is known by; with an account only, the author. */
  readonly node: Pick<CanonicalRecord, 'platform' | 'id' | 'parentId' | 'rootId' | 'authorId' | 'observedAt'> & {
    readonly kind: CanonicalRecord['kind'] | 'author';
  };
  /** Null when the author is unknown or the mapping says nothing of accounts. */
  readonly author: CanonicalAuthor | null;
  /** Null when no count is shown. */
  readonly counts: CanonicalCounts | null;
}

/**
 * `importedAt` (UTC ms) stands in where neither moment is known and bounds what can be true. `id`: that of the sealed envelope,
 * when there is one. Null: a row that the mapping leaves out. Throws RowProblem.
 */
export type RowMapper = (row: Row, importedAt: number, id?: string) => MappedRow | null;

/** Public platforms as we know them did not exist before; earlier dates are clocks that were never set. UTC ms. */
const EARLIEST = Date.UTC(1995, 0, 1);
/** How far a foreign clock may run ahead, ms. */
const AHEAD_MS = 2 * DAY_MS;

/** `timezone` is that of the mapping or, failing that, of the workspace. */
export function compileMapping(mapping: Mapping, timezone: string): RowMapper {
  const notation: MomentNotation = {
    offset: zoneOffset(timezone),
    unit: mapping.time_unit,
    order: mapping.date_order,
  };
  const field = (name: FieldName) => readerOf(mapping.fields[name]);
  const moment = (name: 'published_at' | 'observed_at') => {
    const read = field(name);
    return (row: Row, importedAt: number) => bounded(readMoment(read(row), notation), name, read(row), importedAt);
  };
  const [text, title, transcript, ocrText] = bind(['text', 'title', 'transcript', 'ocr_text'], readText);
  const [url, authorName, authorUrl, format, region] = bind(
    ['url', 'author_name', 'author_url', 'format', 'region'],
    readName,
  );
  const [brand, product] = bind(['brand', 'product'], readName);
  const [ownId, authorId] = bind(['id', 'author_id'], readId);
  const [parentId, rootId] = bind(['parent_id', 'root_id'], readReference);
  const [likes, saves, replies, shares, views, coins, danmaku, followers] = bind(
    ['likes', 'saves', 'replies', 'shares', 'views', 'coins', 'danmaku', 'followers'],
    readCount,
    countReaderOf,
  );
  const [imageCount, imageMinPx] = bind(['image_count', 'image_min_px'], readHowMany);
  const [isBrand, isRepost, isDisclosed, isGifted, isPurchaseVerified, isVerified] = bind(
    ['is_brand', 'is_repost', 'disclosed', 'gifted', 'purchase_verified', 'account_verified'],
    readBoolean,
  );
  const [hasVideo, hasContact] = bind(['has_video', 'author_contact'], (value, name) => readBoolean(value, name, true));
  const publishedAtOf = moment('published_at');
  const observedAtOf = moment('observed_at');
  const platforms = new Set<string>();
  const platformOf = readerOf(mapping.platform);
  const kindOfRow = readerOf(mapping.kind);
  const hashtagsOf = field('hashtags');
  const repliedByOf = field('replied_by');
  const accountKindOf = field('account_kind');
  const ratingOf = ratingSigner(mapping);
  const isLeftOut = leftOutRule(mapping);
  const collectsReplies = mapping.collects.includes('replies');
  const ACCOUNT = [
    'author_name',
    'author_url',
    'followers',
    'account_kind',
    'account_verified',
    'author_contact',
  ] as const;
  const saysAccounts = ACCOUNT.some((name) => mapping.fields[name] !== undefined);

  function bind<const Names extends readonly FieldName[], T>(
    names: Names,
    read: (value: unknown, name: string) => T,
    reader = readerOf,
  ) {
    return names.map((name) => {
      const value = reader(mapping.fields[name]);
      return (row: Row) => read(value(row), name);
    }) as { [index in keyof Names]: (row: Row) => T };
  }

  return (given, importedAt, id) => {
    const row = unwrapped(given, mapping.within);
    if (isLeftOut(row)) return null;
    const platform = readPlatform(platformOf(row), platforms);
    const kind = readKind(kindOfRow(row));
    const publishedAt = publishedAtOf(row, importedAt);
    const observedAt = observedAtOf(row, importedAt);
    const seen = {
      observedAt: observedAt ?? publishedAt ?? importedAt,
      observedBasis: observedAt === null && publishedAt !== null ? ('assumed' as const) : ('observed' as const),
    };
    const shownAuthor = authorId(row);
    const author = isMaskedAuthorId(shownAuthor) ? null : shownAuthor;
    const account: CanonicalAuthor | null =
      author === null || !saysAccounts
        ? null
        : {
            platform,
            id: author,
            name: authorName(row),
            url: authorUrl(row),
            followers: followers(row),
            accountKind: readAccountKind(accountKindOf(row)),
            isVerified: isVerified(row),
            hasContact: hasContact(row),
            ...seen,
          };
    if (kind === 'author') {
      if (author === null) throw new RowProblem('author_id', 'expected the id of an account that is not masked');
      const { observedAt } = seen;
      const node = { platform, kind, id: author, parentId: null, rootId: null, authorId: author, observedAt };
      return { record: null, node, author: account, counts: null };
    }
    const link = url(row);
    const rated = ratingOf(row);
    // Written out, not spread: this runs for every row twice and copying was a fifth of it.
    const record: CanonicalRecord = {
      platform,
      kind,
      id: id ?? ownId(row) ?? '',
      parentId: parentId(row),
      rootId: rootId(row),
      repliedBy: readList(repliedByOf(row), 'replied_by', ID_SEPARATORS),
      authorId: author,
      title: title(row),
      text: text(row),
      transcript: transcript(row),
      ocrText: ocrText(row),
      hashtags: readList(hashtagsOf(row), 'hashtags', TAG_SEPARATORS),
      url: link !== null && /^https?:\/\//iu.test(link) ? link : null,
      format: format(row),
      region: region(row)?.replace(/^(发布于|IP属地[:：]?|来自)\s*/u, '') || null,
      brand: brand(row),
      product: product(row),
      rating: rated.rating,
      ratingScale: rated.ratingScale,
      ratingSign: rated.ratingSign,
      imageCount: imageCount(row),
      imageMinPx: imageMinPx(row),
      hasVideo: hasVideo(row),
      isBrand: isBrand(row),
      isRepost: isRepost(row),
      isDisclosed: isDisclosed(row),
      isGifted: isGifted(row),
      isPurchaseVerified: isPurchaseVerified(row),
      publishedAt,
      observedAt: seen.observedAt,
      observedBasis: seen.observedBasis,
      coverageBasis: mapping.coverage_basis,
      collectsReplies,
    };
    if (record.id === '') record.id = hashOf(record, authorName(row));
    // Some platforms write a record's own id where it answers nothing.
    if (record.parentId === record.id) record.parentId = null;
    if (record.rootId === record.id) record.rootId = null;
    const shown = {
      likes: likes(row),
      saves: saves(row),
      replies: replies(row),
      shares: shares(row),
      views: views(row),
      coins: coins(row),
      danmaku: danmaku(row),
    };
    const isCounted =
      (shown.likes ?? shown.saves ?? shown.replies ?? shown.shares) !== null ||
      (shown.views ?? shown.coins ?? shown.danmaku) !== null;
    return {
      record,
      node: record,
      author: account,
      counts: isCounted ? { platform, kind, id: record.id, ...shown, ...seen } : null,
    };
  };
}

/** Id of a row that carries none: who said what, where and when; counts are left out, so that a later export is the same record. */
function hashOf(said: CanonicalRecord, authorName: string | null): string {
  const { platform, kind, parentId, rootId, authorId, publishedAt, title, text, transcript, ocrText } = said;
  const who = [platform, kind, parentId, rootId, authorId, authorName, publishedAt];
  const what = [title, text, transcript, ocrText, said.url, said.brand, said.product, said.rating];
  return hash('sha256', JSON.stringify([who, what]), 'hex').slice(0, 32);
}

function readPlatform(value: unknown, known: Set<string>): string {
  if (typeof value === 'string') {
    if (known.has(value)) return value;
    const name = value.trim().toLowerCase();
    if (slug.safeParse(name).success) {
      if (name === value && known.size < 1000) known.add(name);
      return name;
    }
  }
  throw new RowProblem('platform', `expected a name of a-z, 0-9, _ or -, got ${kindOf(value)}`);
}

function readKind(value: unknown): MappedRow['node']['kind'] {
  const kind = typeof value === 'string' ? value.trim().toLowerCase() : '';
  if (RECORDED.has(kind)) return kind as MappedRow['node']['kind'];
  throw new RowProblem('kind', `expected post, comment, review, mention or author, got ${kindOf(value)}`);
}

function readAccountKind(value: unknown): CanonicalAuthor['accountKind'] {
  const kind = readName(value, 'account_kind')?.toLowerCase() ?? null;
  if (kind === null || kind === 'person' || kind === 'organisation' || kind === 'media' || kind === 'store')
    return kind;
  if (kind === 'organization') return 'organisation';
  throw new RowProblem('account_kind', `expected person, organisation, media or store, got ${kindOf(value)}`);
}

function bounded(at: number | null | undefined, field: string, shown: unknown, importedAt: number): number | null {
  if (at === null) return null;
  if (at === undefined || !Number.isSafeInteger(at)) {
    throw new RowProblem(field, `expected a date, got ${kindOf(shown)} in no known notation`);
  }
  if (at >= EARLIEST && at <= importedAt + AHEAD_MS) return at;
  const date = Math.abs(at) <= 8.64e15 ? new Date(at).toISOString().slice(0, 10) : 'a date out of range';
  throw new RowProblem(field, `${field} ${date} ${at < EARLIEST ? 'lies before 1995' : 'lies in the future'}`);
}
