/** An account's id as people of its platform call it, so that it can be pasted into the right search. */
import type { Words } from '../words/words.ts';

/** Ids that are not the number which the app shows, by their form. */
const INTERNAL: Readonly<Record<string, RegExp>> = {
  xiaohongshu: /^[0-9a-f]{24}$/u,
  douyin: /^(?:MS4w|[0-9]{15,})/u,
};

/** `小红书号 1234567`; the bare id on platforms without a name for it; null without an id. */
export function platformIdLabel(platform: string | null, id: string | null, words: Words): string | null {
  if (platform === null || id === null) return null;
  const code = INTERNAL[platform]?.test(id) === true ? `${platform}_user` : platform;
  const labels: Readonly<Record<string, (id: string) => string>> = words.workbook.platformIds;
  return Object.hasOwn(labels, code) ? labels[code]!(id) : id;
}
