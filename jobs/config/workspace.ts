/** Opens a workspace: koc.yaml, the files it names, the environment and the key. Either all of it is right or every mistake is told at once. */
import { readFile } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
import type { Collector, Collectors } from '../../warehouse/contracts/collector.ts';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import { zoneOffset } from '../../warehouse/contracts/time.ts';
import { type Place, type Placed, readBrandTable, resolveBrands } from './brands.ts';
import { checkBrands, checkReferences } from './check.ts';
import { applyEnvironment } from './environment.ts';
import { shapeOf } from './expected.ts';
import { ConfigError, type ConfigIssue, formatIssue, wordIssues } from './issues.ts';
import { tightenKey, workspaceKey } from './key.ts';
import { readPeopleTable, resolvePeople } from './people.ts';
import { resolveConfig } from './resolve.ts';
import { type BrandEntry, type ConfigFile, configFile } from './schema.ts';
import type { Config, Workspace } from './types.ts';
import { parseYaml, type YamlFile } from './yaml_file.ts';

export const CONFIG_NAME = 'koc.yaml';
const shape = shapeOf(configFile);

export interface LoadOptions {
  /** KOC_PSEUDONYM_KEY and the KOC_* settings of docs/config.md are read from it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly collectors: Collectors;
  /** Where a new key comes from. */
  readonly randomBytes: (bytes: number) => Uint8Array;
  /** True for verbs that write: a missing key is made. */
  readonly createKey?: boolean;
}

/** Throws ConfigError (exit 2) with every mistake, UsageError when there is no koc.yaml or the key is lost or changed. */
export async function loadWorkspace(dir: string, options: LoadOptions): Promise<Workspace> {
  const root = resolve(dir);
  const { config, warnings } = await readConfig(root, options);
  const key = await workspaceKey(root, {
    secret: options.env['KOC_PSEUDONYM_KEY'],
    create: options.createKey ?? false,
    randomBytes: options.randomBytes,
  });
  const loose = key.source === 'file' && (await tightenKey(root));
  return {
    dir: root,
    config,
    offset: zoneOffset(config.timezone),
    pseudonymise: key.pseudonymise,
    key: key.bytes,
    keySource: key.source,
    warnings: loose
      ? [...warnings, '.koc/key could be read by others on this machine; its mode is 0600 again']
      : warnings,
  };
}

/** koc.yaml and its tables alone, without the key. */
export async function readConfig(
  root: string,
  options: Pick<LoadOptions, 'env' | 'collectors'>,
): Promise<{ config: Config; warnings: readonly string[] }> {
  const yaml = parseYaml(await readText(root), CONFIG_NAME);
  const read = configFile.safeParse(yaml.value ?? {}, { reportInput: true });
  if (!read.success) {
    throw new ConfigError(
      sorted(wordIssues(read.error.issues, { file: CONFIG_NAME, shape, root: yaml.value, locate: yaml.locate })),
    );
  }
  const file = read.data;
  const errors: ConfigIssue[] = [];
  const brands = await attempt(errors, () => readBrands(root, file, yaml));
  const people = await attempt(errors, () => readPeople(root, file, yaml));
  const collectors = await loadUsed(file, options.collectors);
  const found = [
    checkBrands(brands ?? []),
    checkReferences(
      file,
      brands ?? [],
      { ...options.collectors, used: collectors },
      { file: CONFIG_NAME, locate: yaml.locate },
    ),
  ];
  const usable = brands === null ? found.slice(0, 0) : found;
  errors.push(...usable.flatMap((one) => one.errors));
  const zone = zoneIssue(file.timezone, yaml);
  if (zone !== null) errors.push(zone);
  if (errors.length > 0 || brands === null || people === null) throw new ConfigError(sorted(errors));
  const config = resolveConfig(file, {
    brands: resolveBrands(brands.map(({ entry }) => entry)),
    people: resolvePeople(people),
    absolute: (source) => withAbsolutePaths(source.with, collectors.get(source.collector)?.meta.paths ?? [], root),
    path: (path) => resolve(root, path),
  });
  return {
    config: applyEnvironment(config, options.env),
    warnings: sorted(usable.flatMap((one) => one.warnings)).map(formatIssue),
  };
}

/** Those that the sources name; a name that is none is left out and told by the check. */
async function loadUsed({ sources }: ConfigFile, { names, load }: Collectors): Promise<ReadonlyMap<string, Collector>> {
  const used = new Set(sources.map(({ collector }) => collector).filter((name) => names.includes(name)));
  return new Map(await Promise.all([...used].map(async (name) => [name, await load(name)] as const)));
}

async function readText(root: string): Promise<string> {
  try {
    return await readFile(join(root, CONFIG_NAME), 'utf8');
  } catch (cause) {
    throw new UsageError(`no ${CONFIG_NAME} in ${root}`, {
      cause,
      hint: '`koc init` writes one; `--workspace DIR` or KOC_WORKSPACE names another folder.',
    });
  }
}

async function readBrands(root: string, file: ConfigFile, yaml: YamlFile): Promise<readonly Placed<BrandEntry>[]> {
  if (Array.isArray(file.brands)) {
    return file.brands.map((entry, index) => ({
      entry,
      at: (key?: string): Place => ({
        file: CONFIG_NAME,
        ...yaml.locate(key === undefined ? ['brands', index] : ['brands', index, key]),
        path: key === undefined ? `brands[${index}]` : `brands[${index}].${key}`,
      }),
    }));
  }
  return readBrandTable(await readNamed(root, file.brands.file, yaml, ['brands', 'file']), file.brands.file);
}

async function readPeople(root: string, file: ConfigFile, yaml: YamlFile) {
  if (file.people === undefined) return [];
  if (Array.isArray(file.people)) return file.people;
  return readPeopleTable(await readNamed(root, file.people.file, yaml, ['people', 'file']), file.people.file);
}

async function readNamed(root: string, path: string, yaml: YamlFile, at: readonly string[]): Promise<Uint8Array> {
  const full = isAbsolute(path) ? path : join(root, path);
  try {
    return await readFile(full);
  } catch {
    const message = `cannot read ${relative(process.cwd(), full) || full}`;
    throw new ConfigError([{ file: CONFIG_NAME, ...yaml.locate(at), path: at.join('.'), message }]);
  }
}

async function attempt<T>(errors: ConfigIssue[], read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    errors.push(...error.issues);
    return null;
  }
}

function zoneIssue(timezone: string | undefined, yaml: YamlFile): ConfigIssue | null {
  if (timezone === undefined) return null;
  try {
    zoneOffset(timezone);
    return null;
  } catch {
    const message = `expected an IANA time zone such as Asia/Shanghai, got ${JSON.stringify(timezone)}`;
    return { file: CONFIG_NAME, ...yaml.locate(['timezone']), path: 'timezone', message };
  }
}

function withAbsolutePaths(options: Readonly<Record<string, unknown>>, names: readonly string[], root: string) {
  const absolute = (name: string, value: unknown) => {
    return names.includes(name) && typeof value === 'string' && !isAbsolute(value) ? join(root, value) : value;
  };
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [name, absolute(name, value)]));
}

function sorted(issues: readonly ConfigIssue[]): ConfigIssue[] {
  const rank = (issue: ConfigIssue) => (issue.line ?? 0) * 1e4 + (issue.column ?? 0);
  return [...issues].sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : rank(a) - rank(b)));
}
