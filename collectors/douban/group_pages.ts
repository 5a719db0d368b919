/** Reads lists of topics, topics and their comments out of the pages of groups. Pure but for the page it is given. */
import type { CheerioAPI } from 'cheerio';
import { shownText } from '../reading/html.ts';
import { type Author, accountId, type Reply, type Topic } from './payload.ts';
import { authorIn } from './subject_pages.ts';

export interface ListedTopic {
  readonly id: string;
  /** Moment of the last answer as shown: `11-16 10:00`, `2025-03-02`. */
  readonly lastReply: string | null;
}

/** Null = the page is no list of topics. */
export function topicsIn($: CheerioAPI): ListedTopic[] | null {
  if ($('table.olt').length === 0) return null;
  return $('table.olt tr')
    .toArray()
    .flatMap((row) => {
      const id = /\/group\/topic\/(\d+)/u.exec($(row).find('a[href*="/group/topic/"]').first().attr('href') ?? '')?.[1];
      return id === undefined ? [] : [{ id, lastReply: shownText($(row).find('.time')) }];
    });
}

/** Null = the page is no topic. */
export function topicIn($: CheerioAPI, id: string): Topic | null {
  const doc = $('#topic-content').first();
  if (doc.length === 0) return null;
  const group = $('.group-item .title a, #g-side-info a[href*="/group/"], .side-reg a[href*="/group/"]').first();
  const count = /"commentCount"\s*:\s*"?(\d+)/u.exec($('script[type="application/ld+json"]').text())?.[1];
  return {
    page: 'topic',
    id,
    group: { url: group.attr('href') ?? null, name: shownText(group) },
    author: personIn(doc.find('.from a[href*="/people/"]'), doc.find('.user-face')),
    // A long title is cut in the heading and whole in a table below it.
    title:
      shownText($('.topic-doc .infobox .tablecc'))?.replace(/^标题[:：]\s*/u, '') ?? shownText($('#content h1, h1')),
    time: shownText(doc.find('.create-time, .topic-doc .color-green')),
    location: shownText(doc.find('.create-ip')),
    likes: shownText($('.react-num')),
    saves: shownText($('.collect-num')),
    replies: count ?? null,
    html: (doc.find('.topic-richtext, #link-report').first().html() ?? '').trim(),
  };
}

export function repliesIn($: CheerioAPI, topic: string): Reply[] {
  return $('#comments > [data-cid]')
    .toArray()
    .map((item): Reply => {
      const one = $(item);
      const quote = one.find('.reply-quote').first();
      const quoted = quote.find('.all, .short').last();
      return {
        page: 'reply',
        cid: one.attr('data-cid') ?? '',
        topic,
        author: personIn(one.find('h4 a[href*="/people/"]'), one.find('.user-face')),
        time: shownText(one.find('.pubtime')),
        votes: shownText(one.find('.comment-vote')),
        quote:
          quote.length === 0
            ? null
            : { author: authorIn(quote.find('.pubdate a, a[href*="/people/"]')), text: shownText(quoted) ?? '' },
        html: (one.find('.reply-content').first().html() ?? '').trim(),
      };
    });
}

/** The named link where there is one, else the picture's, whose name is its alternative text. */
function personIn(link: ReturnType<CheerioAPI>, face: ReturnType<CheerioAPI>): Author {
  if (link.length > 0) return authorIn(link);
  return {
    url: face.find('a').first().attr('href') ?? null,
    name: face.find('img').first().attr('alt')?.trim() || null,
  };
}

/**
 * Which comment a quote means: the newest one before it by that person that begins with the quoted words. The page gives no number
 * of it; what it does not settle is an answer to the topic.
 */
export function parentOf(reply: Reply, before: readonly Reply[]): string {
  const { quote } = reply;
  const person = quote === null ? null : accountId(quote.author);
  if (quote === null || person === null) return reply.topic;
  const words = folded(quote.text);
  const meant = before.findLast((one) => accountId(one.author) === person && folded(one.html).startsWith(words));
  return meant?.cid ?? reply.topic;
}

function folded(markup: string): string {
  return markup
    .replace(/<[^>]*>/gu, '')
    .replace(/&(?:nbsp|amp|lt|gt|quot|#\d+);/gu, '')
    .replace(/[\s&<>"]|(?:\.{3}|…)+$/gu, '');
}
