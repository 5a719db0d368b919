/** The shape of koc.yaml, strict at every level: an unknown key is an error. `koc.schema.json` for editors is made from this. */
import { z } from 'zod';
import { slug } from '../../warehouse/contracts/raw.ts';

const name = z.string().trim().min(1).max(200);
const id = slug.describe('name of a-z, 0-9, _ or - (at most 64 characters)');
/** The name, never the value: a value pasted here is refused and not repeated in the error. */
const secretName = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]{1,99}$/u)
  .describe('name of an environment variable such as WEIBO_TOKEN (never the secret itself)');
const file = z.string().min(1).describe('path, relative to koc.yaml');
const cron = z.string().min(1).describe('cron line such as "7 * * * *"');

export const brand = z.strictObject({
  id,
  names: z.array(name).min(1).optional().describe('how people write it; default: the id'),
  role: z.enum(['own', 'tracked']).default('own').describe('own brands get lists of people, tracked ones aggregates'),
  category: name.default('default').describe('brands of one category compete'),
  competitors: z.array(id).optional().describe('default: the other brands of the category'),
  products: z
    .array(z.strictObject({ id: name, names: z.array(name).min(1) }))
    .default([])
    .describe('products worth telling apart'),
  handles: z
    .record(id, z.array(name))
    .default({})
    .describe('platform: official accounts by id or handle; never candidates'),
  exclude: z.array(name).default([]).describe('false friends: a name inside one of these does not count'),
});

export const person = z
  .strictObject({
    platform: id,
    id: name.nullish(),
    handle: name.nullish(),
    basis: z.enum(['consent', 'employee', 'customer']).describe('why this person may be watched by name'),
    note: z.string().nullish(),
  })
  .refine((one) => (one.id ?? one.handle) != null, 'expected an id or a handle');

const sourceQuery = z.union([
  z.strictObject({ keyword: name, brand: id }).describe('posts with these words'),
  z.strictObject({ author: name }).describe('recent posts of an account, by handle or id'),
  z.strictObject({ post: name }).describe('one post with its answers, by id'),
  z.strictObject({ feed: id }).describe('the source’s own mentions of this brand'),
]);

const source = z.strictObject({
  id,
  collector: id.describe('folder in collectors/'),
  acknowledged: z.boolean().default(false).describe('the terms of the collector were read and accepted'),
  with: z.record(z.string(), z.unknown()).default({}).describe('options of the collector'),
  schedule: z.string().optional().describe('name of a schedule'),
  secrets: z.record(z.string(), secretName).default({}).describe('secret of the collector: environment variable'),
  brands: z.array(id).min(1).optional().describe('brands whose names are asked for; default: all'),
  queries: z.array(sourceQuery).min(1).optional().describe('what is asked for instead of the brands’ names'),
  pace: z
    .strictObject({ per_minute: z.number().positive().max(6000) })
    .optional()
    .describe('requests a minute to one host, at most; never faster than the collector'),
  history_days: z.int().min(1).max(3650).optional().describe('days that the first pass looks back'),
  backfill: z
    .strictObject({ daily: z.int().min(0).max(100_000) })
    .optional()
    .describe('authors a day whose recent posts are fetched besides'),
  refresh: z.boolean().optional().describe('true: posts of the last 30 days are looked at again'),
  allow_private: z.boolean().optional().describe('true: hosts in private networks may be asked'),
  automation: z
    .strictObject({
      acknowledged: z.boolean().default(false).describe('true: koc may drive the browser'),
      permission_ref: z
        .string()
        .trim()
        .min(10)
        .max(500)
        .regex(/\p{L}{2}/u)
        .describe('sentence of 10 characters or more: who permitted it, when, and where that is kept'),
    })
    .optional()
    .describe('of sources that are seen through a browser: without, only a person looks (koc capture)'),
});

const schedule = z.union([
  cron,
  z
    .strictObject({
      cron,
      run: z.enum(['collect', 'publish', 'weekly']).default('collect'),
      notify: z.boolean().default(false).describe('true: publish.notify is told, of the same words once'),
    })
    .refine(({ run, notify }) => !notify || run !== 'collect', {
      path: ['notify'],
      error: 'nothing is published that anybody could be told of; run: weekly or publish does',
    }),
]);

const positive = (says: string) => z.number().positive().max(1e6).optional().describe(says);

const scoring = z.strictObject({
  fast_half_life_days: positive('h_f: is this author active now'),
  slow_half_life_days: positive('h_s: whom the author prefers'),
  brand_prior_mentions: positive('S: mentions of prior behind a share'),
  positivity_prior_mentions: positive('k: mentions of prior behind a positivity'),
  activity_exponent: z.number().min(0).max(1).optional().describe('alpha: weight of activity'),
  list_size: z.int().min(1).max(1000).optional().describe('places in a list of one brand and week'),
  kol_followers: z.int().min(1).optional().describe('accounts with so many followers are KOLs'),
});

