/** Asks a server's API, as a stranger or by the operator's token, which goes out in a secret header only. */
import type { z } from 'zod';
import type { Fetched, HttpAnswer } from '../../warehouse/contracts/live.ts';
import type { Ask } from '../engine/listing.ts';
import type { Options } from './options.ts';

type Caller = Pick<Ask<Options, unknown>, 'http' | 'options' | 'secret'>;
type Params = Readonly<Record<string, string | number | boolean | undefined>>;

export function get<T>(caller: Caller, path: string, query: Params, schema: z.ZodType<T>): Promise<Fetched<T>> {
  const { options, http } = caller;
  return http.json(
    {
      url: new URL(path, options.base_url),
      query,
      ...(hasToken(options) ? { secretHeaders: { authorization: `Bearer ${caller.secret('MASTODON_TOKEN')}` } } : {}),
      judge,
    },
    schema,
  );
}

export function hostOf({ base_url }: Options): string {
  return new URL(base_url).host;
}

export function hasToken({ token, search }: Options): boolean {
  return token || search;
}

/** Servers that show nothing to strangers say so by 422, as if the request were wrong. */
function judge({ status, text }: HttpAnswer): 'login_needed' | null {
  return status === 422 && /authenticated user/iu.test(text) ? 'login_needed' : null;
}

/** `max_id` of the next page by the Link header; null = there is none. Undefined where the server does not link its pages. */
export function olderThan(headers: Fetched<unknown>['headers']): string | null | undefined {
  const { link } = headers;
  if (link === undefined) return undefined;
  const next = /<([^>]*)>\s*;\s*rel="?next"?/iu.exec(link)?.[1];
  return next === undefined ? null : new URL(next, 'https://any.invalid').searchParams.get('max_id');
}
