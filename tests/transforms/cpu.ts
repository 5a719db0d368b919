/** Processor time of a piece of work, for tests of linear time that must hold on a busy machine too. Invariant: time spent waiting does not count. */

/** Milliseconds of user time, best of three. */
export function cpuMs(work: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round++) {
    const start = process.cpuUsage();
    work();
    best = Math.min(best, process.cpuUsage(start).user / 1000);
  }
  return best;
}
