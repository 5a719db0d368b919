/** Where the names and words of a workspace lie; reading them is the caller's decision. */
import { join } from 'node:path';
import { readdirIfAny } from '../../warehouse/atomic.ts';
import type { IdentityTableName } from '../../warehouse/contracts/identity_tables.ts';
import type { IdentityFiles } from '../../warehouse/publish/types.ts';

/** Parquet files of identity as they lie there now, without bringing the lake up to date; none where there is nothing. */
export async function identityFiles(workspaceDir: string): Promise<IdentityFiles> {
  const list = async (table: IdentityTableName) => {
    const dir = join(workspaceDir, 'identity', table);
    const entries = await readdirIfAny(dir);
    return entries.filter(({ name }) => name.endsWith('.parquet')).map(({ name }) => join(dir, name));
  };
  return { identity_authors: await list('identity_authors'), identity_posts: await list('identity_posts') };
}
