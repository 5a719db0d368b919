/** What a post of Reddit shows besides words: its format, pictures and video. Null where the payload does not tell. */
import type { Said } from '../reading/row_maker.ts';
import type { Link } from './payload.ts';

type Shown = Pick<Said['record'], 'format' | 'imageCount' | 'imageMinPx' | 'hasVideo'>;

/** A crosspost shows what the post does that it passes on, which is nothing of its own. */
export function pictures(post: Link): Shown {
  const format = formatOf(post);
  if (format === null || format === 'link' || format === 'crosspost')
    return { format, imageCount: null, imageMinPx: null, hasVideo: null };
  const inText = Object.values(post.media_metadata ?? {}).filter(({ e }) => e === 'Image' || e === 'AnimatedImage');
  const count =
    format === 'gallery' ? (post.gallery_data?.items.length ?? inText.length) : format === 'image' ? 1 : inText.length;
  const sides = [
    ...inText.map(({ s }) => shorter(s?.x, s?.y)),
    ...(format === 'image'
      ? (post.preview?.images ?? []).map(({ source }) => shorter(source?.width, source?.height))
      : []),
  ].filter((side) => side > 0);
  return {
    format,
    imageCount: format === 'video' ? null : count,
    imageMinPx: sides.length === 0 || format === 'video' ? null : Math.max(...sides),
    hasVideo: format === 'video',
  };
}

function formatOf(post: Link): string | null {
  if ((post.crosspost_parent ?? '') !== '') return 'crosspost';
  if (post.is_gallery === true) return 'gallery';
  if (post.is_video === true || /video$/u.test(post.post_hint ?? '')) return 'video';
  if (post.post_hint === 'image') return 'image';
  if (post.poll_data !== null && post.poll_data !== undefined) return 'poll';
  if (post.is_self === true) return 'text';
  return post.is_self === false ? 'link' : null;
}

function shorter(x: number | null | undefined, y: number | null | undefined): number {
  return Math.min(x ?? 0, y ?? 0);
}
