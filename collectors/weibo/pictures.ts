/** Pictures and video of a post on Weibo, as figures. Pure. */
import type { Status } from './payload.ts';

export interface Images {
  readonly imageCount: number;
  /** Shorter side of the largest one, pixels; null = not shown. */
  readonly imageMinPx: number | null;
  readonly hasVideo: boolean;
}

export function imagesOf(status: Status): Images {
  const { pics, pic_infos, pic_num, pic_ids, mix_media_info, page_info } = status;
  const listed = pics ?? pic_infos ?? [];
  const stills = listed.filter(({ type }) => type !== 'video');
  const mixed = mix_media_info?.items ?? [];
  const hasVideo =
    page_info?.type === 'video' ||
    page_info?.object_type === 'video' ||
    listed.length > stills.length ||
    mixed.some(({ type }) => type === 'video');
  const told = mixed.length > 0 ? mixed.filter(({ type }) => type === 'pic').length : (pic_num ?? pic_ids?.length ?? 0);
  const sides = stills.flatMap(({ large, largest, original }) =>
    [large, large?.geo, largest, original].flatMap((size) => {
      const [width, height] = [Number(size?.width), Number(size?.height)];
      return width > 0 && height > 0 ? [[width, height] as const] : [];
    }),
  );
  const biggest = sides.reduce<readonly [number, number] | null>(
    (most, one) => (most === null || one[0] * one[1] > most[0] * most[1] ? one : most),
    null,
  );
  return {
    imageCount: listed.length > 0 ? Math.max(stills.length, mixed.length > 0 ? told : 0) : told,
    imageMinPx: biggest === null ? null : Math.floor(Math.min(...biggest)),
    hasVideo,
  };
}

/** Address of its first picture; null = none is shown. */
export function coverOf({ pics, pic_infos, page_info }: Status): string | null {
  const still = (pics ?? pic_infos ?? []).find(({ type, large }) => type !== 'video' && typeof large?.url === 'string');
  const shown = page_info?.page_pic;
  const page = typeof shown === 'object' && shown !== null && 'url' in shown ? shown.url : shown;
  return still?.large?.url ?? (typeof page === 'string' && page.startsWith('http') ? page : null);
}
