/**
 * The approved feed of a brand as JSON Feed 1.1: posts whose author has granted their use, while the grant holds, with whose they are
 * and what they declare. Invariant: what has no valid grant on the day of the request is not in it, whatever else is said of the post.
 */
import { parseAsOf } from '../../warehouse/contracts/time.ts';
import type { Brand } from '../config/types.ts';
import { calledName, type KnownAuthor } from '../report/known.ts';
import { cleanText, safeUrl } from '../report/text.ts';
import { worded } from '../report/words/languages.ts';
import { knowing, type View } from './view.ts';

export const FEED_TYPE = 'application/feed+json; charset=utf-8';

/** A view without anybody looking: feeds are read by programs. */
export type FeedView = Omit<View, 'session' | 'path' | 'pictures' | 'done'>;

export async function approvedFeed(view: FeedView, brand: Brand): Promise<object> {
  const { decisions, words, today } = view;
  const keys = decisions.postsOf(brand.id).filter((key) => decisions.isFeedable(key, brand.id, today));
  const known = await knowing(view, { posts: keys });
  const items = keys.flatMap((key) => {
    const [post, said] = [known.posts.get(key), known.view.known.posts.get(key)];
    const terms = decisions.grant(key, brand.id)?.terms;
    if (post === undefined || said === undefined || terms === undefined || post.authorKey === null) return [];
    if (decisions.hasRefused(post.authorKey)) return [];
    const url = safeUrl(said.url);
    const title = said.title === null ? null : cleanText(said.title);
    const declared = post.declaredKind;
    return [
      {
        id: key,
        ...(url === null ? {} : { url, external_url: url }),
        ...(title === null ? {} : { title }),
        content_text: cleanText(said.text ?? said.title ?? ''),
        ...(post.publishedDate === null ? {} : { date_published: begin(post.publishedDate, view) }),
        authors: [author(known.view.known.authors.get(post.authorKey))],
        _koc_radar: {
          platform: post.platform,
          kind: post.kind,
          declared_kind: declared,
          declared_text: declared === null ? null : worded(words.declared, declared),
          grant: {
            scope: terms.scope,
            channels: terms.channels,
            territory: terms.territory,
            from: terms.from,
            until: terms.until,
            edits_allowed: terms.edits_allowed,
            portrait_consent: terms.portrait_consent,
          },
        },
      },
    ];
  });
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: words.desk.feed.title(brand.names[0] ?? brand.id),
    description: words.desk.feed.says,
    language: words.htmlLang,
    items,
  };
}

/** RFC 3339: the day began then in the workspace's zone; the hour is not kept. */
function begin(day: string, { week }: FeedView): string {
  return new Date(parseAsOf(day, week.ws.offset).utcMs).toISOString();
}

function author(known: KnownAuthor | undefined): { name: string; url?: string } {
  const url = safeUrl(known?.url ?? null);
  return { name: cleanText(calledName(known) ?? ''), ...(url === null ? {} : { url }) };
}
