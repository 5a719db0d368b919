/** What somebody wrote, among what Weibo puts around it: cut ends, forwarded chains, names of whom it answers, topics. Pure. */
import type { Comment, Status } from './payload.ts';

/** 「...全文」, 「...展开」 at the end of a text that goes on elsewhere; with or without markup, and with the blank letters of weibo.com. */
const CUT = /(?<!\.)\.{3,}(?:<[^<>]*>)*\s*(?:全文|展开)[a-z]?(?:<[^<>]*>|[\s\u200b])*$/u;

/** The whole text, and whether it is. Markup of m.weibo.cn is left in: pictures of moods become words when it is read. */
export function wordsOf(status: Status): { readonly text: string | null; readonly isCut: boolean } {
  const long = status.longText?.longTextContent;
  if (typeof long === 'string' && long.trim() !== '') return { text: cleaned(long), isCut: false };
  const shown = status.text ?? '';
  const plain = status.text_raw ?? status.raw_text;
  const isCut = CUT.test(shown) || (typeof plain === 'string' && CUT.test(plain)) || isContinued(status);
  // Without markup a text ends in the middle and nothing shows it; what is not cut is the same in both.
  const text =
    status.text_raw !== null && status.text_raw !== undefined && status.text_raw !== '' ? status.text_raw : shown;
  return { text: text === '' ? null : cleaned(text.replace(CUT, '…')), isCut };
}

/** Of a video or an article of its author's; what others gave a title is none of a post's. */
export function titleOf({ page_info: page }: Status): string | null {
  const title = page?.type === 'article' ? page.page_title : page?.media_info?.titles?.[0]?.title;
  return title?.trim() || null;
}

/** On weibo.com a cut text says how to go on. */
function isContinued({ continue_tag, isLongText }: Status): boolean {
  return typeof continue_tag === 'object' && continue_tag !== null && isLongText === true;
}

/** Words that Weibo writes for somebody who forwards without any. */
const NO_WORDS = /^(?:转发微博|轉發微博|转发|轉發|Repost|快转(?:了)?)?[\s.。!！]*$/iu;

/** Whether a forwarding adds nothing of its own: its words end where the chain (`//@`) begins. */
export function addsNothing(text: string | null): boolean {
  const own = (text ?? '').replace(/\/\/\s*(?:<[^<>]*>)*@[\s\S]*$/u, '').replace(/<[^<>]*>/gu, '');
  return NO_WORDS.test(own.trim());
}

/** `#…#` in order of appearance, without the signs; each once. */
export function topicsOf(text: string | null, named: Status['topic_struct']): string[] {
  const plain = (text ?? '').replace(/<[^<>]*>/gu, '');
  const written = [...plain.matchAll(/#([^#\n]{1,80})#/gu)].map(([, topic]) => topic!.trim());
  const told = (named ?? []).flatMap(({ topic_title }) => topic_title?.trim() || []);
  return [...new Set([...written, ...told])].filter((topic) => topic !== '');
}

/** 「回复@X:」 in front of an answer says whom it is for; it is no part of the words. */
const ANSWERED = /^\s*回复\s*(?:<a\b[^>]*>[^<]*<\/a>|@[^\s:：<]{1,60})\s*[:：]\s*/u;

export function commentWords({ reply_original_text, text_raw, text }: Comment): string | null {
  const said = reply_original_text || text_raw || text;
  return typeof said === 'string' ? cleaned(said.replace(ANSWERED, '')) || null : null;
}

/** Weibo ends texts with letters that show nothing. */
function cleaned(text: string): string {
  return text.replaceAll('\u200b', '').trim();
}

/** 「发布于 X」, 「来自X」; null = not shown. Names of devices, which old comments have there, are no places. */
export function placeIn(shown: string | null | undefined): string | null {
  const place = /^\s*(?:发布于|来自)\s*(\S[^<]*?)\s*$/u.exec(shown ?? '')?.[1];
  return place === undefined || /未知|微博|客户端|iPhone|Android|网页/iu.test(place) ? null : place;
}