const identityClass = z.enum(['aggregate', 'pseudonym', 'handle']);

const bot = z
  .strictObject({
    kind: z.enum(['wecom', 'feishu', 'dingtalk', 'slack']).describe('platform of the group'),
    url_env: secretName,
    secret_env: secretName.optional().describe('environment variable of the signing secret, of feishu and dingtalk'),
    brands: z.array(id).min(1).optional().describe('own brands told of; default: all'),
    language: z.enum(['zh', 'en']).optional().describe('default: that of workbooks'),
    report_url: z
      .url({ protocol: /^https?$/u })
      .max(500)
      .optional()
      .describe('where the group can open the report'),
  })
  .refine(({ kind, secret_env }) => secret_env === undefined || kind === 'feishu' || kind === 'dingtalk', {
    path: ['secret_env'],
    error: 'only feishu and dingtalk know signatures',
  });

const publish = z.strictObject({
  languages: z
    .array(z.enum(['zh', 'en']))
    .min(1)
    .optional()
    .describe('the first leads'),
  identity: z
    .strictObject({
      workbook: identityClass.optional(),
      html: identityClass.optional(),
      csv: identityClass.optional(),
      parquet: identityClass.optional(),
      duckdb: identityClass.optional(),
    })
    .optional()
    .describe('what each target may carry of a person'),
  keep_runs: z.int().min(1).max(1000).optional().describe('exports kept, the current one included'),
  notify: z.array(bot).max(50).default([]).describe('groups told of a published week'),
});

const workbook = z.strictObject({
  language: z.enum(['zh', 'en']).optional().describe('of workbooks and one-pagers; default: the first language'),
});

const worklist = z.strictObject({
  size: z.int().min(1).max(200).optional().describe('places on the worklist of a brand; default 20'),
  cooldown_days: z
    .int()
    .min(0)
    .max(365)
    .optional()
    .describe('whoever was contacted within so many days is not on it; default 28'),
});

const sentiment = z.strictObject({
  backend: z.enum(['linear', 'onnx']).default('linear').describe('linear: comes with koc; onnx: a model of your own'),
  model: z.string().min(1).optional().describe('folder of the onnx model, relative to koc.yaml'),
  calibration: z.strictObject({ file }).optional().describe('what `koc calibrate` wrote'),
  lexicon: z.strictObject({ file }).optional().describe('words of feeling of your own: term, weight, sense, by tabs'),
});

const keywords = z.strictObject({
  enabled: z.boolean().default(false).describe('true: the lake gets a table of keywords'),
  file: file.optional().describe('words that must not be cut, one a line, relative to koc.yaml'),
});

const desk = z.strictObject({
  public_feed: z.boolean().default(false).describe('true: the approved feed needs no token'),
});

const platform = z.strictObject({
  kol_followers: z.int().min(1).optional().describe('accounts with so many followers are KOLs there'),
  searched: z.boolean().optional().describe('true: people search it as they would a shop, so saves weigh 3'),
});

const category = z.strictObject({
  sensitive: z.boolean().default(false).describe('true: aggregates only, no lists of people'),
});

export const configFile = z.strictObject({
  version: z.literal(1),
  timezone: z.string().optional().describe('IANA time zone; default Asia/Shanghai'),
  contact: z
    .string()
    .regex(/^(?:https?:\/\/[^\s()]+|[^\s()@]+@[^\s()@]+)$/u)
    .max(200)
    .optional()
    .describe('your mail address or page, told to every host that a source asks'),
  brands: z
    .union([z.array(brand).min(1), z.strictObject({ file })])
    .describe('list of brands, or { file: brands.csv }'),
  people: z
    .union([z.array(person), z.strictObject({ file })])
    .optional()
    .describe('people to watch by name'),
  sources: z.array(source).default([]).describe('list of sources'),
  schedules: z.record(id, schedule).default({}),
  scoring: scoring.optional().describe('overrides of the constants of ranking'),
  publish: publish.optional(),
  workbook: workbook.optional().describe('files that are in one language'),
  worklist: worklist.optional().describe('what to do each week'),
  sentiment: sentiment.optional().describe('how feelings are read'),
  keywords: keywords.optional(),
  desk: desk.optional().describe('the review desk'),
  retention: z.strictObject({ raw_days: z.int().min(30).nullish().describe('days that raw is kept') }).optional(),
  platforms: z.record(id, platform).default({}).describe('what differs by platform'),
  categories: z.record(name, category).default({}),
});

export type ConfigFile = z.output<typeof configFile>;
export type BrandEntry = z.output<typeof brand>;
export type PersonEntry = z.output<typeof person>;
