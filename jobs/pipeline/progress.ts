/** Words how far a pass is: records, rate, share and time left. Pure; the clock and the terminal are the caller's. */

export interface PassProgress {
  /** UTC ms. */
  readonly startedAt: number;
  readonly at: number;
  readonly records: number;
  readonly rejected: number;
  readonly readBytes: number;
  /** Null = not known. */
  readonly totalBytes: number | null;
  /** Pages of a source that reaches out; null or absent = a file. */
  readonly pages?: number | null;
  /** UTC ms until which a host wants no request; null = not waiting. */
  readonly waitingUntil?: number | null;
}

const BAR = 20;

/** `█████░░░░░░░░░░░░░░░ 25 %  250,000 records  31,250/s  24 s left  3 rejected`: one line for a terminal. */
export function progressLine(progress: PassProgress): string {
  const { records, rejected, readBytes, totalBytes } = progress;
  const seconds = Math.max(progress.at - progress.startedAt, 1) / 1000;
  if ((progress.pages ?? progress.waitingUntil ?? null) !== null) return liveLine(progress);
  const share = totalBytes === null || totalBytes === 0 ? null : Math.min(readBytes / totalBytes, 1);
  const parts = [`${grouped(records)} records`, `${grouped(Math.round(records / seconds))}/s`];
  if (share !== null && share > 0 && share < 1) parts.push(`${duration((seconds * (1 - share)) / share)} left`);
  if (rejected > 0) parts.push(`${grouped(rejected)} rejected`);
  if (share === null) return parts.join('  ');
  const full = Math.floor(share * BAR);
  return [`${'█'.repeat(full)}${'░'.repeat(BAR - full)} ${Math.floor(share * 100)} %`, ...parts].join('  ');
}

/** `12 pages  480 records  waiting 38 s (until 07:12:05 UTC)`. */
function liveLine({ at, records, rejected, pages, waitingUntil = null }: PassProgress): string {
  const parts = [`${grouped(pages ?? 0)} pages`, `${grouped(records)} records`];
  if (rejected > 0) parts.push(`${grouped(rejected)} rejected`);
  if (waitingUntil !== null && waitingUntil > at) {
    const until = new Date(waitingUntil).toISOString().slice(11, 19);
    parts.push(`waiting ${duration((waitingUntil - at) / 1000)} (until ${until} UTC)`);
  }
  return parts.join('  ');
}

function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/gu, ',');
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
