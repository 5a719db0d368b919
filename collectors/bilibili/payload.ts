/** What Bilibili's own objects hold, as far as it is read. */
import { z } from 'zod';

/** As it stands in an answer; schemas of answers leave it like that, since what is sealed is untouched. */
export const givenId = z.union([z.int().positive(), z.string().regex(/^\d+$/u)]);
export const id = givenId.transform(String);

const words = z.string().nullish().catch(null);
/** A count, or how it is shown ("153万", "--"); below zero = hidden. */
const shown = z.union([z.number(), z.string()]).nullish().catch(null);
const flag = z.unknown().optional();
const number = z.number().nullish().catch(null);

function aside<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.looseObject(shape).nullish().catch(null);
}

/** Seconds since 1970; 0 = not told. */
export const seconds = z.int().nonnegative();

/** `type` −1 none, 0 a person, 1 an organisation; `role` 3 company, 4 organisation, 5 media, 6 government. */
const verified = aside({ type: number, role: number });

/** A video as its own page and `view` tell it. */
export const video = z.looseObject({
  aid: id,
  bvid: words,
  title: z.string(),
  desc: words,
  /** Words with which it was announced. */
  dynamic: words,
  pubdate: seconds,
  /** 1 one's own, 2 somebody else's, passed on. */
  copyright: number,
  owner: z.looseObject({ mid: id, name: words }),
  stat: aside({ view: shown, danmaku: shown, reply: shown, favorite: shown, coin: shown, share: shown, like: shown }),
  argue_info: aside({ argue_msg: words }),
  pic: words,
});
export type Video = z.infer<typeof video>;

/** A video in a list: of the search, below an account that was found, of an account's own. */
export const listed = z.looseObject({
  aid: id,
  bvid: words,
  title: z.string(),
  description: words,
  desc: words,
  /** Comma between them. */
  tag: words,
  pubdate: seconds.nullish().catch(null),
  created: seconds.nullish().catch(null),
  mid: id.nullish().catch(null),
  author: words,
  play: shown,
  danmaku: shown,
  video_review: shown,
  dm: shown,
  favorites: shown,
  fav: shown,
  coin: shown,
  like: shown,
  /** Comments, in the search; of an account's own list a number of reviews that nobody shows. */
  review: shown,
  comment: shown,
  pic: words,
});
export type Listed = z.infer<typeof listed>;

/** An article in the search. */
export const article = z.looseObject({
  id,
  mid: id,
  title: z.string(),
  desc: words,
  pub_time: seconds,
  view: shown,
  like: shown,
  reply: shown,
  image_urls: z.array(z.unknown()).nullish().catch(null),
});
export type Article = z.infer<typeof article>;

/** A card of the search page, read out of its markup. */
export const card = z.looseObject({
  bvid: z.string(),
  mid: id.nullish().catch(null),
  author: words,
  title: z.string(),
  time: words,
  play: words,
  danmaku: words,
});
export type Card = z.infer<typeof card>;

/** An account, by the names of all answers that show one. */
export const account = z.looseObject({
  mid: id,
  name: words,
  uname: words,
  nickname: words,
  follower: shown,
  fans: shown,
  official: verified,
  Official: verified,
  official_verify: verified,
});
export type Account = z.infer<typeof account>;

const picture = z.looseObject({ width: number, height: number, img_width: number, img_height: number });
export type Picture = z.infer<typeof picture>;

export const reply = z.looseObject({
  rpid: id,
  oid: id,
  type: number,
  mid: id.nullish().catch(null),
  /** 0 = it stands at the top. */
  root: z.union([z.int(), z.string()]).nullish(),
  parent: z.union([z.int(), z.string()]).nullish(),
  ctime: seconds,
  like: shown,
  rcount: shown,
  member: z.looseObject({ mid: id, uname: words, official_verify: verified }).nullish().catch(null),
  content: z.looseObject({ message: z.string(), pictures: z.array(picture).nullish().catch(null) }),
  replies: flag,
  reply_control: aside({ location: words }),
  invisible: flag,
});
export type Reply = z.infer<typeof reply>;

