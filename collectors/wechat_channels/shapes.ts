/** Which bodies of WeChat Channels are read. There is no site: they come out of files that relays and recorders saved. */
import { z } from 'zod';
import { shape } from '../browsing/shape.ts';
import type { Read, Shape, SiteRecord } from '../browsing/site.ts';
import { readItems } from '../engine/listed_items.ts';
import { accountOf, contactIn, momentOf, parentOf } from './normalize.ts';
import { comment, post } from './payload.ts';

const search = shape({
  name: 'search',
  sees: 'search list',
  paths: [],
  part: 'json',
  keeps: [],
  body: z.looseObject({ media_list: z.array(z.unknown()) }),
  read: (body) => ({ ...posts(body.media_list), more: null }),
});

/** A relay's answer that still says which post was asked for; the body alone does not. */
const relayedComments = shape({
  name: 'relayed_comments',
  sees: 'comments',
  paths: [],
  part: 'json',
  keeps: [],
  body: z.looseObject({
    params: z.looseObject({ id: z.union([z.string(), z.int()]).transform(String) }),
    data: z.looseObject({ comment_info: z.array(z.unknown()) }),
  }),
  read: ({ params, data }) => ({ ...comments(data.comment_info, params.id), more: null }),
});

const commentList = shape({
  name: 'comments',
  sees: 'comments',
  paths: [],
  part: 'json',
  keeps: [],
  body: z.looseObject({ comment_info: z.array(z.unknown()) }),
  read: (body) => ({ ...comments(body.comment_info, null), more: null }),
});

export const shapes: readonly Shape[] = [search, relayedComments, commentList];

type Found = Pick<Read, 'records' | 'rejected' | 'gone'>;

function posts(list: readonly unknown[]): Found {
  const { items, rejected } = readItems(list, post);
  const isGone = ({ value }: (typeof items)[number]) => Boolean(value.deletetime);
  const records = items
    .filter((one) => !isGone(one))
    .map(
      ({ value, payload }): SiteRecord => ({
        kind: 'post',
        id: value.id,
        parentId: null,
        authorId: accountOf(value, value.contact),
        publishedAt: momentOf(value.createtime),
        payload: { item: 'post', post: payload, contact: contactIn(value.contact) },
        cover: value.object_desc?.media?.[0]?.cover_url ?? null,
      }),
    );
  return { records, rejected, gone: items.filter(isGone).map(({ value }) => value.id) };
}

/** With the answers that come inside of a comment, each a record of its own. */
function comments(list: readonly unknown[], postId: string | null): Found {
  const { items, rejected } = readItems(list, comment);
  const parts = items.map(({ value, payload }): Found => {
    const { level_two_comment: answers, ...own } = payload as Record<string, unknown>;
    const record: SiteRecord = {
      kind: 'comment',
      id: value.comment_id,
      parentId: parentOf(value, postId),
      authorId: accountOf(value, value.author_contact),
      publishedAt: momentOf(value.createtime),
      payload: { item: 'comment', comment: own, postId },
    };
    const below = Array.isArray(answers) ? comments(answers, postId) : { records: [], rejected: [] };
    return { records: [record, ...below.records], rejected: below.rejected };
  });
  return {
    records: parts.flatMap(({ records }) => records),
    rejected: [...rejected, ...parts.flatMap((part) => part.rejected)],
  };
}
