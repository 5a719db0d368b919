/** `/media/<post_key>.jpg`: small pictures of posts, to who has a session; looked for anew at each request, so that none outlives a forgetting. */
import { Hono } from 'hono';
import { readThumbnail, thumbnails } from '../pipeline/media.ts';
import type { Desk, DeskEnv } from './desk.ts';
import { safeHeaders } from './headers.ts';

export function mediaRoutes({ options }: Desk): Hono<DeskEnv> {
  return new Hono<DeskEnv>().get('/:file{[0-9a-f]{32}\\.jpg}', async (c) => {
    const kept = await thumbnails(options.workspaceDir, options.ctx.now());
    const picture = await readThumbnail(kept.get(c.req.param('file').slice(0, 32)));
    if (picture === null) return c.notFound();
    const headers = { ...safeHeaders("default-src 'none'; frame-ancestors 'none'"), 'content-type': 'image/jpeg' };
    return new Response(new Uint8Array(picture), { headers });
  });
}
