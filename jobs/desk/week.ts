/**
 * The published week as the desk reads it: the lists of the build that `current` was made from, with names. Held in memory until
 * another build is published, and dropped when its build is gone, so that a forgotten person does not live on here.
 */
import { IntegrityError } from '../../warehouse/contracts/errors.ts';
import { parseAsOf } from '../../warehouse/contracts/time.ts';
import type { Brand, Workspace } from '../config/types.ts';
import { identityFiles } from '../pipeline/identity_files.ts';
import { type PublishedBuild, readPublishedBuild } from '../pipeline/published_build.ts';
import type { Known } from '../report/known.ts';
import { type Lists, readLists } from '../report/lists.ts';
import { Directory } from './directory.ts';
import { type LeftOut, readLeftOut } from './left_out.ts';

export interface DeskWeek {
  readonly ws: Workspace;
  readonly build: PublishedBuild;
  readonly lists: Lists;
  /** Own brands by id. */
  readonly brands: readonly Brand[];
  readonly leftOut: LeftOut;
  /** Names and words of everybody in the lists, and of those left out. */
  readonly known: Known;
  /** For keys that no list holds. */
  readonly directory: Directory;
}

export class Weeks {
  readonly #dir: string;
  readonly #openWorkspace: () => Promise<Workspace>;
  #held: { readonly name: string; readonly week: Promise<DeskWeek> } | null = null;

  constructor(workspaceDir: string, openWorkspace: () => Promise<Workspace>) {
    this.#dir = workspaceDir;
    this.#openWorkspace = openWorkspace;
  }

  /** Null when nothing is published, or what was is being made anew. @throws what reading a build throws. */
  async current(): Promise<DeskWeek | null> {
    // A run may replace build and names while they are read: then there is another build to read.
    for (let tries = 0; ; tries += 1) {
      const build = await readPublishedBuild(this.#dir);
      if (build === null) {
        this.#held = null;
        return null;
      }
      const name = JSON.stringify(build);
      if (this.#held?.name !== name) this.#held = { name, week: this.#read(build) };
      try {
        return await this.#held.week;
      } catch (error) {
        this.#held = null;
        if (tries === 2 || error instanceof IntegrityError) throw error;
      }
    }
  }

  async #read(build: PublishedBuild): Promise<DeskWeek> {
    const ws = await this.#openWorkspace();
    const { config } = ws;
    const identity = await identityFiles(this.#dir);
    const asOf = parseAsOf(build.asOf, ws.offset);
    // Whatever files may carry, the operator's own desk shows names.
    const publish = { ...config.publish, identity: { ...config.publish.identity, html: 'handle' as const } };
    const lists = await readLists({ ws: { config: { ...config, publish } }, week: { asOf, dir: build.dir }, identity });
    const leftOut = await readLeftOut(build.dir, asOf, identity);
    const known = {
      authors: new Map([...leftOut.known.authors, ...lists.known.authors]),
      posts: new Map([...leftOut.known.posts, ...lists.known.posts]),
    };
    const brands = config.brands.filter(({ role }) => role === 'own');
    return { ws, build, lists, brands, leftOut, known, directory: new Directory(this.#dir) };
  }
}
