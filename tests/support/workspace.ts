/** A workspace in a folder of its own, opened as the command opens it, with a clock that the test moves. */
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCollectors } from '../../collectors/discover.ts';
import type { Workspace } from '../../jobs/config/types.ts';
import { loadWorkspace } from '../../jobs/config/workspace.ts';
import { importFile } from '../../jobs/pipeline/collect.ts';
import type { RunContext } from '../../jobs/pipeline/context.ts';
import { openWorkspaceRaw } from '../../jobs/pipeline/raw.ts';
import { passBasics } from '../../jobs/pipeline/sources.ts';
import type { Log } from '../../warehouse/contracts/collector.ts';

export interface TestWorkspace extends AsyncDisposable {
  readonly dir: string;
  /** Warnings and errors logged so far. */
  readonly warnings: readonly string[];
  open(): Promise<Workspace>;
  /** A run with its own id; later runs have later clocks. */
  context(): RunContext;
  write(name: string, content: string | Uint8Array): Promise<string>;
  /** Imports rows (as JSONL) under a mapping given as YAML. */
  importRows(source: string, rows: readonly object[], map: string): Promise<void>;
  /** Another one with all that is in this one, to go on from: what takes long to make is made once for several tests. */
  copy(): Promise<TestWorkspace>;
}

/** Of every workspace of the tests. */
export const KEY = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';

/** `koc` is the text of koc.yaml. The key is fixed, so that two workspaces of a test give the same pseudonyms. */
export async function testWorkspace(koc: string): Promise<TestWorkspace> {
  const dir = await mkdtemp(join(tmpdir(), 'koc-test-'));
  await writeFile(join(dir, 'koc.yaml'), koc);
  return workspaceIn(dir, 0);
}

/** `runsBefore`: how many it has seen already, since no two may have the same id. */
function workspaceIn(dir: string, runsBefore: number): TestWorkspace {
  let runs = runsBefore;
  const warnings: string[] = [];
  const say = (facts: object, message: string) => void warnings.push(`${message} ${JSON.stringify(facts)}`);
  const log: Log = { debug() {}, info() {}, warn: say, error: say };
  let files = 0;
  const open = async () =>
    loadWorkspace(dir, {
      env: { KOC_PSEUDONYM_KEY: KEY },
      collectors: await findCollectors(),
      randomBytes: () => new Uint8Array(32),
      createKey: true,
    });
  const context = (): RunContext => {
    runs++;
    const began = Date.UTC(2026, 10, 16, 7, runs);
    return {
      run: `20261116T07${String(runs).padStart(2, '0')}00Z-${String(runs).padStart(6, '0')}`,
      now: () => began,
      log,
      signal: new AbortController().signal,
      threads: 1,
    };
  };
  const write = async (name: string, content: string | Uint8Array) => {
    const path = join(dir, name);
    await writeFile(path, content);
    return path;
  };
  return {
    dir,
    warnings,
    open,
    context,
    write,
    async importRows(source, rows, map) {
      files++;
      const file = await write(`rows-${files}.jsonl`, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
      const mapping = await write(`map-${files}.yaml`, map);
      const ws = await open();
      const ctx = context();
      const raw = await openWorkspaceRaw(ws, ctx);
      await importFile({ ...(await passBasics(ws, ctx, raw)), file, map: mapping, sourceId: source });
      await Promise.all([rm(file), rm(mapping)]);
    },
    async copy() {
      const other = await mkdtemp(join(tmpdir(), 'koc-test-'));
      await cp(dir, other, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
      return workspaceIn(other, runs);
    },
    async [Symbol.asyncDispose]() {
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** A config of three competing brands, one own. */
export const THREE_BRANDS = `version: 1
brands:
  - { id: aurora, role: own, category: skincare, names: [欧若拉, Aurora], exclude: [极光] }
  - { id: nova, role: tracked, category: skincare, names: [诺瓦, Nova] }
  - { id: coman, role: tracked, category: skincare, names: [蔻曼, Coman] }
`;

/** A mapping of posts whose columns have the canonical names. */
export const POSTS_MAP = `platform: { value: weibo }
kind: { column: kind, values: { post: post, comment: comment, review: review } }
collects: [replies]
fields: { id: id, author_id: author, author_name: name, author_url: home, text: text, title: title, published_at: at, observed_at: seen, root_id: root, parent_id: parent, likes: likes, followers: fans, url: link, rating: stars, rating_scale: { value: 5 } }
`;
