/** Who asked to be forgotten, as those who write to raw ask it. */
import { authorId } from '../../warehouse/contracts/ids.ts';
import { forgottenKeys } from '../../warehouse/forget.ts';
import type { RawStore } from '../../warehouse/raw/store.ts';
import type { Workspace } from '../config/types.ts';

/** Whether records of an account are refused, by what raw knows now. */
export async function forgottenAccounts(
  ws: Pick<Workspace, 'pseudonymise'>,
  raw: RawStore,
): Promise<(platform: string, id: string) => boolean> {
  const forgotten = await forgottenKeys(raw);
  return (platform, id) => forgotten.size > 0 && forgotten.has(ws.pseudonymise(authorId(platform, id)));
}
