/**
 * The workbook that shows pictures: made anew at each publishing, beside the pictures and gone with the first of them. The export's own
 * workbooks show none, so that the same lists go on giving the same bytes and no picture outlives its days in an old export.
 */
import { rm } from 'node:fs/promises';
import { writeFileAtomic } from '../../warehouse/atomic.ts';
import type { Workspace } from '../config/types.ts';
import type { Lists } from '../report/lists.ts';
import { workbookWithPictures } from '../report/workbook/writer.ts';
import type { RunContext } from './context.ts';
import { pictureWorkbook, readThumbnail, thumbnails } from './media.ts';

/** Leaves none where there is nothing to show. */
export async function writePictureWorkbook(ws: Workspace, ctx: RunContext, lists: Lists): Promise<void> {
  const path = pictureWorkbook(ws.dir);
  const kept = await thumbnails(ws.dir, ctx.now());
  const pictures = new Map<string, Uint8Array>();
  for (const { postKey } of kept.size === 0 ? [] : lists.ugc) {
    const picture = await readThumbnail(kept.get(postKey));
    if (picture !== null) pictures.set(postKey, picture);
  }
  const bytes = await workbookWithPictures(ws.config, lists, (key) => pictures.get(key) ?? null);
  if (bytes === null) await rm(path, { force: true });
  else await writeFileAtomic(path, bytes, { mode: 0o600 });
}
