/**
 * Reads HAR 1.2, as people save it from their browser's network panel: entry by entry, files of any size. Cookies and
 * authorisation are left behind here; what an entry lacks is said, never guessed.
 */
import { z } from 'zod';
import type { Received } from '../../warehouse/contracts/browse.ts';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import { decodePage } from '../reading/html.ts';
import { jsonElements } from './json_elements.ts';

/** One entry. Without a body it says nothing about the platform: it must not be taken for an empty answer. */
export interface HarAnswer {
  readonly received: Received;
  /** False: it was saved without content, or the browser had thrown the body away. */
  readonly hasBody: boolean;
}

/** An entry that could not be used: `too_long` above 64 MiB, `unreadable` no entry of HAR 1.2. */
export interface HarGap {
  readonly gap: 'too_long' | 'unreadable';
}

/** Bytes of one entry, at most. */
const MAX_ENTRY = 64 * 1024 * 1024;

const headers = z.array(z.looseObject({ name: z.string(), value: z.string() })).catch([]);

const entry = z.looseObject({
  startedDateTime: z.string().transform((text, context) => {
    const at = Date.parse(text);
    if (Number.isNaN(at)) context.addIssue({ code: 'custom', message: 'expected a moment' });
    return at;
  }),
  pageref: z.string().optional().catch(undefined),
  _resourceType: z.string().optional().catch(undefined),
  request: z.looseObject({
    method: z.string(),
    url: z.string(),
    headers,
    postData: z.looseObject({ text: z.string().optional() }).optional().catch(undefined),
  }),
  response: z.looseObject({
    status: z.int().nonnegative(),
    headers,
    content: z
      .looseObject({
        size: z.number().catch(-1),
        mimeType: z.string().catch(''),
        text: z.string().optional().catch(undefined),
        encoding: z.string().optional().catch(undefined),
      })
      .catch({ size: -1, mimeType: '', text: undefined, encoding: undefined }),
  }),
});
type Entry = z.infer<typeof entry>;

const pages = z.looseObject({ id: z.string(), title: z.string() });

/**
 * Answers in the order of the file; `at` is when the entry was asked for. Entries of pictures, styles and the like are left out.
 *
 * @param chunks bytes of the file; `where` names it in errors.
 * @throws UsageError for what is no HAR, and at the end of one that breaks off (what came before it was given).
 */
export async function* readHar(
  chunks: AsyncIterable<Uint8Array>,
  where: string,
): AsyncGenerator<HarAnswer | HarGap, void> {
  const elements = jsonElements(chunks, 'log', LISTS, MAX_ENTRY);
  /** Address of a page by its id; Chrome puts it into the title. */
  const shown = new Map<string, string>();
  let hasEntries = false;
  let next = await elements.next();
  for (; !next.done; next = await elements.next()) {
    const { list, bytes } = next.value;
    if (list === 'pages') {
      const page = pages.safeParse(parsed(bytes)).data;
      if (page !== undefined && URL.canParse(page.title)) shown.set(page.id, page.title);
      continue;
    }
    hasEntries = true;
    if (bytes === null) {
      yield { gap: 'too_long' };
      continue;
    }
    const read = entry.safeParse(parsed(bytes));
    if (!read.success) yield { gap: 'unreadable' };
    else if (isRead(read.data)) yield answerOf(read.data, shown);
  }
  const { isFound, isClosed } = next.value;
  if (!isFound && !hasEntries) {
    throw new UsageError(`${where} is no HAR file`, {
      hint: 'In the network panel of the browser choose "Save all as HAR with content".',
    });
  }
  if (!isClosed) throw new UsageError(`${where} breaks off in the middle; what stood before it was read`);
}

const LISTS: ReadonlySet<string> = new Set(['pages', 'entries']);

function parsed(bytes: Buffer | null): unknown {
  if (bytes === null) return undefined;
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

const OTHERS = /^(?:image|font|media|stylesheet|script|manifest|texttrack|websocket|eventsource|ping|preflight)$/u;
const OTHER_TYPES = /^(?:image|font|audio|video)\/|\/(?:css|(?:x-)?javascript|wasm|octet-stream)\b/u;
const JSONP = /[?&](?:callback|jsonp|cb)=/u;

/** JSONP comes as a script; a preflight and a picture are never read. */
function isRead({ _resourceType: type = '', request, response }: Entry): boolean {
  if (!URL.canParse(request.url) || request.method === 'OPTIONS' || response.status === 0) return false;
  if (JSONP.test(request.url)) return true;
  return !OTHERS.test(type) && !OTHER_TYPES.test(response.content.mimeType);
}

function answerOf({ startedDateTime: at, pageref, _resourceType, request, response }: Entry, shown: Pages): HarAnswer {
  const { content } = response;
  const asked = namedHeaders(request.headers);
  const said = namedHeaders(response.headers);
  const isDocument = _resourceType === 'document' || (_resourceType === undefined && isNavigation(asked));
  const pageUrl = isDocument ? request.url : (shown.get(pageref ?? '') ?? asked['referer'] ?? '');
  const type = said['content-type'] ?? content.mimeType;
  const text =
    content.encoding === 'base64'
      ? decodePage(Buffer.from(content.text ?? '', 'base64'), type)
      : (content.text ?? '').replace(/^\uFEFF/u, '');
  // An answer that truly is empty has no text either; only its size tells it from one whose body was not saved.
  const hasBody = content.text !== undefined || content.size === 0;
  const received: Received = {
    url: request.url,
    method: request.method,
    sent: request.postData?.text ?? null,
    status: response.status,
    headers: said,
    text,
    at,
    isDocument,
    pageUrl,
  };
  return { received, hasBody };
}

/** Browsers say what they ask for; older ones only that they would like a page. */
function isNavigation(asked: Readonly<Record<string, string>>): boolean {
  const { 'sec-fetch-dest': dest, accept = '' } = asked;
  return dest === undefined ? accept.startsWith('text/html') : dest === 'document';
}

type Pages = ReadonlyMap<string, string>;

const SECRET = new Set(['cookie', 'set-cookie', 'authorization', 'proxy-authorization']);

function namedHeaders(list: z.infer<typeof headers>): Record<string, string> {
  const named = list.map(({ name, value }) => [name.toLowerCase(), value] as const);
  return Object.fromEntries(named.filter(([name]) => !SECRET.has(name) && !name.startsWith(':')));
}
