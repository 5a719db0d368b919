/** Reads floors and the comments below them out of the pages of a thread. Pure but for the page it is given. */
import type { CheerioAPI } from 'cheerio';
import { type ReadItems, readItems } from '../engine/listed_items.ts';
import { shownText } from '../reading/html.ts';
import { type Floor, floor, readField, type SubComment, subComment } from './payload.ts';

export function isThread($: CheerioAPI): boolean {
  return $('.l_post, #j_p_postlist').length > 0;
}

/** Pages of the thread; 1 where it says nothing. */
export function pagesIn($: CheerioAPI): number {
  return Number($('.l_reply_num .red').eq(1).text()) || 1;
}

/** Advertisements among the floors are left out. */
export function floorsIn($: CheerioAPI, tid: string): ReadItems<Floor> {
  const thread = {
    tid,
    title: $('.core_title_txt').first().attr('title')?.trim() || shownText($('.core_title_txt')),
    forum: shownText($('.card_title_fname')),
    replies: shownText($('.l_reply_num .red')),
  };
  const posts = $('.l_post').toArray();
  return readItems(
    posts.flatMap((item) => {
      const one = $(item);
      const field = readField(one.attr('data-field'));
      if (typeof field !== 'object' || field === null || !('content' in field)) return [];
      const { content: _text, ...content } = { ...(field.content as object) } as Record<string, unknown>;
      const tail = one.find('.post-tail-wrap > span, .post-tail-wrap > .tail-info, .p_tail .p_tail_wrap');
      const words = one.find('.d_post_content').first();
      // "点击展开，查看完整图片" under a tall picture is the site's.
      words.find('.replace_tip').remove();
      return [
        {
          page: 'floor',
          field: { ...field, content },
          thread,
          name: shownText(one.find('.p_author_name')),
          level: shownText(one.find('.d_badge_lv')),
          tail: tail.toArray().flatMap((part) => shownText($(part)) ?? []),
          html: (words.html() ?? '').trim(),
        },
      ];
    }),
    floor,
  );
}

export function subCommentsIn($: CheerioAPI, tid: string, pid: string): ReadItems<SubComment> {
  return readItems(
    $('.lzl_single_post')
      .toArray()
      .map((item) => {
        const one = $(item);
        const words = one.find('.lzl_content_main').first();
        return {
          page: 'sub_comment',
          field: readField(one.attr('data-field')),
          tid,
          pid,
          answers: ANSWER.test(words.text()) ? (words.find('a.at').first().attr('portrait') ?? null) : null,
          time: shownText(one.find('.lzl_time')),
          html: (words.html() ?? '').trim(),
        };
      }),
    subComment,
  );
}

/** How a comment begins that answers another one below the same floor. */
const ANSWER = /^\s*回复\s/u;

/** Pages of comments below a floor; null = the answer does not say, and then it is none of these pages. */
export function subPagesIn($: CheerioAPI): number | null {
  const field = readField($('.lzl_li_pager').first().attr('data-field'));
  const pages =
    typeof field === 'object' && field !== null && 'total_page' in field ? Number(field.total_page) : Number.NaN;
  if (Number.isInteger(pages)) return pages;
  return $('.lzl_single_post, .lzl_li_pager').length > 0 ? 1 : null;
}

/** The newest comment before it by whom it answers, else the floor. */
export function parentOf(one: SubComment, before: readonly SubComment[]): string {
  const meant = one.answers === null ? undefined : before.findLast(({ field }) => field.portrait === one.answers);
  return meant?.field.spid ?? one.pid;
}
