/** What every part of a dossier may look at besides its subject. */
import type { IdentityClass } from '../../config/types.ts';
import type { NameContext } from '../pages/names.ts';

export interface DossierContext extends NameContext {
  /** At `pseudonym` nothing direct is shown: no names, words, links, ids, notes. */
  readonly identityClass: Exclude<IdentityClass, 'aggregate'>;
}
