/** Names within Chinese sentences. Invariant: nothing is added between Chinese and Chinese. */

/** A name with a space at each end where Latin letters or digits would touch Chinese. */
export function spaced(name: string): string {
  return `${/^[\p{Script=Latin}\d]/u.test(name) ? ' ' : ''}${name}${/[\p{Script=Latin}\d]$/u.test(name) ? ' ' : ''}`;
}
