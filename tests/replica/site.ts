/**
 * What a replica of a platform's site is: our own pages that load bodies of the platform's shapes at the platform's paths. A replica
 * says what each address answers; the pages, the server and the person who browses are shared (`page.ts`, `server.ts`, `person.ts`).
 */
import type { ReplicaComment, ReplicaMarket, ReplicaPost } from './market.ts';

/** What is wrong with the site at the moment; the replica answers accordingly where the platform has such a thing. */
export type Fault = 'none' | 'login_wall' | 'captcha' | 'risk_control' | 'changed_layout' | 'changed_schema';

export interface ReplicaRequest {
  readonly method: string;
  /** With the server's own origin. */
  readonly url: URL;
  /** Path and query parameters, for short. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Text that was sent along; empty = none. */
  readonly sent: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies: ReadonlyMap<string, string>;
  readonly fault: Fault;
}

/** What the page is to ask for, by its own script. Relative addresses. */
export interface PageAsk {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  /** JSON text of a POST. */
  readonly body?: string;
}

/** One thing in a list, as the page draws it. */
export interface PageItem {
  readonly text: string;
  /** Address of a link around it; absent = none. */
  readonly link?: string;
  /** Things below it that are shown at once (first replies). */
  readonly items?: readonly PageItem[];
  /** A button under it, and what a click on it loads below it (more replies, a long text). */
  readonly fold?: { readonly label: string; readonly ask: PageAsk };
}

/** What the page draws of an answer, and what it asks for when its reader goes on; null = that was all. */
export interface Shown {
  readonly items: readonly PageItem[];
  readonly next: PageAsk | null;
}

export interface ReplicaAnswer {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
  /** Sent in place of the body: a picture. */
  readonly bytes?: Uint8Array;
  /** Default `application/json; charset=utf-8`. */
  readonly type?: string;
  /** For answers to the page's script: what it draws. It travels in a header, the body is the platform's own. */
  readonly shows?: Shown;
}

export interface ReplicaSite {
  /** Null = there is no such page. Asked of everything but `/robots.txt` and what starts with `/_replica/`. */
  answer(request: ReplicaRequest): ReplicaAnswer | null;
}

/** What rows must show, for comparing them with the market; what is not named is not compared. */
export interface Visible {
  readonly post: readonly (
    | 'title'
    | 'likes'
    | 'saves'
    | 'shares'
    | 'replies'
    | 'views'
    | 'coins'
    | 'danmaku'
    | 'region'
    | 'images'
  )[];
  readonly comment: readonly ('likes' | 'region')[];
  /** True: of an answer to an answer only the top of its thread is told. */
  readonly isFlat?: boolean;
  /** Where followers of an author are shown; null = nowhere. */
  readonly followers: 'profile' | 'everywhere' | null;
}

export interface Replica {
  /** Of the collector and of this file. */
  readonly name: string;
  /** Cookies that a login sets, as `session.cookies` of the source names them. */
  readonly cookies: readonly string[];
  /** Ids of canonical rows. `author`: as in `author_id`; `post` and `comment`: as in a record's id. */
  readonly ids: {
    readonly post: (no: number) => string;
    readonly comment: (no: number) => string;
    readonly author: (no: number) => string;
  };
  readonly visible: Visible;
  /** Whether a record of kind post is what the platform has beside the market's posts (the question that answers are for). Default: never. */
  readonly isBeside?: (id: string) => boolean;
  /** Text of the row of a post or comment, where the platform words it otherwise than the market does (tags, @). Default: the market's. */
  readonly says?: (of: ReplicaPost | ReplicaComment) => string;
  readonly site: (market: ReplicaMarket) => ReplicaSite;
  /** Relative addresses that a person opens one after the other to see everything: search, each post, each profile, own mentions. */
  readonly visits: (market: ReplicaMarket) => readonly string[];
}

export function json(body: unknown, shows?: Shown, more: Omit<ReplicaAnswer, 'body' | 'shows'> = {}): ReplicaAnswer {
  return { ...more, body: JSON.stringify(body), ...(shows === undefined ? {} : { shows }) };
}
