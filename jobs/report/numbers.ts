/** Numbers as people read them; the same in every language and on every machine, so that files stay equal byte by byte. */

/** `41 %` of 0.41; below 1 % one digit, above 99 % never a false 100 %. */
export function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 1) return `${Math.max(value, 0.1).toFixed(1)} %`;
  return `${share < 1 ? Math.min(99, Math.round(value)) : Math.round(value)} %`;
}

/** `4.6` of 4.58, `12` of 12.3, `0.3` of 0.29. */
export function short(value: number): string {
  return Math.abs(value) >= 10 ? String(Math.round(value)) : String(Math.round(value * 10) / 10);
}

/** `12,345`. */
export function grouped(value: number): string {
  return String(Math.round(value)).replaceAll(/\B(?=(\d{3})+$)/gu, ',');
}

/** A band of followers, since the exact number invites ranking by it: `<100`, `100–1k`, … `1M+`. */
export function followersBand(followers: number): string {
  const bands = [
    [100, '<100'],
    [1_000, '100–1k'],
    [10_000, '1k–10k'],
    [100_000, '10k–100k'],
    [1_000_000, '100k–1M'],
  ] as const;
  return bands.find(([below]) => followers < below)?.[1] ?? '1M+';
}