const rich = aside({
  text: words,
  rich_text_nodes: z
    .array(z.looseObject({ type: words, text: words }))
    .nullish()
    .catch(null),
});

const counted = aside({ count: shown });

/** The parts of a dynamic, by their names; pages bring them as a list of objects with one part each. */
export const modules = z.looseObject({
  module_author: z.looseObject({
    mid: id,
    name: words,
    pub_ts: z.union([z.number(), z.string()]).nullish().catch(null),
    pub_time: words,
    pub_location_text: words,
    official_verify: verified,
    official: verified,
  }),
  module_dynamic: aside({
    desc: rich,
    topic: aside({ name: words }),
    major: aside({
      type: words,
      archive: aside({
        aid: id,
        bvid: words,
        title: words,
        desc: words,
        cover: words,
        stat: aside({ play: shown, danmaku: shown }),
      }),
      draw: aside({ items: z.array(picture).nullish().catch(null) }),
      opus: aside({
        title: words,
        summary: rich,
        pics: z.array(picture).nullish().catch(null),
        /** There where the summary is cut. */
        fold_action: flag,
      }),
      article: aside({ id, title: words, desc: words, covers: z.array(z.unknown()).nullish().catch(null) }),
    }),
  }),
  module_title: aside({ text: words }),
  module_content: aside({
    paragraphs: z
      .array(
        z.looseObject({
          text: aside({
            nodes: z
              .array(z.looseObject({ word: aside({ words }), rich: aside({ text: words, type: words }) }))
              .nullish()
              .catch(null),
          }),
          pic: aside({ pics: z.array(picture).nullish().catch(null) }),
        }),
      )
      .nullish()
      .catch(null),
  }),
  module_topic: aside({ name: words }),
  module_stat: aside({ like: counted, comment: counted, forward: counted }),
});
export type Modules = z.infer<typeof modules>;

export const dynamic = z.looseObject({
  id_str: z.string().regex(/^\d+$/u),
  type: words,
  visible: flag,
  basic: aside({ rid_str: words, comment_id_str: words, comment_type: number }),
  modules: z
    .union([
      z.array(z.looseObject({})).transform((list): unknown => Object.assign({}, ...list) as unknown),
      z.looseObject({}).transform((whole): unknown => whole),
    ])
    .pipe(modules),
  orig: z.looseObject({ id_str: words }).nullish().catch(null),
});
export type Dynamic = z.infer<typeof dynamic>;

/** An item of the own @ feed. */
export const mention = z.looseObject({
  at_time: seconds,
  /** Its `fans` are always 0 here. */
  user: z.looseObject({ mid: id, nickname: words }),
  item: z.looseObject({
    /** `reply`, `video`, `dynamic`, `album`, `article` … */
    type: z.string(),
    /** Kind of what it stands below, as of comments. */
    business_id: number,
    subject_id: id,
    root_id: z.union([z.int(), z.string()]).nullish(),
    source_id: z.union([z.int(), z.string()]).nullish(),
    target_id: z.union([z.int(), z.string()]).nullish(),
    title: words,
    uri: words,
    source_content: words,
  }),
});
export type Mention = z.infer<typeof mention>;

/** What is sealed, by its `item`. */
export const record = z.discriminatedUnion('item', [
  z.looseObject({ item: z.literal('video'), video, tags: z.array(z.string()) }),
  z.looseObject({ item: z.literal('listed'), listed, by: id.nullable() }),
  z.looseObject({ item: z.literal('article'), article }),
  z.looseObject({ item: z.literal('card'), card }),
  /** `contact`: whether the words of the profile name one; null = they are not shown. */
  z.looseObject({ item: z.literal('account'), account, contact: z.boolean().nullable() }),
  z.looseObject({ item: z.literal('reply'), reply, post: z.string().nullable() }),
  z.looseObject({ item: z.literal('dynamic'), dynamic }),
  z.looseObject({ item: z.literal('mention'), mention }),
]);
