/** What a dynamic of Bilibili is, wherever its parts stand: in a feed, or on the page of its own. Pure. */
import type { Dynamic, Picture } from './payload.ts';

/** Kinds that are no posts of somebody's: live rooms, series, advertisements, and what is left of a deleted one. */
const NO_POSTS =
  /^DYNAMIC_TYPE_(?:LIVE|LIVE_RCMD|PGC|PGC_UNION|UGC_SEASON|COURSES\w*|AD|NONE|APPLET|SUBSCRIPTION\w*|BANNER)$/u;

export function isPost({ type, visible }: Pick<Dynamic, 'type' | 'visible'>): boolean {
  return visible !== false && !NO_POSTS.test(type ?? '');
}

/** A video and an article have names of their own, under which others know them, too. */
export function postIdOf({ id_str, type, basic, modules }: Dynamic): string {
  const video = modules.module_dynamic?.major?.archive?.aid;
  if (video !== undefined) return video;
  const article =
    modules.module_dynamic?.major?.article?.id ?? (type === 'DYNAMIC_TYPE_ARTICLE' ? basic?.rid_str : null);
  return article ? `cv${article}` : id_str;
}

/** UTC ms; null = not told. */
export function postedAt({ modules }: Dynamic): number | null {
  const at = Number(modules.module_author.pub_ts);
  return Number.isFinite(at) && at > 0 ? at * 1000 : null;
}

/** Words of its author; empty = none. `isCut`: they go on where it is opened. */
export function wordsOf({ modules }: Dynamic): { readonly text: string; readonly isCut: boolean } {
  const { module_dynamic: told, module_content: content } = modules;
  const paragraphs = (content?.paragraphs ?? []).flatMap(({ text }) => {
    const said = (text?.nodes ?? []).map(({ word, rich }) => word?.words ?? rich?.text ?? '').join('');
    return said === '' ? [] : [said];
  });
  if (paragraphs.length > 0) return { text: paragraphs.join('\n').trim(), isCut: false };
  const opus = told?.major?.opus;
  const said = [told?.desc?.text, opus?.summary?.text]
    .map((words) => words?.trim() ?? '')
    .filter((words) => words !== '');
  const isCut = opus?.fold_action !== undefined && opus.fold_action !== null;
  return { text: [...new Set(said)].join('\n'), isCut };
}

export function titleOf({ modules }: Dynamic): string | null {
  const major = modules.module_dynamic?.major;
  return major?.archive?.title || major?.article?.title || major?.opus?.title || modules.module_title?.text || null;
}

/** Topics without their signs, each once. */
export function topicsOf({ modules }: Dynamic): string[] {
  const { module_dynamic: told, module_content: content, module_topic: topic } = modules;
  const nodes = [...(told?.desc?.rich_text_nodes ?? []), ...(told?.major?.opus?.summary?.rich_text_nodes ?? [])];
  const inFeed = nodes.flatMap(({ type, text }) => (type === 'RICH_TEXT_NODE_TYPE_TOPIC' ? (text ?? '') : []));
  const onPage = (content?.paragraphs ?? []).flatMap(({ text }) =>
    (text?.nodes ?? []).flatMap(({ rich }) => (rich?.type === 'RICH_TEXT_NODE_TYPE_TOPIC' ? (rich.text ?? '') : [])),
  );
  const named = [told?.topic?.name, topic?.name].flatMap((name) => name ?? []);
  const clean = [...inFeed, ...onPage, ...named].map((one) => one.replaceAll('#', '').trim());
  return [...new Set(clean)].filter((one) => one !== '');
}

export function picturesOf({ modules }: Dynamic): readonly Picture[] {
  const major = modules.module_dynamic?.major;
  const onPage = (modules.module_content?.paragraphs ?? []).flatMap(({ pic }) => pic?.pics ?? []);
  return major?.draw?.items ?? major?.opus?.pics ?? onPage;
}

/** Shorter side of the largest one, pixels; null = not shown. */
export function shorterSide(pictures: readonly Picture[]): number | null {
  const sizes = pictures.flatMap((one) => {
    const [width, height] = [one.width ?? one.img_width ?? 0, one.height ?? one.img_height ?? 0];
    return width > 0 && height > 0 ? [{ width, height }] : [];
  });
  const first = sizes[0];
  if (first === undefined) return null;
  const largest = sizes.reduce((most, one) => (one.width * one.height > most.width * most.height ? one : most), first);
  return Math.floor(Math.min(largest.width, largest.height));
}

/** 「IP属地：X」; null = not shown. */
export function placeIn(shown: string | null | undefined): string | null {
  const place = (shown ?? '').replace(/^\s*IP属地\s*[:：]\s*/u, '').trim();
  return place === '' || place === '未知' ? null : place;
}
