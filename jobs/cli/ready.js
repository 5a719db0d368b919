/**
 * Makes a clone ready to run: installs what is missing and names the bundled runtime. Plain JavaScript without dependencies, since
 * it runs before an install and under whatever Node (20 or newer) the machine has. Nothing is ever printed to stdout here.
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BIN = join(ROOT, 'node_modules', '.bin');

/**
 * Path of the bundled Node 24; runs `npm ci` first when a package is missing.
 * @param {{ dev: boolean }} wanted whether the packages for tests are needed too
 * @returns {string}
 */
export function readyNode({ dev }) {
  const missing = missingPackages(dev);
  if (missing.length > 0) install(missing);
  return bundledNode() ?? fail('npm ci ran, but node_modules/node/bin/node is missing', INSTALL_SCRIPTS);
}

/** @returns {boolean} whether this process already is the bundled runtime */
export function isBundled() {
  const node = bundledNode();
  return node !== null && realpathSync(process.execPath) === realpathSync(node);
}

/**
 * Runs one program under the bundled Node as if it were this process: same streams, signals handed on, same exit code. The child
 * hears by its closed channel when this process is killed outright.
 * @param {string} node
 * @param {readonly string[]} args
 */
export function become(node, args) {
  const child = spawn(node, args, {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: `${BIN}${delimiter}${process.env.PATH ?? ''}` },
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', (error) => fail(`cannot start ${node}: ${error.message}`, 'Delete node_modules and try again.'));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

const INSTALL_SCRIPTS = 'Allow the install script of the package `node`: see allowScripts in package.json.';

/** @returns {string | null} */
function bundledNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const path = join(ROOT, 'node_modules', 'node', 'bin', name);
  return existsSync(path) ? path : null;
}

/** @param {boolean} dev */
function missingPackages(dev) {
  const wanted = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const names = [...Object.keys(wanted.dependencies), ...(dev ? Object.keys(wanted.devDependencies) : [])];
  const missing = names.filter((name) => !existsSync(join(ROOT, 'node_modules', name, 'package.json')));
  return bundledNode() === null ? [...new Set([...missing, 'node'])] : missing;
}

/** @param {readonly string[]} missing */
function install(missing) {
  const some = missing.slice(0, 3).join(', ');
  process.stderr.write(`koc: installing packages (${some}${missing.length > 3 ? ', …' : ''} missing)\n`);
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const run = spawnSync(npm, ['ci', '--no-audit', '--no-fund'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (run.error) fail(`cannot run npm: ${run.error.message}`, 'Install Node 20 or newer with npm.');
  if (run.status !== 0) fail('npm ci failed', 'What it said stands above; the package registry must be reachable.');
}

/**
 * @param {string} message
 * @param {string} hint
 * @returns {never}
 */
function fail(message, hint) {
  process.stderr.write(`koc: ${message}\n     ${hint}\n`);
  process.exit(1);
}
