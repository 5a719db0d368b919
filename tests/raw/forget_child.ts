/** Child process that is killed while it forgets; says on stdout when it has written its mark. */
import { writeSync } from 'node:fs';
import { forgetRaw, pendingForgets } from '../../warehouse/forget.ts';
import { openRaw } from '../../warehouse/raw/store.ts';
import { AUTHOR_KEY, authorOf, pseudonymise } from './person.ts';

const [dir, run] = process.argv.slice(2) as [string, string];
const quiet = () => {};
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
const raw = await openRaw(`${dir}/raw`, { now: () => 1_800_000_000_000, log });
let isDone = false;
const forgetting = forgetRaw({ raw, run, authorKey: AUTHOR_KEY, pseudonymise, authorOf }).finally(() => {
  isDone = true;
});
while (!isDone && (await pendingForgets(raw)).length === 0);
writeSync(1, 'begun\n');
await forgetting;
