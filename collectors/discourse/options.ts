/** What an operator says of a forum, and how requests to it look. Keys go into headers that are never told. */
import { z } from 'zod';
import type { HttpAnswer, HttpRequest } from '../../warehouse/contracts/live.ts';
import type { Ask } from '../engine/listing.ts';

export const options = z.strictObject({
  base_url: z.url({ protocol: /^https?$/u }).describe('address of the forum, https://forum.example.org'),
  uses_api_key: z
    .boolean()
    .default(false)
    .describe('ask as an account of the forum: DISCOURSE_API_KEY and DISCOURSE_API_USERNAME hold its key and name'),
  answers_per_topic: z
    .int()
    .min(20)
    .max(10_000)
    .default(400)
    .describe('newest answers of a topic that are read, at most'),
});
export type Options = z.output<typeof options>;

/** Number of a page of the search, id before which posts are listed, offset of actions; or ids of posts of a topic. */
export const next = z.union([z.int().positive(), z.array(z.int().positive()).min(1)]);
export type Next = z.infer<typeof next>;

export type DiscourseAsk = Ask<Options, Next>;

/** `path` begins with a slash and may carry a query of its own. */
export function request(ask: DiscourseAsk, path: string, query: HttpRequest['query'] = {}): HttpRequest {
  const { options, secret } = ask;
  return {
    url: `${options.base_url.replace(/\/+$/u, '')}${path}`,
    query,
    judge,
    ...(options.uses_api_key
      ? {
          secretHeaders: {
            'api-key': secret('DISCOURSE_API_KEY'),
            'api-username': secret('DISCOURSE_API_USERNAME'),
          },
        }
      : {}),
  };
}

/** Forums refuse with a reason in JSON: a closed forum is not a closed topic. */
function judge({ status, text }: HttpAnswer): 'login_needed' | 'gone' | null {
  if (status !== 403 && status !== 404) return null;
  if (/"error_type"\s*:\s*"not_logged_in"/u.test(text)) return 'login_needed';
  return /"error_type"\s*:\s*"invalid_access"/u.test(text) ? 'gone' : null;
}
