/** The raw store of a workspace, opened the same way everywhere. */
import { join } from 'node:path';
import { openRaw, type RawStore } from '../../warehouse/raw/store.ts';
import type { Workspace } from '../config/types.ts';
import type { RunContext } from './context.ts';

export function openWorkspaceRaw(ws: Pick<Workspace, 'dir'>, ctx: Pick<RunContext, 'now' | 'log'>): Promise<RawStore> {
  return openRaw(join(ws.dir, 'raw'), { now: ctx.now, log: ctx.log });
}
