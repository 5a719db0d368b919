/** What sources that reach out are asked and given: queries, a window, a polite HTTP client. Nothing here reaches out by itself. */
import { z } from 'zod';
import type { Browsing } from './browse.ts';
import { KocError, type KocErrorOptions } from './errors.ts';
import type { Outcome } from './raw.ts';

/** Which of the source's listings, where its options name several; each has a mark of its own. */
const feed = z.string().min(1).optional();

/** One thing to ask a source for. Cursors hold queries, so the shape only grows. */
export const query = z.discriminatedUnion('kind', [
  /** Posts with these words; `brandId` says whose words they are. */
  z.object({ kind: z.literal('keyword'), words: z.string().min(1), brandId: z.string().min(1), feed }),
  /** What the source itself calls mentions (a feed, the own account's @ list); the source's options say which. */
  z.object({ kind: z.literal('mention_feed'), brandId: z.string().min(1).nullable(), feed }),
  /** The recent posts of one account, by id or handle (at least one is not null). */
  z.object({ kind: z.literal('author'), authorId: z.string().min(1).nullable(), handle: z.string().min(1).nullable() }),
  /** One post again, with its counts and answers. `publishedAt`: UTC ms as we know it; null = not known. */
  z.object({ kind: z.literal('post'), postId: z.string().min(1), publishedAt: z.int().nullable() }),
]);
export type Query = z.infer<typeof query>;
export type QueryKind = Query['kind'];

/** Published from `since` (inclusive) until `until` (exclusive), UTC ms. */
export const window = z.object({ since: z.int(), until: z.int() });
export type Window = z.infer<typeof window>;

/** One listing to be read: a query over a window. */
export interface PlannedTask {
  readonly query: Query;
  readonly window: Window;
  /** New posts, an interval that was lost before, or a listing in whose middle the last pass ended. */
  readonly why: 'new' | 'lost' | 'resumed';
}

export type Accept = 'json' | 'html' | 'xml' | 'any';

export interface HttpRequest {
  readonly url: string | URL;
  readonly method?: 'GET' | 'POST';
  /** Added to the URL; undefined is left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Added to the URL that is sent, but to no log, no record and no `url` of the answer. */
  readonly secretQuery?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent to the host of `url` only, never past a redirect to another, never logged. */
  readonly secretHeaders?: Readonly<Record<string, string>>;
  /** Text as it is sent; set a content-type header with it. */
  readonly body?: string;
  /** What a good answer is. HTML where JSON or XML was promised is a refusal, never "0 results". Default any. */
  readonly accept?: Accept;
  /** Sends ETag and Last-Modified of the last answer that was sealed; the answer may then be `isNotModified`. */
  readonly conditional?: boolean;
  /** Whether robots.txt decides, where a source's requests differ in that. Default: as `meta.access.robots` says. */
  readonly obeysRobots?: boolean;
  /** Bytes of the unpacked body, at most. Default 20 MiB. */
  readonly maxBytes?: number;
  /**
   * Words of the platform's own that the status does not say. `accept` takes the answer whatever its status, an outcome ends the
   * pass with it, null leaves it to the common table. Called once an answer, before that table.
   */
  readonly judge?: (answer: HttpAnswer) => 'accept' | Outcome | null;
}

export interface HttpAnswer {
  readonly status: number;
  /** Where it came from after redirects, without secrets. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
  /** The body in the charset of its header, else UTF-8. Markup that names its charset inside is for the caller to decode. */
  readonly text: string;
  /** UTC ms. */
  readonly fetchedAt: number;
  /** The source said that nothing changed; `bytes` are empty. */
  readonly isNotModified: boolean;
}

/** A body of the promised shape and where it came from. */
export interface Fetched<T> {
  readonly value: T;
  readonly url: string;
  readonly fetchedAt: number;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Polite by itself: one queue a host at the source's pace, waits where it is told to, repeats what broke on the way at most four
 * times, keeps to allowed hosts and public addresses and to robots.txt where the source obeys it.
 */
export interface Http {
  /** Throws RefusalError when the source does not want to answer, KocError when it cannot, and when the signal is aborted. */
  send(request: HttpRequest): Promise<HttpAnswer>;
  /** `send` of JSON, read by a schema. Throws PayloadError with the path of the first thing that is otherwise. */
  json<T>(request: HttpRequest, schema: z.ZodType<T>): Promise<Fetched<T>>;
  /** Throws RefusalError when robots.txt of the host does not let us open this page; nothing but that file is asked for. */
  checkRobots(url: string): Promise<void>;
}

/** A few facts of a source that outlive its passes (a day's quota). Lost with `.koc/`; never what decides which records exist. */
export interface SourceState {
  /** Null when there is none yet or it has another shape. */
  read<T>(name: string, schema: z.ZodType<T>): T | null;
  write(name: string, value: unknown): Promise<void>;
}

/** What is going on in a live pass, for the line at the terminal. */
export interface LiveProgress {
  readonly pages: number;
  /** UTC ms until which nothing is sent; null = not waiting. */
  readonly waitingUntil: number | null;
}

/** What a pass over a source that reaches out is given. */
export interface LivePass {
  readonly http: Http;
  readonly queries: readonly Query[];
  readonly window: Window;
  /** True: the operator gave the window; marks neither widen nor narrow it, nor are they moved by it. */
  readonly isFixedWindow: boolean;
  /** Records after which the pass ends (the page under way is finished); null = no limit. */
  readonly limit: number | null;
  /** By the names in `meta.access.secrets`. Throws UsageError for one that the environment does not have. */
  readonly secret: (name: string) => string;
  readonly state: SourceState;
  /**
   * URL → what its answer is known by, used and kept by conditional requests. Owned by the pass: filled from its cursor when it begins
   * and put into the cursor beside the records, so that "not modified" is only ever said of what was sealed.
   */
  readonly validators: Map<string, { readonly etag?: string | undefined; readonly modified?: string | undefined }>;
  readonly report: (progress: Partial<LiveProgress>) => void;
  /** Of sources that are driven in a browser; absent = nothing may be opened. */
  readonly browsing?: Browsing;
}

/** The source does not want to answer: no retry, no "0 results"; the pass ends with `outcome` and keeps what it has. */
export class RefusalError extends KocError {
  readonly outcome: Outcome;
  /** `query`: it is refused for this pass, the source's other queries are asked nevertheless. */
  readonly concerns: 'source' | 'query';

  constructor(
    outcome: Outcome,
    message: string,
    options: KocErrorOptions & { readonly concerns?: RefusalError['concerns'] } = {},
  ) {
    const { concerns = 'source', ...rest } = options;
    super(message, { retry: 'later', ...rest });
    this.outcome = outcome;
    this.concerns = concerns;
  }
}
