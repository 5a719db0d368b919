/** What Bluesky sends (lexicons app.bsky.*), as far as it is read; everything else of a post is sealed as it came. */
import { z } from 'zod';
import { countField } from '../reading/exact_count.ts';

const label = z.looseObject({ val: z.string(), src: z.string().nullish() });

/** Who wrote or reposted. `handle.invalid` stands for a handle that does not resolve. */
export const actor = z.looseObject({
  did: z.string().startsWith('did:'),
  handle: z.string().nullish(),
  labels: z.array(label).nullish().catch(null),
  verification: z
    .looseObject({ verifiedStatus: z.string().nullish(), trustedVerifierStatus: z.string().nullish() })
    .nullish()
    .catch(null),
});
export type Actor = z.infer<typeof actor>;

const strongRef = z.looseObject({ uri: z.string().startsWith('at://') });

/** A mark over a part of the text; offsets are UTF-8 bytes. */
const facet = z.looseObject({
  index: z.looseObject({ byteStart: z.int().nonnegative(), byteEnd: z.int().nonnegative() }),
  features: z.array(z.looseObject({ uri: z.string().nullish(), tag: z.string().nullish() })),
});
export type Facet = z.infer<typeof facet>;

/** What is attached to a post; which parts there are, `$type` says. */
export const embedView = z.looseObject({
  $type: z.string(),
  images: z.array(z.unknown()).nullish().catch(null),
  items: z.array(z.unknown()).nullish().catch(null),
  external: z.looseObject({ uri: z.string() }).nullish().catch(null),
  media: z.unknown().optional(),
});

export const postView = z.looseObject({
  uri: z.string().startsWith('at://'),
  author: actor,
  /** The author's own record: whatever a client has written, so each part may be odd without costing the rest. */
  record: z.looseObject({
    text: z.string().nullish().catch(null),
    createdAt: z.string().nullish().catch(null),
    reply: z.looseObject({ parent: strongRef, root: strongRef }).nullish().catch(null),
    facets: z.array(facet.nullable().catch(null)).nullish().catch(null),
    tags: z.array(z.string()).nullish().catch(null),
  }),
  embed: z.unknown().optional(),
  indexedAt: z.string(),
  likeCount: countField,
  replyCount: countField,
  repostCount: countField,
  quoteCount: countField,
  bookmarkCount: countField,
});
export type PostView = z.infer<typeof postView>;

export const repostReason = z.looseObject({ by: actor, indexedAt: z.string(), uri: z.string().nullish() });

/** An item of an author's feed: a post of the author, or somebody's post that the author has reposted. */
export const feedItem = z.looseObject({
  post: postView,
  reason: z.looseObject({ $type: z.string().nullish() }).nullish(),
});

/** What is sealed of a post. `profile`: what the platform said of its author at that moment, where it was asked. */
export const sealedPost = z.looseObject({
  post: postView,
  profile: z.looseObject({ followersCount: countField }).nullish(),
});

/** What is sealed of a pure repost: who, when and which; the words are somebody else's. */
export const sealedRepost = z.looseObject({ reason: repostReason, subject: strongRef });

export const searchPage = z.looseObject({ posts: z.array(z.unknown()), cursor: z.string().nullish() });
export const feedPage = z.looseObject({ feed: z.array(z.unknown()), cursor: z.string().nullish() });
export const threadPage = z.looseObject({ thread: z.looseObject({ $type: z.string().nullish() }) });
export const profilesPage = z.looseObject({
  profiles: z.array(z.looseObject({ did: z.string(), followersCount: countField })),
});

export const session = z.looseObject({ accessJwt: z.string().min(1), refreshJwt: z.string().min(1) });

/** How the platform words a refusal. */
export const refusal = z.looseObject({ error: z.string(), message: z.string().nullish() });
