/** `koc new collector NAME`: folder, recorded case and notes of a source in this clone. Nothing that is there is ever overwritten. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { collectorNames } from '../../../collectors/discover.ts';
import { UsageError } from '../../../warehouse/contracts/errors.ts';
import type { App, GlobalOptions } from '../app.ts';
import { addVerb } from '../verb.ts';
import { collectorFiles } from './new_template.ts';

const CLONE = fileURLToPath(new URL('../../../', import.meta.url));

export function addNew(program: Command, app: App): void {
  addVerb(program, 'new', 'Begin a collector of your own in this clone.', 'koc new collector forum')
    .argument('<what>', 'collector')
    .argument('<name>', 'a-z, 0-9 and _; names the folder and the platform')
    .option('--into <dir>', 'another clone (default: the one that koc runs from)')
    .action(async (what: string, name: string, options: GlobalOptions & { readonly into?: string }) => {
      if (what !== 'collector') throw new UsageError(`koc new makes a collector, not ${JSON.stringify(what)}`);
      if (!/^[a-z][a-z0-9_]{1,39}$/u.test(name)) {
        throw new UsageError(`${JSON.stringify(name)} cannot name a collector`, {
          hint: 'Use 2 to 40 of a-z, 0-9 and _, a letter first.',
        });
      }
      if ((await collectorNames()).includes(name)) throw new UsageError(`there is a collector ${name} already`);
      const root = options.into === undefined ? CLONE : resolve(app.cwd, options.into);
      const files = Object.entries(await collectorFiles(name));
      for (const [path, content] of files) {
        await mkdir(dirname(join(root, path)), { recursive: true });
        await writeFile(join(root, path), content, { flag: 'wx' });
      }
      const paths = files.map(([path]) => path);
      if (options.json) await app.out.json({ root, files: paths });
      else await app.out.data(`${paths.join('\n')}\n`);
      app.out.tell('Change them into the real source, then: npx vitest run --project west tests/collectors');
    });
}
