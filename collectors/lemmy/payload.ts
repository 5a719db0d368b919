/** What a Lemmy server sends (API v3), as far as it is read. Ids are numbers of the server that is asked. */
import { z } from 'zod';
import { countField } from '../reading/exact_count.ts';

const flag = z.boolean().nullish().catch(null);

/** `actor_id`: the address of an account, the same on all servers. */
export const person = z.looseObject({ name: z.string(), actor_id: z.url(), bot_account: flag });
export type Person = z.infer<typeof person>;

const creator = person.nullish();

export const postView = z.looseObject({
  post: z.looseObject({
    id: z.int().positive(),
    name: z.string(),
    body: z.string().nullish(),
    url: z.string().nullish(),
    url_content_type: z.string().nullish(),
    published: z.string(),
    deleted: flag,
    removed: flag,
  }),
  creator,
  counts: z.looseObject({ upvotes: countField, comments: countField }).nullish(),
});
export type PostView = z.infer<typeof postView>;

/** `path`: ids from the first comment down to this one, `0.12.34`. */
export const commentView = z.looseObject({
  comment: z.looseObject({
    id: z.int().positive(),
    content: z.string(),
    path: z.string(),
    published: z.string(),
    deleted: flag,
    removed: flag,
  }),
  creator,
  post: z.looseObject({ id: z.int().positive() }),
  counts: z.looseObject({ upvotes: countField, child_count: countField }).nullish(),
});
export type CommentView = z.infer<typeof commentView>;

/** What is sealed: the server that was asked, and what it said. */
export const sealedPost = z.looseObject({ host: z.string().min(1), view: postView });
export const sealedComment = z.looseObject({ host: z.string().min(1), view: commentView });

export const listPage = z.looseObject({ posts: z.array(z.unknown()), comments: z.array(z.unknown()) });
export const postPage = z.looseObject({ post_view: z.unknown() });
export const commentPage = z.looseObject({ comments: z.array(z.unknown()) });
