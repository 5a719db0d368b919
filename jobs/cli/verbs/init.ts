/** `koc init`: writes a commented koc.yaml with its schema beside it, and never over something that is there. */
import { access, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Command } from 'commander';
import { codeOf, writeFileAtomic } from '../../../warehouse/atomic.ts';
import { UsageError } from '../../../warehouse/contracts/errors.ts';
import { schemaText } from '../../config/json_schema.ts';
import { CONFIG_NAME } from '../../config/workspace.ts';
import { type App, type GlobalOptions, workspaceDir } from '../app.ts';
import { addVerb } from '../verb.ts';
import { CONFIG_TEMPLATE, IGNORE_TEMPLATE } from './init_template.ts';

export function addInit(program: Command, app: App): void {
  addVerb(
    program,
    'init',
    'Write a commented koc.yaml.',
    'koc init --workspace aurora && $EDITOR aurora/koc.yaml',
  ).action(async (options: GlobalOptions) => {
    const dir = workspaceDir(app, options);
    await mkdir(dir, { recursive: true });
    const path = join(dir, CONFIG_NAME);
    await createNew(path, CONFIG_TEMPLATE);
    await writeFileAtomic(join(dir, 'koc.schema.json'), schemaText());
    await writeIfAbsent(join(dir, '.gitignore'), IGNORE_TEMPLATE);
    if (options.json) await app.out.json({ config: path });
    else {
      await app.out.data(`${path}\n`);
      app.out.tell('Edit the brands in it, then: koc check, koc import FILE --source ID --map MAP.yaml, koc weekly');
    }
  });
}

async function createNew(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    throw new UsageError(`${path} is there already`, { hint: '`koc check` tells whether it is right.' });
  }
}

async function writeIfAbsent(path: string, text: string): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (!isThere) await writeFile(path, text);
}
