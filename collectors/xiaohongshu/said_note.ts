/** What a note, or its card in a list, says. Pure. */
import type { CanonicalRecord } from '../../warehouse/contracts/rows.ts';
import type { Said } from '../reading/row_maker.ts';
import { shownCounts } from '../reading/shown_count.ts';
import { accountId, countOf, idTime, moment, type Note } from './items.ts';
import { authorOf, SITE } from './said_author.ts';

/** `isPart`: a card, of which only the beginning is known. `isAd`: it stood in the list as an advertisement. */
export function noteSaid(
  id: string,
  one: Note,
  { isPart, isAd }: { readonly isPart: boolean; readonly isAd: boolean },
): Said {
  const isVideo = one.type === 'video';
  const shown = one.interact_info;
  return {
    record: {
      authorId: accountId(one.user),
      title: (one.title || one.display_title)?.trim() || null,
      text: one.desc?.trim() || null,
      hashtags: hashtags(one),
      url: `${SITE}/explore/${id}`,
      format: one.type || null,
      region: one.ip_location || null,
      ...pictures(one, isVideo),
      hasVideo: one.type ? isVideo : null,
      isDisclosed: disclosed(one, isAd),
      publishedAt: moment(one.time) ?? moment(one.timestamp) ?? idTime(id),
      ...(isPart ? { isExcerpt: true } : {}),
    },
    author: authorOf(one.user),
    counts: shownCounts({
      likes: countOf(shown?.liked_count ?? one.liked_count ?? one.likes),
      saves: countOf(shown?.collected_count ?? one.collected_count),
      replies: countOf(shown?.comment_count ?? one.comments_count),
      shares: countOf(shown?.share_count ?? shown?.shared_count ?? one.shared_count),
      views: countOf(one.view_count || null),
    }),
  };
}

/** The picture of a video is its cover, not a picture of the note. */
function pictures(one: Note, isVideo: boolean): Pick<CanonicalRecord, 'imageCount' | 'imageMinPx'> {
  const list = one.image_list ?? one.images_list;
  if (isVideo || list === null || list === undefined) return { imageCount: isVideo ? 0 : null, imageMinPx: null };
  return { imageCount: list.length, imageMinPx: largest(list) };
}

/** Shorter side of the largest, pixels; null = no size is told. */
export function largest(
  list: readonly { readonly width?: number | null | undefined; readonly height?: number | null | undefined }[],
): number | null {
  const sides = list.map(({ width, height }) => Math.min(width ?? 0, height ?? 0));
  const most = Math.max(0, ...sides);
  return most > 0 ? Math.round(most) : null;
}

/** Topics by the platform's list, else by the marks in the text (`#topic[话题]#`). */
function hashtags({ tag_list, hash_tag, desc }: Note): string[] {
  const listed = (tag_list ?? hash_tag ?? []).flatMap(({ name, type }) =>
    name && (type === 'topic' || !type) ? [name] : [],
  );
  const marked = [...(desc ?? '').matchAll(/#([^#\s[\]]{1,60})\[话题\]#/gu)].map(([, name]) => name!);
  return [...new Set(listed.length > 0 ? listed : marked)];
}

/** True: the platform shows it as an advertisement or as work for a brand. Null = it says nothing either way. */
function disclosed({ cooperate_binds }: Note, isAd: boolean): boolean | null {
  if (isAd) return true;
  return cooperate_binds === null || cooperate_binds === undefined ? null : cooperate_binds.length > 0;
}
