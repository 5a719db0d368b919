/** What a simple prototype of this form has reached on the same rows: AUC, positive against negative. Invariant: below these, something broke. */

/** By set; rows held out by the split, or never trained on at all. */
export const FLOORS: Readonly<Record<string, number>> = {
  shopping: 0.975,
  hotel: 0.946,
  weibo2018: 0.912,
  smp_virus: 0.965,
  smp_usual: 0.93,
  airline: 0.968,
  semeval: 0.929,
  sxsw: 0.824,
  weibo_senti: 0.898,
};

/** By set that is left out of training as a whole. */
export const LEFT_OUT_FLOORS: Readonly<Record<string, number>> = { weibo2018: 0.869, airline: 0.931 };

/** What else must hold: speeds per second and core, and sizes. */
export const SPEED_FLOORS = {
  modelTexts: 300_000,
  hotRecords: 60_000,
  loadMs: 10,
  weightBytes: 1_500_000,
} as const;
