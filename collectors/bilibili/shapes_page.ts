/** What Bilibili's pages bring with them: the state of a video and of a dynamic, and the cards of the first page that the search shows. */
import { z } from 'zod';
import type { Received } from '../../warehouse/contracts/browse.ts';
import { shape } from '../browsing/shape.ts';
import type { Shape } from '../browsing/site.ts';
import { type Found, loadMarkup, shownText } from '../reading/html.ts';
import { accountPart, cardPart, dynamicPart, NOTHING, together, videoPart } from './items.ts';
import { givenId } from './payload.ts';

const STATE = { state: '__INITIAL_STATE__' } as const;

export const pageShapes: readonly Shape[] = [
  shape({
    name: 'video_page',
    sees: 'post',
    paths: [/^\/video\/(?:BV\w+|av\d+)\/?$/u],
    part: STATE,
    keeps: [],
    body: z.looseObject({
      videoData: z.looseObject({ aid: givenId }),
      tags: z.array(z.unknown()).nullish(),
      upData: z.unknown().optional(),
    }),
    read: ({ videoData, tags, upData }) => {
      const isGiven = upData !== null && upData !== undefined;
      const author = isGiven ? accountPart(upData, (upData as { readonly sign?: unknown }).sign) : NOTHING;
      return { ...together([videoPart(videoData, tags ?? []), author]), more: null };
    },
  }),
  shape({
    name: 'dynamic_page',
    sees: 'post',
    paths: [/^\/opus\/\d+\/?$/u],
    part: STATE,
    keeps: [],
    body: z.looseObject({ detail: z.looseObject({ id_str: z.string(), modules: z.unknown() }) }),
    read: ({ detail }) => ({ ...dynamicPart(detail), more: null }),
  }),
  shape({
    name: 'search_page',
    sees: 'search list',
    paths: [/^\/(?:all|video|article|upuser)\/?$/u],
    part: 'html',
    isAt: ({ url, isDocument }) => isDocument && URL.parse(url)?.searchParams.has('keyword') === true,
    keeps: ['keyword', 'order', 'page'],
    body: z.string().regex(/bili-video-card|search-page|search-nodata|id="app"/u, 'no page of the search'),
    read: (markup, answer) => readCards(markup, answer),
  }),
];

function readCards(markup: string, answer: Received) {
  const $ = loadMarkup(markup, 'the search page');
  const cards = $('.bili-video-card')
    .toArray()
    .map((one) => $(one))
    // Advertisements, lessons and live rooms have no video of a person's.
    .filter((one) => (one.find('a[href*="/video/BV"]').attr('href') ?? '') !== '');
  // Scripts draw the list where the page brings none, and ask for what it shows.
  const more = cards.length === 0 ? null : $('.vui_pagenation--btn-side').last().is(':not([disabled])');
  return { ...together(cards.map((one) => cardPart(cardOf(one), answer))), more };
}

function cardOf(one: Found): Record<string, unknown> {
  const title = one.find('.bili-video-card__info--tit').first();
  const stats = one.find('.bili-video-card__stats--item');
  return {
    bvid: /\/video\/(BV\w+)/u.exec(one.find('a[href*="/video/BV"]').attr('href') ?? '')?.[1] ?? '',
    mid: /space\.bilibili\.com\/(\d+)/u.exec(one.find('.bili-video-card__info--owner').attr('href') ?? '')?.[1] ?? null,
    author: shownText(one.find('.bili-video-card__info--author')),
    title: title.attr('title') ?? shownText(title) ?? '',
    time: shownText(one.find('.bili-video-card__info--date')),
    play: shownText(stats.eq(0)),
    danmaku: shownText(stats.eq(1)),
  };
}
