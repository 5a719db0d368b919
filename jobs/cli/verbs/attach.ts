/** `koc attach`: the SQL with which an agency reads all its clients' published weeks at once. It reads what is published and changes nothing. */
import { readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { codeOf, writeFileAtomic } from '../../../warehouse/atomic.ts';
import { EXIT, IntegrityError, KocError, UsageError } from '../../../warehouse/contracts/errors.ts';
import { ATTACH_HEAD, attachSql, type Client, databaseName, readTables } from '../../../warehouse/publish/attach.ts';
import { DATABASE_FILE } from '../../../warehouse/publish/database.ts';
import { MANIFEST_FILE, manifestSchema } from '../../../warehouse/publish/manifest.ts';
import { type App, type GlobalOptions, makeContext } from '../app.ts';
import { currentExport } from '../published.ts';
import { addVerb } from '../verb.ts';

export function addAttach(program: Command, app: App): void {
  addVerb(
    program,
    'attach',
    "Write SQL that reads several workspaces' published weeks side by side.",
    'koc attach clients/aurora clients/nova --out attach.sql && duckdb -init attach.sql',
  )
    .argument('<dir...>', 'workspaces, or NAME=DIR to call a client otherwise than its folder')
    .option('--out <file>', 'where to write it (default: stdout)')
    .action(async (dirs: readonly string[], options: GlobalOptions & { out?: string }) => {
      const { threads } = makeContext(app, options);
      const named = await Promise.all(dirs.map((dir) => nameOf(app, dir)));
      checkNames(named.map(({ name }) => name));
      const { clients, missing } = await readClients(named, threads);
      if (clients.length === 0) throw missing[0]!;
      for (const { message } of missing) app.out.tell(`left out: ${message}`);
      for (const line of olderSchemas(clients)) app.out.tell(line);
      const sql = attachSql(clients);
      const out = options.out === undefined ? null : resolve(app.cwd, options.out);
      if (out !== null) await writeOut(out, sql);
      if (options.json) await app.out.json({ path: out, clients: clients.map(facts), left_out: missing.length });
      else if (out === null) await app.out.data(sql);
      else app.out.tell(`${clients.length} clients in ${out}`);
      if (missing.length > 0) app.setExitCode(EXIT.someSourcesFailed);
    });
}

interface Named {
  readonly name: string;
  readonly dir: string;
}

/** A folder that is there wins over NAME=DIR, since a folder's name may hold an equals sign. */
async function nameOf(app: App, given: string): Promise<Named> {
  const dir = resolve(app.cwd, given);
  const isFolder = await stat(dir).then(
    (found) => found.isDirectory(),
    () => false,
  );
  const [, name, path] = /^([^=]+)=(.+)$/su.exec(given) ?? [];
  if (isFolder || name === undefined || path === undefined) return { name: basename(dir), dir };
  return { name, dir: resolve(app.cwd, path) };
}

function checkNames(names: readonly string[]): void {
  const seen = new Set<string>();
  for (const name of names) {
    const folded = databaseName(name).toLowerCase();
    if (seen.has(folded))
      throw new UsageError(`two clients are called "${name}"`, {
        hint: 'Give one of them another name: koc attach NAME=DIR …',
      });
    seen.add(folded);
  }
}

/** A workspace without a published week is told and costs itself only. */
async function readClients(
  named: readonly Named[],
  threads: number,
): Promise<{ readonly clients: readonly Client[]; readonly missing: readonly KocError[] }> {
  const clients: Client[] = [];
  const missing: KocError[] = [];
  for (const { name, dir } of named) {
    try {
      const current = await currentExport(dir);
      const manifest = manifestSchema
        .pick({ schema_version: true, as_of: true, week: true })
        .safeParse(JSON.parse(await readFile(join(current, MANIFEST_FILE), 'utf8')));
      if (!manifest.success) throw new UsageError(`${join(current, MANIFEST_FILE)} is no manifest of a published week`);
      const { schema_version: schemaVersion, as_of: asOf, week } = manifest.data;
      const tables = await readTables(join(current, DATABASE_FILE), { threads, memoryLimit: '512MB' });
      // Not the folder of the run, which is pruned some weeks later.
      const database = join(dir, 'exports', 'current', DATABASE_FILE);
      clients.push({ name, database, schemaVersion, asOf, isoWeek: week.iso, tables });
    } catch (error) {
      missing.push(error instanceof KocError ? error : unreadable(dir, error));
    }
  }
  return { clients, missing };
}

function unreadable(dir: string, cause: unknown): KocError {
  const [reason = ''] = String(cause instanceof Error ? cause.message : cause).split('\n');
  return new IntegrityError(`what is published in ${dir} cannot be read: ${reason}`, { cause });
}

function olderSchemas(clients: readonly Client[]): string[] {
  const newest = Math.max(...clients.map(({ schemaVersion }) => schemaVersion));
  return clients
    .filter(({ schemaVersion }) => schemaVersion < newest)
    .map(
      ({ name, schemaVersion }) =>
        `${name}: published with schema version ${schemaVersion}, others with ${newest}; columns that it lacks are null (\`koc publish\` there brings them)`,
    );
}

function facts({ name, database, schemaVersion, asOf, isoWeek }: Client) {
  return { name, database, schema_version: schemaVersion, as_of: asOf, iso_week: isoWeek };
}

async function writeOut(path: string, sql: string): Promise<void> {
  const there = await readFile(path, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return '';
    throw error;
  });
  if (there !== '' && !there.startsWith(ATTACH_HEAD))
    throw new UsageError(`${path} is there already and was not written by koc attach`, {
      hint: 'Give another --out.',
    });
  await writeFileAtomic(path, sql);
}
