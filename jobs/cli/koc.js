#!/usr/bin/env node
/** The `koc` command: makes the clone ready, then goes on in main.ts under the bundled Node. Runs under Node 20, needs no package. */
import { become, isBundled, ROOT, readyNode } from './ready.js';

const main = `${ROOT}jobs/cli/main.ts`;
const node = readyNode({ dev: false });
if (isBundled()) await import(main);
else become(node, [main, ...process.argv.slice(2)]);
