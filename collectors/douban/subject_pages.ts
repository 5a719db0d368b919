/** Reads the short comments and reviews of a subject out of its pages. Pure but for the page it is given. */
import type { CheerioAPI } from 'cheerio';
import { type Found, shownText } from '../reading/html.ts';
import type { Author, Opinion } from './payload.ts';

/** Where opinions stand: what the operator calls its brand goes into each of them. */
export interface Subject {
  readonly url: string;
  readonly brand: string | null;
}

export function authorIn(link: Found): Author {
  return { url: link.first().attr('href') ?? null, name: shownText(link) };
}

export function starsIn(found: Found): string | null {
  return /allstar\d+/u.exec(found.first().attr('class') ?? '')?.[0] ?? null;
}

/** Whether the page is one of short comments or reviews at all; an empty list is still a list. */
export function hasOpinions($: CheerioAPI): boolean {
  return $('.comment-item, .review-list, #comments, #comments-section, #reviews-wrapper').length > 0;
}

export function opinionsIn($: CheerioAPI, subject: Subject): Opinion[] {
  const about = {
    subject: { url: subject.url, name: shownText($('#content h1, h1 [property="v:itemreviewed"], h1')) },
    brand: subject.brand,
  };
  const comments = $('.comment-item[data-cid]')
    .toArray()
    .map((item): Opinion => {
      const one = $(item);
      const info = one.find('.comment-info');
      const time = info.find('.comment-time').first();
      return {
        ...about,
        page: 'comment',
        cid: one.attr('data-cid') ?? '',
        author: authorIn(info.find('a[href*="/people/"]')),
        title: null,
        url: time.attr('href') ?? null,
        status: shownText(info.children('span').not('.rating, .comment-time, .comment-location')),
        stars: starsIn(info.find('[class*="allstar"]')),
        time: time.attr('title')?.trim() ?? shownText(time),
        location: shownText(info.find('.comment-location')),
        votes: shownText(one.find('.vote-count')),
        replies: null,
        html: (one.find('.short').first().html() ?? '').trim(),
      };
    });
  const reviews = $('.review-item[id]')
    .toArray()
    .map((item): Opinion => {
      const one = $(item);
      const words = one.find('.short-content').first();
      // The link that unfolds the rest, and the warning of spoilers, are the site's words.
      words.find('.spoiler-tip, a.unfold').remove();
      return {
        ...about,
        page: 'review',
        cid: one.attr('id') ?? '',
        author: authorIn(one.find('header a.name, .main-hd a.name')),
        title: shownText(one.find('h2 a')),
        url: one.find('h2 a').first().attr('href') ?? null,
        status: null,
        stars: starsIn(one.find('[class*="allstar"]')),
        time: shownText(one.find('.main-meta')),
        location: null,
        votes: shownText(one.find('.action-btn.up')),
        replies: shownText(one.find('a.reply')),
        html: (words.html() ?? '').replace(/(?:&nbsp;|\s)*\(\s*\)\s*$/u, '').trim(),
      };
    });
  return [...comments, ...reviews];
}

/** Offset of the next page; null = there is none. */
export function nextStart($: CheerioAPI): number | null {
  const link = $('a.next, .next a, a[data-page="next"]').first().attr('href') ?? '';
  const start = /[?&]start=(\d+)/u.exec(link)?.[1];
  return start === undefined ? null : Number(start);
}

/** How many opinions the page says that there are; null = it does not say. */
export function totalIn($: CheerioAPI): number | null {
  const words = $('#content, .article').first().text();
  const total = /(?:[看读听玩]过|全部共?|全部)\s*[(（]?\s*(\d{1,9})\s*(?:[)）]|条)/u.exec(words)?.[1];
  return total === undefined ? null : Number(total);
}
