/** What a Discourse forum sends, as far as it is read; everything else in a post is sealed as it came. */
import { z } from 'zod';
import { countField } from '../reading/exact_count.ts';

const moment = z.iso.datetime({ offset: true });
const flag = z.boolean().nullish();

/** What is said of a topic, kept with its first post. Counts are of the topic. */
const topicFacts = {
  title: z.string().nullish(),
  slug: z.string().nullish(),
  views: countField,
  posts_count: countField,
};

/** A post, or a user's action on one (that has an excerpt of its words and no counts). `topic` is put there by us. */
export const post = z.looseObject({
  topic_id: z.int().positive(),
  post_number: z.int().positive(),
  created_at: moment,
  /** 1 regular, 2 of a moderator, 3 small action, 4 whisper. */
  post_type: z.int().nullish(),
  /** Negative: the system and its bots. */
  user_id: z.int().nullish(),
  username: z.string().nullish(),
  name: z.string().nullish(),
  cooked: z.string().nullish(),
  excerpt: z.string().nullish(),
  reply_to_post_number: z.int().positive().nullish(),
  /** By what people did; a kind that nobody did is left out. 2 is a like. */
  actions_summary: z.array(z.looseObject({ id: z.int(), count: countField })).nullish(),
  reads: countField,
  reply_count: countField,
  topic_title: z.string().nullish(),
  topic_slug: z.string().nullish(),
  title: z.string().nullish(),
  slug: z.string().nullish(),
  admin: flag,
  moderator: flag,
  staff: flag,
  wiki: flag,
  hidden: flag,
  user_deleted: flag,
  deleted: flag,
  deleted_at: z.string().nullish(),
  topic: z.looseObject({ ...topicFacts, tags: z.array(z.string()) }).nullish(),
});
export type Post = z.infer<typeof post>;

/** A post by itself, or in the list of the newest ones. */
export const ownPost = post.extend({ id: z.int().positive() });

export const latestPosts = z.looseObject({ latest_posts: z.array(z.unknown()) });

/** A topic, or some posts of one; `stream` holds the ids of all its posts in order. */
export const topicPage = z.looseObject({
  ...topicFacts,
  /** Names; in newer versions objects. */
  tags: z.array(z.union([z.string(), z.looseObject({ name: z.string().nullish() })])).nullish(),
  archetype: z.string().nullish(),
  post_stream: z.looseObject({ posts: z.array(z.unknown()), stream: z.array(z.int()).nullish() }),
});
export type TopicPage = z.infer<typeof topicPage>;

export const searchPage = z.looseObject({
  posts: z.array(z.unknown()).nullish(),
  grouped_search_result: z.looseObject({ more_full_page_results: z.unknown(), error: z.string().nullish() }),
});

/** What the search shows of a post: where it stands, and too few of its words. */
export const hit = z.looseObject({
  topic_id: z.int().positive(),
  post_number: z.int().positive(),
  created_at: moment,
});

export const userActions = z.looseObject({ user_actions: z.array(z.unknown()) });

/** An action whose excerpt is not the whole text (older versions only end it in dots). */
export const action = post.extend({ truncated: z.boolean().nullish() });
