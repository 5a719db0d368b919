/** The operating system's side of a browser: whether a process lives, and its end when nothing gentler helped. */

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process is alive too.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Kills the whole group, or the one process where a wrapper leads the group. */
export function killGroup(pid: number): void {
  for (const target of [-pid, pid]) {
    try {
      process.kill(target, 'SIGKILL');
    } catch {
      // Gone already.
    }
  }
}
