/** `node jobs/cli/run.js SCRIPT ARGS…`: runs a script of this clone (a test runner, a checker) under the bundled Node, installing first what is missing. */
import { become, ROOT, readyNode } from './ready.js';

const [script, ...args] = process.argv.slice(2);
if (script === undefined) {
  process.stderr.write('usage: node jobs/cli/run.js SCRIPT ARGS…\n');
  process.exit(2);
}
become(readyNode({ dev: true }), [`${ROOT}${script}`, ...args]);
