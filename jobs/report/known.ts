/** Who and what the keys of a list stand for. Present only for targets of class handle; without it a list shows pseudonyms. */
import type { IdentityClass } from '../config/types.ts';

export interface KnownAuthor {
  /** Id on the platform. */
  readonly id: string | null;
  readonly name: string | null;
  /** As the source gave it: untrusted, see `safeUrl`. */
  readonly url: string | null;
}

export interface KnownPost {
  /** Id on the platform, for the search inside its app. */
  readonly id: string | null;
  readonly title: string | null;
  readonly text: string | null;
  /** Untrusted. */
  readonly url: string | null;
}

export interface Known {
  readonly authors: ReadonlyMap<string, KnownAuthor>;
  readonly posts: ReadonlyMap<string, KnownPost>;
}

export const NOBODY: Known = { authors: new Map(), posts: new Map() };

/** What a target of the class may see of the keys. */
export function knownAt(identityClass: IdentityClass, known: Known): Known {
  return identityClass === 'handle' ? known : NOBODY;
}

/** What a person is called in lists: the shown name, else the id on the platform; null = not known. */
export function calledName(author: KnownAuthor | undefined): string | null {
  return author?.name ?? author?.id ?? null;
}

/** Eight digits of a pseudonym: enough to tell the rows of one list apart. */
export function shortKey(key: string): string {
  return key.slice(0, 8);
}
