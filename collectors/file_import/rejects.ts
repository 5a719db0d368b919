/** Counts bad rows by reason and fails the import when they are too many: a wrong mapping must not look like a thin file. */
import { UsageError } from '../../warehouse/contracts/errors.ts';

/** Distinct reasons that are told apart; the rest are counted together. */
const MAX_REASONS = 1000;

export class RejectTally {
  /** Rows that could be used. */
  good = 0;
  rejected = 0;
  readonly #maxRatio: number;
  readonly #reasons = new Map<string, number>();

  /** `maxRatio`: share of all rows, [0, 1]. */
  constructor(maxRatio: number) {
    this.#maxRatio = maxRatio;
  }

  add(field: string | null, reason: string): void {
    this.rejected += 1;
    const alike = reason.replaceAll(/\d+/gu, '…');
    const key = field === null || reason.startsWith(field) ? alike : `${field}: ${alike}`;
    if (this.#reasons.size < MAX_REASONS || this.#reasons.has(key)) {
      this.#reasons.set(key, (this.#reasons.get(key) ?? 0) + 1);
    }
  }

  /** Throws UsageError with the counts and the commonest reasons when the share of bad rows is above the limit. */
  check(file: string): void {
    const rows = this.good + this.rejected;
    if (rows === 0 || this.rejected / rows <= this.#maxRatio) return;
    const commonest = [...this.#reasons].toSorted((a, b) => b[1] - a[1]).slice(0, 3);
    const reasons = commonest.map(([reason, count]) => `${reason} (${count})`).join('; ');
    const share = `${((100 * this.rejected) / rows).toFixed(1)} %`;
    throw new UsageError(
      `${file}: ${this.rejected} of ${rows} rows cannot be used (${share}, allowed ${100 * this.#maxRatio} %); nothing was kept`,
      {
        facts: { rows, rejected: this.rejected, ratio: this.rejected / rows, max_reject_ratio: this.#maxRatio },
        hint: `Commonest: ${reasons}. Mend the mapping, or raise max_reject_ratio.`,
      },
    );
  }
}
