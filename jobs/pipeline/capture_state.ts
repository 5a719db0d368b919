/** What a capture says besides records: what was looked at, whose posts were listed, where single posts open, what they look like. Never in raw. */
import { keepLinks } from '../../collectors/browsing/links.ts';
import type { Query } from '../../warehouse/contracts/live.ts';
import type { Workspace } from '../config/types.ts';
import type { CaptureHead, CaptureLine } from './capture_lines.ts';
import { noteListed } from './due_authors.ts';
import { notePosts } from './due_posts.ts';
import { openSourceState } from './live_state.ts';
import { keepThumbnail, type Thumbnail } from './media.ts';

export interface CaptureNotes {
  readonly looked: readonly { readonly query: Query; readonly at: number }[];
  readonly listed: readonly { readonly authorId: string; readonly at: number }[];
  readonly links: Readonly<Record<string, string>>;
  readonly pictures: readonly Thumbnail[];
}

export function gathered(lines: readonly CaptureLine[]): CaptureNotes {
  return {
    looked: lines.flatMap((line) => (line.line === 'looked' ? [{ query: line.query, at: line.at }] : [])),
    listed: lines.flatMap((line) => (line.line === 'listed' ? [{ authorId: line.authorId, at: line.at }] : [])),
    links: Object.fromEntries(lines.flatMap((line) => (line.line === 'links' ? Object.entries(line.links) : []))),
    pictures: lines.flatMap((line) =>
      line.line === 'picture' ? [{ ...line, jpeg: Buffer.from(line.jpeg, 'base64') }] : [],
    ),
  };
}

/** Authors and posts that were seen are not due again so soon, and posts are found again at their addresses. Safe to repeat; needs the workspace's lock. */
export async function noteCapture(
  ws: Pick<Workspace, 'dir' | 'pseudonymise'>,
  head: Pick<CaptureHead, 'source_id' | 'platform'>,
  { looked, listed, links, pictures }: CaptureNotes,
): Promise<void> {
  const seen = [
    ...listed.map(({ authorId, at }) => ({ id: authorId, handle: null, at })),
    ...looked.flatMap(({ query, at }) =>
      query.kind === 'author' ? [{ id: query.authorId, handle: query.handle, at }] : [],
    ),
  ];
  await noteListed(ws, head.source_id, head.platform, seen);
  const opened = looked.flatMap(({ query, at }) => (query.kind === 'post' ? [{ id: query.postId, at }] : []));
  await notePosts(ws, head.source_id, head.platform, opened);
  for (const picture of pictures) await keepThumbnail(ws, picture);
  await keepLinks(await openSourceState(ws.dir, head.source_id), links);
}
