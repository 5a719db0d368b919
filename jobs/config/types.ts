/** A workspace as the rest of the program sees it: koc.yaml with every default applied. Nothing here names a snake_case key or a YAML node. */
import type { Pseudonymiser } from '../../warehouse/contracts/ids.ts';
import type { Query } from '../../warehouse/contracts/live.ts';
import type { ZoneOffset } from '../../warehouse/contracts/time.ts';

/** Which part of a person a published file may carry (design, "Privacy"). */
export type IdentityClass = 'aggregate' | 'pseudonym' | 'handle';
export type PublishTarget = 'workbook' | 'html' | 'csv' | 'parquet' | 'duckdb';
export type Language = 'zh' | 'en';

export interface Product {
  readonly id: string;
  readonly names: readonly string[];
}

export interface Brand {
  readonly id: string;
  /** At least one; the first is how the brand is printed. */
  readonly names: readonly string[];
  /** False friends: a name found inside one of these does not count. */
  readonly exclude: readonly string[];
  /** Own brands get lists of people, tracked ones aggregates only. */
  readonly role: 'own' | 'tracked';
  readonly category: string;
  /** Ids of other configured brands, sorted: those given, else all brands of the category. */
  readonly competitors: readonly string[];
  readonly products: readonly Product[];
  /** Platform → ids or handles of official accounts; never candidates. */
  readonly handles: Readonly<Record<string, readonly string[]>>;
}

/** Somebody the operator may watch by name, and why that is allowed. */
export interface WatchedPerson {
  readonly platform: string;
  /** Id on the platform; null = known by handle only. */
  readonly id: string | null;
  readonly handle: string | null;
  readonly basis: 'consent' | 'employee' | 'customer';
  readonly note: string | null;
}

export interface SourceConfig {
  readonly id: string;
  readonly collector: string;
  /** The operator has read the collector's terms; a source that reaches out stays off without. */
  readonly acknowledged: boolean;
  /** The `with:` block as the collector's own schema will read it; its paths are absolute already. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Name of a schedule that collects it; null = only `koc collect` and `koc weekly` do. */
  readonly schedule: string | null;
  /** Secret's name in the collector → name of the environment variable that holds it. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Of sources that reach out; without meaning for files. */
  readonly live: LiveConfig;
  /** Of sources that are seen through a browser; null = only a person looks, nothing is driven. */
  readonly automation: AutomationConfig | null;
}

/** The operator's word that a platform's pages may be opened by koc itself. */
export interface AutomationConfig {
  /** Who permitted it, when, and where that is kept. */
  readonly permissionRef: string;
}

/** What a source that reaches out is asked for, and how gently. */
export interface LiveConfig {
  /** Ids of brands whose names are asked for; null = all. */
  readonly brands: readonly string[] | null;
  /** Asked for instead of the brands' names; none = the names. */
  readonly queries: readonly Query[];
  /** Requests a minute to one host, at most; null = as the collector has it. Never faster than that. */
  readonly perMinute: number | null;
  /** Days that the first pass looks back. */
  readonly historyDays: number;
  /** Authors a day whose recent posts are fetched besides; 0 = none. */
  readonly backfillDaily: number;
  /** Whether posts of the last 30 days are looked at again for new counts and answers. */
  readonly refreshes: boolean;
  /** Whether hosts in private networks may be asked. */
  readonly allowsPrivate: boolean;
}

export interface ScheduleConfig {
  readonly name: string;
  /** Five fields, or six with seconds, in the workspace's zone. */
  readonly cron: string;
  readonly run: 'collect' | 'weekly' | 'publish';
  /** Whether the groups of `notify` are told of what it published. */
  readonly notify: boolean;
}

