/** From a sealed object to parts of canonical rows, by the `item` of its payload. Pure. */
import { z } from 'zod';
import type { RawEnvelope } from '../../warehouse/contracts/raw.ts';
import type { Skip } from '../../warehouse/contracts/rows.ts';
import { parseShape } from '../reading/json_body.ts';
import type { Said } from '../reading/row_maker.ts';
import { shownCounts } from '../reading/shown_count.ts';
import { snaked } from '../reading/snake_case.ts';
import {
  accountId,
  type Comment,
  card,
  comment,
  countOf,
  idTime,
  moment,
  type Notice,
  note,
  notice,
  profile,
} from './items.ts';
import { authorOf, profileSaid, SITE } from './said_author.ts';
import { largest, noteSaid } from './said_note.ts';

const sealed = z.discriminatedUnion('item', [
  z.looseObject({ item: z.literal('card'), card }),
  z.looseObject({ item: z.enum(['note', 'app_note', 'app_card']), note }),
  z.looseObject({ item: z.literal('comment'), note_id: z.string().min(1), comment }),
  z.looseObject({
    item: z.literal('author'),
    user_id: z.string().min(1),
    shows_contact: z.boolean().nullable(),
    author: profile,
  }),
  z.looseObject({ item: z.literal('notice'), notice }),
]);

/** Throws PayloadError for a record of an unknown shape. */
export function said({ payload, id }: RawEnvelope): Said | Skip {
  const one = parseShape(sealed, snaked(payload), `xiaohongshu ${id}`);
  switch (one.item) {
    case 'card': {
      const { card: item } = one;
      const isAd = item.model_type === 'ads' || (typeof item.ads_info === 'object' && item.ads_info !== null);
      return noteSaid(id, item.note_card ?? note.parse(item), { isPart: true, isAd });
    }
    case 'comment':
      return commentSaid(id, one.note_id, one.comment);
    case 'author':
      return profileSaid(one.user_id, one.author, one.shows_contact);
    case 'notice':
      return noticeSaid(id, one.notice);
    default:
      return noteSaid(id, one.note, { isPart: one.item === 'app_card', isAd: false });
  }
}

/** What the app writes into a comment for readers that cannot show its picture. */
const PICTURE_HINT = /\[请升级到[^\]]{0,20}查看图片评论\]/gu;

function commentSaid(id: string, onNote: string, one: Comment): Said {
  const by = one.user_info ?? one.user;
  const { pictures } = one;
  return {
    record: {
      authorId: accountId(by),
      rootId: onNote,
      text: one.content?.replace(PICTURE_HINT, '').trim() || null,
      url: commentAddress(onNote, id),
      region: one.ip_location || null,
      imageCount: pictures?.length ?? 0,
      imageMinPx: largest(pictures ?? []),
      publishedAt: moment(one.create_time) ?? moment(one.time) ?? idTime(id),
    },
    author: authorOf(by),
    counts: shownCounts({ likes: countOf(one.like_count), replies: countOf(one.sub_comment_count) }),
  };
}

/** A notice shows the words, but neither the place nor the answers; of a note only its title. */
function noticeSaid(id: string, { user_info: by, item_info: on, comment_info: words, time }: Notice): Said {
  if (words?.id === id) {
    return {
      record: {
        authorId: accountId(by),
        rootId: on.id,
        text: words.content?.replace(PICTURE_HINT, '').trim() || null,
        url: commentAddress(on.id, id),
        publishedAt: moment(time) ?? idTime(id),
        isExcerpt: true,
      },
      author: authorOf(by),
      counts: shownCounts({ likes: countOf(words.like_count) }),
    };
  }
  const author = on.user_info ?? by;
  return {
    record: {
      authorId: accountId(author),
      title: on.content?.trim() || null,
      url: `${SITE}/explore/${id}`,
      publishedAt: idTime(id),
      isExcerpt: true,
    },
    author: authorOf(author),
    counts: null,
  };
}

function commentAddress(onNote: string, id: string): string {
  return `${SITE}/explore/${onNote}?anchorCommentId=${id}`;
}
