/** How sure a share is. */

/** 97.5th percentile of the normal distribution. */
const Z = 1.959964;

/** Wilson's score interval of 95 % (Wilson 1927); honest for small counts and near 0 and 1. @param of at least 1. */
export function wilson(count: number, of: number): { readonly low: number; readonly high: number } {
  const share = count / of;
  const spread = Z * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  const scale = 1 + Z ** 2 / of;
  const middle = share + Z ** 2 / (2 * of);
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) };
}
