/** What a Mastodon server (or one that speaks its API) sends, as far as it is read. */
import { z } from 'zod';
import { countField } from '../reading/exact_count.ts';

const flag = z.boolean().nullish().catch(null);

export const account = z.looseObject({
  /** The server's own id of it. */
  id: z.string().min(1),
  /** `user` on the server itself, `user@host` elsewhere. */
  acct: z.string().min(1),
  url: z.url(),
  bot: flag,
  group: flag,
  discoverable: flag,
  indexable: flag,
  noindex: flag,
  suspended: flag,
  note: z.string().nullish().catch(null),
  followers_count: countField,
});
export type Account = z.infer<typeof account>;

const named = z.looseObject({ name: z.string() });

/** `id` and `in_reply_to_id` are the server's own; `uri` is the same on every server. */
export const status = z.looseObject({
  id: z.string().min(1),
  uri: z.string().min(1),
  url: z.string().nullish(),
  created_at: z.string(),
  visibility: z.string(),
  in_reply_to_id: z.string().nullish(),
  account,
  content: z.string().nullish(),
  spoiler_text: z.string().nullish(),
  reblog: z.looseObject({ uri: z.string(), visibility: z.string().nullish() }).nullish(),
  media_attachments: z
    .array(z.looseObject({ type: z.string() }))
    .nullish()
    .catch(null),
  poll: z
    .looseObject({ options: z.array(z.looseObject({ title: z.string() })) })
    .nullish()
    .catch(null),
  tags: z.array(named).nullish().catch(null),
  favourites_count: countField,
  reblogs_count: countField,
  quotes_count: countField,
  replies_count: countField,
});
export type Status = z.infer<typeof status>;

/** Only public and unlisted posts are ever sealed, so that nothing else can be read either. */
export const sealedStatus = z.looseObject({
  /** The server that was asked. */
  host: z.string().min(1),
  status: status.omit({ account: true }).extend({ account: account.omit({ note: true }) }),
  /** Address of the first post of the thread, where it is known. */
  root_uri: z.string().nullable(),
});

export const statusList = z.array(z.unknown());
export const searchPage = z.looseObject({ statuses: z.array(z.unknown()) });
export const contextPage = z.looseObject({ ancestors: z.array(z.unknown()), descendants: z.array(z.unknown()) });
