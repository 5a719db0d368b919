/** Reads threads out of a forum's list and out of the search. Pure but for the page it is given. */
import type { CheerioAPI } from 'cheerio';
import { shownText } from '../reading/html.ts';
import { readField, threadField } from './payload.ts';

export interface ListedThread {
  readonly tid: string;
  /** Moment as shown: of the last answer in a forum (`11:24`, `8-7`, `2016-10`), of the thread in the search. */
  readonly time: string | null;
}

export interface ThreadList {
  readonly threads: readonly ListedThread[];
  /** Offset (forum) or number (search) of the next page; null = there is none. */
  readonly next: number | null;
}

/** Tieba sends parts of its pages as comments, for scripts to unpack; this is what they unpack. */
export function unpacked(markup: string): string {
  return markup.includes('pagelet_html_') ? markup.replaceAll('<!--', '').replaceAll('-->', '') : markup;
}

/** Null = the page is no list of a forum. */
export function forumThreads($: CheerioAPI): ThreadList | null {
  if ($('#thread_list').length === 0) return null;
  const threads = $('#thread_list .j_thread_list')
    .toArray()
    .flatMap((item): ListedThread[] => {
      const one = $(item);
      const field = threadField.safeParse(readField(one.attr('data-field')));
      const tid = field.success ? field.data.id : (one.attr('data-tid') ?? '');
      const time = shownText(one.find('.threadlist_reply_date')) ?? shownText(one.find('.is_show_create_time'));
      return /^\d+$/u.test(tid) ? [{ tid, time }] : [];
    });
  return { threads, next: numberIn($('#frs_list_pager a.next').first().attr('href')) };
}

/** Null = the page is none of the search. A search that finds nothing is an empty list. */
export function foundThreads($: CheerioAPI): ThreadList | null {
  if ($('.s_post_list, .s_post, .search_noresult').length === 0) return null;
  const threads = $('.s_post')
    .toArray()
    .flatMap((item): ListedThread[] => {
      const tid = $(item).find('.p_title a[data-tid]').first().attr('data-tid') ?? '';
      return /^\d+$/u.test(tid) ? [{ tid, time: shownText($(item).find('.p_date')) }] : [];
    });
  return { threads, next: numberIn($('.pager-search a.next, .pager a.next').first().attr('href')) };
}

function numberIn(link: string | undefined): number | null {
  const pn = /[?&]pn=(\d+)/u.exec(link ?? '')?.[1];
  return pn === undefined ? null : Number(pn);
}