/** A bot of a chat group that is told of a published week. */
export interface NotifyConfig {
  readonly kind: 'wecom' | 'feishu' | 'dingtalk' | 'slack';
  /** Environment variable that holds the bot's address, which is a secret. */
  readonly urlEnv: string;
  /** Environment variable of its signing secret; null = it is not signed. */
  readonly secretEnv: string | null;
  /** Ids of own brands; null = all. */
  readonly brands: readonly string[] | null;
  /** Null = that of workbooks. */
  readonly language: Language | null;
  /** Where the group can open the report; null = nowhere. */
  readonly reportUrl: string | null;
}

/** Parameters of ranking.md 0. */
export interface Scoring {
  readonly fastHalfLifeDays: number;
  readonly slowHalfLifeDays: number;
  readonly brandPriorMentions: number;
  readonly positivityPriorMentions: number;
  readonly activityExponent: number;
  readonly listSize: number;
  /** Followers from which an account is a KOL, not a consumer. */
  readonly kolFollowers: number;
}

/** What reads the feeling of a text. */
export interface SentimentConfig {
  /** Absolute folder of the operator's own ONNX model; null = the linear model that comes with koc. */
  readonly onnxModelDir: string | null;
  /** Absolute path of what `koc calibrate` wrote; null = nothing is calibrated. */
  readonly calibrationFile: string | null;
  /** Absolute path of the workspace's own words of feeling; null = none. */
  readonly lexiconFile: string | null;
}

/** Table of keywords; off unless asked for. */
export interface KeywordsConfig {
  readonly isEnabled: boolean;
  /** Absolute path of the workspace's own words; null = none. */
  readonly file: string | null;
}

export interface PlatformConfig {
  readonly kolFollowers: number | null;
  readonly isSearched: boolean | null;
}

export interface Config {
  /** IANA name; rules days, weeks and cron. */
  readonly timezone: string;
  /** Mail address or page of the operator, told to every host that is asked; null = none is. */
  readonly contact: string | null;
  /** Sorted by id. */
  readonly brands: readonly Brand[];
  readonly people: readonly WatchedPerson[];
  readonly sources: readonly SourceConfig[];
  readonly schedules: readonly ScheduleConfig[];
  readonly scoring: Scoring;
  readonly publish: {
    /** The first leads. */
    readonly languages: readonly Language[];
    readonly identity: Readonly<Record<PublishTarget, IdentityClass>>;
    /** Exports kept on disk, the current one included; at least 1. */
    readonly keepRuns: number;
  };
  readonly notify: readonly NotifyConfig[];
  readonly workbook: {
    /** Of the files that are in one language: workbooks, one-pagers; null = the first of `publish.languages`. */
    readonly language: Language | null;
  };
  readonly worklist: {
    /** Places a brand. */
    readonly size: number;
    /** Whoever was contacted within so many days is not on it. */
    readonly cooldownDays: number;
  };
  readonly sentiment: SentimentConfig;
  readonly keywords: KeywordsConfig;
  /** The review desk. */
  readonly desk: {
    /** Whether the feed of approved posts is given to whoever asks. */
    readonly publicFeed: boolean;
  };
  /** Days after which raw segments may be dropped; null = never. */
  readonly retention: { readonly rawDays: number | null };
  /** What koc.yaml says of single platforms; null = as the rule has it. */
  readonly platforms: Readonly<Record<string, PlatformConfig>>;
  /** Categories marked sensitive get aggregates only. */
  readonly sensitiveCategories: readonly string[];
}

export interface Workspace {
  /** Absolute. */
  readonly dir: string;
  readonly config: Config;
  readonly offset: ZoneOffset;
  /** Throws UsageError when the workspace has no key yet (`keySource` none). */
  readonly pseudonymise: Pseudonymiser;
  /** The key itself, for worker threads; null when `keySource` is none. Never logged. */
  readonly key: Uint8Array | null;
  readonly keySource: 'env' | 'file' | 'none';
  /** Lines worth telling the operator: `koc.yaml:9:5 …`. */
  readonly warnings: readonly string[];
}
