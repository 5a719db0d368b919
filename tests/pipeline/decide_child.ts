/** Child process that is killed: decides for ever, also by ten at once, and says on stdout what has been acknowledged. */
import { writeSync } from 'node:fs';
import { findCollectors } from '../../collectors/discover.ts';
import { loadWorkspace } from '../../jobs/config/workspace.ts';
import { appendDecisions } from '../../jobs/pipeline/decisions.ts';

const [dir, name, key] = process.argv.slice(2) as [string, string, string];
const quiet = () => {};
const ws = await loadWorkspace(dir, {
  env: { KOC_PSEUDONYM_KEY: key },
  collectors: await findCollectors(),
  randomBytes: () => new Uint8Array(32),
});
const ctx = {
  run: `child-${name}`,
  now: Date.now,
  log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  signal: new AbortController().signal,
  threads: 1,
};
for (let round = 0; ; round++) {
  const many = Array.from({ length: 4 }, async (_, i) => {
    const subjectKey = `${name}-${round}-${i}`;
    const draft = { type: 'verdict' as const, brandId: 'aurora', value: 'confirmed', reason: null, by: name };
    const [one] = await appendDecisions(ws, ctx, [
      { ...draft, subjectKey },
      { ...draft, subjectKey: `${subjectKey}-too` },
    ]);
    writeSync(1, `${one!.subjectKey}\n`);
  });
  await Promise.all(many);
}
