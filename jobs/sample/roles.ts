/**
 * The roles that people play in the sample market, and how each of them talks. Shares and gains follow the ranking guide; what
 * it leaves open (rates, loyalty, moods) is set so that counting mentions finds about as many true KOCs as it reports.
 */
export type Role =
  | 'koc'
  | 'casual'
  | 'lurker'
  | 'enthusiast'
  | 'army'
  | 'detractor'
  | 'kol'
  | 'official'
  /** A real customer with three honest posts, whom an attack lifts. Only with attacks. */
  | 'shill'
  /** An account made for an attack. Only with attacks. */
  | 'fake';

/** Chance of positive and of neutral; the rest is negative. */
export type Moods = readonly [positive: number, neutral: number];

export interface RoleTraits {
  /** Part of all authors. */
  readonly share: number;
  /** Posts on the category a week: mean, and shape of the gamma distribution around it. */
  readonly postsPerWeek: readonly [mean: number, shape: number];
  /** Median followers, and sigma of the logarithm. */
  readonly followers: readonly [median: number, sigma: number];
  /** How often the home brand is the one talked about; otherwise any brand. */
  readonly loyalty: number;
  readonly moodAtHome: Moods;
  readonly moodElsewhere: Moods;
  /** Median weight on reactions and on who takes up the brand; 1 = typical. */
  readonly persuasion: number;
  /** Answers that a post of theirs gets from honest readers, on average; of rings their habits say it. */
  readonly answers: number;
  /** Whether some of them go quiet for good. */
  readonly mayQuit: boolean;
}

const CASUAL: Moods = [0.5, 0.27];

export const ROLES: Readonly<Record<Role, RoleTraits>> = {
  koc: {
    share: 0.03,
    postsPerWeek: [0.7, 3],
    followers: [420, 0.9],
    loyalty: 0.72,
    moodAtHome: [0.86, 0.1],
    moodElsewhere: CASUAL,
    persuasion: 1.6,
    answers: 2.2,
    mayQuit: true,
  },
  casual: {
    share: 0.52,
    postsPerWeek: [0.1, 0.8],
    followers: [180, 1.1],
    loyalty: 0.45,
    moodAtHome: [0.66, 0.22],
    moodElsewhere: CASUAL,
    persuasion: 1,
    answers: 1,
    mayQuit: true,
  },
  lurker: {
    share: 0.25,
    postsPerWeek: [0.01, 0.5],
    followers: [60, 1],
    loyalty: 0.5,
    moodAtHome: [0.62, 0.25],
    moodElsewhere: CASUAL,
    persuasion: 0.8,
    answers: 0.7,
    mayQuit: true,
  },
  enthusiast: {
    share: 0.09,
    postsPerWeek: [0.28, 3],
    followers: [900, 1],
    loyalty: 0.1,
    moodAtHome: [0.7, 0.2],
    moodElsewhere: [0.62, 0.24],
    persuasion: 1.1,
    answers: 1.3,
    mayQuit: true,
  },
  army: {
    share: 0.056,
    postsPerWeek: [0.8, 4],
    followers: [25, 0.8],
    loyalty: 1,
    moodAtHome: [1, 0],
    moodElsewhere: [1, 0],
    persuasion: 0.6,
    answers: 0.1,
    mayQuit: false,
  },
  detractor: {
    share: 0.03,
    postsPerWeek: [0.15, 1],
    followers: [220, 1],
    loyalty: 0.85,
    moodAtHome: [0.04, 0.12],
    moodElsewhere: CASUAL,
    persuasion: 1,
    answers: 1.2,
    mayQuit: true,
  },
  kol: {
    share: 0.02,
    postsPerWeek: [1.8, 3],
    followers: [120_000, 0.8],
    loyalty: 0.3,
    moodAtHome: [0.9, 0.1],
    moodElsewhere: [0.88, 0.12],
    persuasion: 0.9,
    answers: 4,
    mayQuit: false,
  },
  official: {
    share: 0.004,
    postsPerWeek: [2, 6],
    followers: [40_000, 0.6],
    loyalty: 1,
    moodAtHome: [0.85, 0.15],
    moodElsewhere: [0.5, 0.5],
    persuasion: 0.6,
    answers: 2,
    mayQuit: false,
  },
  shill: {
    share: 0,
    postsPerWeek: [0, 1],
    followers: [200, 0.5],
    loyalty: 1,
    moodAtHome: [1, 0],
    moodElsewhere: CASUAL,
    persuasion: 1,
    answers: 0,
    mayQuit: false,
  },
  fake: {
    share: 0,
    postsPerWeek: [0, 1],
    followers: [110, 0.9],
    loyalty: 1,
    moodAtHome: [1, 0],
    moodElsewhere: [0.8, 0.2],
    persuasion: 0.6,
    answers: 0,
    mayQuit: false,
  },
};

/** Part of those who may quit who do. */
export const QUIT_SHARE = 0.35;

/** KOLs below this are none: the least followers that the role is planted with. */
export const KOL_LEAST_FOLLOWERS = 35_000;

/** Part of the posts of KOLs that are paid for, and part of those that say so. */
export const PAID = { share: 0.6, disclosed: 0.5 } as const;
