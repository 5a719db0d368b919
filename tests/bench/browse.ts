/**
 * Measures driving: `npm run bench:browse -- [SOURCE] [COMMENTS]` serves the replica of a source (xiaohongshu) with so many comments (3,600)
 * and collects it by the command with a real browser. It prints how long that took, at which pace, and what memory the whole tree of
 * processes held at most: PSS, which counts shared pages once, and RSS, which counts them in each. It judges nothing.
 */
import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { rowsIn } from '../replica/compare.ts';
import { commentCount } from '../replica/market.ts';
import { allReplicas, siteStage } from '../replica/sites.ts';
import { startKoc } from '../support/koc.ts';

interface Held {
  readonly rssMiB: number;
  readonly pssMiB: number;
  readonly processes: number;
  /** PSS by sort of process, MiB. */
  readonly parts: Readonly<Record<string, number>>;
}

/** Of a process and everything below it. */
async function memoryBelow(root: number): Promise<Held> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
    // The name before it is in brackets and may hold anything.
    if (stat !== null) parents.set(pid, Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  const tree = new Set([root]);
  for (let size = 0; size !== tree.size; ) {
    size = tree.size;
    for (const [pid, parent] of parents) if (tree.has(parent)) tree.add(pid);
  }
  let [rss, pss] = [0, 0];
  const parts: Record<string, number> = {};
  for (const pid of tree) {
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
    const shared = Number(/^Pss:\s+(\d+)/mu.exec(rollup)?.[1] ?? 0);
    rss += Number(/^Rss:\s+(\d+)/mu.exec(rollup)?.[1] ?? 0);
    pss += shared;
    const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    const sort = pid === root ? 'koc' : (/--type=([\w-]+)/u.exec(line)?.[1] ?? 'browser');
    parts[sort] = Math.round((parts[sort] ?? 0) + shared / 1024);
  }
  return { rssMiB: rss / 1024, pssMiB: pss / 1024, processes: tree.size, parts };
}

const [name = 'xiaohongshu', wanted = '3600'] = process.argv.slice(2);
const of = (await allReplicas()).find((one) => one.name === name);
if (of === undefined) throw new Error(`no replica of ${name}`);
const perPost = 150;
const perMinute = 300;
// Every third post has all its comments, the others a few.
const posts = Math.ceil((Number(wanted) / perPost) * 3);
await using stage = await siteStage(of, { perMinute, size: { posts, authors: 40, comments: perPost, replies: 0 } });
const there = stage.market.posts.reduce((sum, post) => sum + commentCount(post), 0);
await stage.logIn();

const began = performance.now();
const { child, ended } = startKoc(stage.ws.dir, ['collect', '--json'], stage.env);
let most: Held = { rssMiB: 0, pssMiB: 0, processes: 0, parts: {} };
let isDone = false;
void ended.then(() => {
  isDone = true;
});
while (!isDone) {
  const held = await memoryBelow(child.pid!);
  if (held.pssMiB > most.pssMiB) most = held;
  await wait(500);
}
const { code, stderr } = await ended;
const minutes = (performance.now() - began) / 60_000;
const kept = [...(await rowsIn(stage)).records.values()].filter(({ kind }) => kind === 'comment').length;
if (code !== 0) console.log(stderr);
console.log(
  `${name}: ${kept} of ${there} comments in ${minutes.toFixed(1)} minutes, ${perMinute} actions a minute at most; exit ${code}`,
);
console.log(
  `memory of koc and its browser, ${most.processes} processes: PSS ${most.pssMiB.toFixed(0)} MiB, RSS ${most.rssMiB.toFixed(0)} MiB at most; ${JSON.stringify(most.parts)}`,
);
