/** Reads what GDELT answers: JSON that is not always JSON, and plain words with status 200 where it refuses. */
import { PayloadError } from '../../warehouse/contracts/errors.ts';
import { type HttpAnswer, RefusalError } from '../../warehouse/contracts/live.ts';
import { parseJson } from '../reading/json_body.ts';

/** Too many requests are told in words, whatever the status. */
export function judge({ text, status }: HttpAnswer): 'rate_limited' | null {
  return status === 200 && /^\s*please limit requests/iu.test(text) ? 'rate_limited' : null;
}

/** Throws RefusalError for words (they say what is wrong with the query) and PayloadError for JSON that cannot be mended. */
export function readAnswer({ text, url }: Pick<HttpAnswer, 'text' | 'url'>): unknown {
  const body = text.trim();
  if (/^[\p{L}"'(]/u.test(body) && !/^(?:true|false|null)\b/u.test(body)) {
    throw new RefusalError('failed', `GDELT does not take the query: ${body.replace(/\s+/gu, ' ').slice(0, 150)}`, {
      concerns: 'query',
      hint: 'Names of brands may be too short or too common for it: give the source queries of its own.',
    });
  }
  try {
    return parseJson(body, url);
  } catch (error) {
    const mended = withoutBadEscapes(body);
    if (!(error instanceof PayloadError) || mended === body) throw error;
    return parseJson(mended, url);
  }
}

/** Titles are put into strings as they are: backslashes that begin nothing, and control characters. */
function withoutBadEscapes(text: string): string {
  return text
    .replace(/\\(\\|"|\/|[bfnrt]|u[\da-fA-F]{4})|\\/gu, (found, known: string | undefined) =>
      known === undefined ? '' : found,
    )
    .replace(CONTROLS, ' ');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\u0000-\u001f]/gu;
