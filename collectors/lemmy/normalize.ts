/** From a sealed post or comment to what it says. Pure. */
import type { RawEnvelope } from '../../warehouse/contracts/raw.ts';
import type { Skip } from '../../warehouse/contracts/rows.ts';
import { accountName } from '../reading/account_name.ts';
import { exactCount } from '../reading/exact_count.ts';
import { instant } from '../reading/instant.ts';
import { parseShape } from '../reading/json_body.ts';
import type { Said } from '../reading/row_maker.ts';
import { type CommentView, type Person, type PostView, sealedComment, sealedPost } from './payload.ts';
import { postId } from './records.ts';

/** Throws PayloadError for a record of an unknown shape. */
export function said({ kind, payload, id }: RawEnvelope): Said | Skip {
  const where = `lemmy ${id}`;
  if (kind === 'comment') {
    const { host, view } = parseShape(sealedComment, payload, where);
    return saidComment(view, host, id);
  }
  return saidPost(parseShape(sealedPost, payload, where).view, id);
}

function saidPost({ post, creator, counts }: PostView, id: string): Said {
  const type = post.url_content_type ?? '';
  // A link without a named type may lead to a picture or not.
  const isKnown = !post.url || type !== '';
  const [isImage, isVideo] = [type.startsWith('image/'), type.startsWith('video/')];
  return {
    record: {
      authorId: creator?.actor_id ?? null,
      title: post.name,
      text: post.body || null,
      url: id,
      format: isVideo ? 'video' : isImage ? 'images' : null,
      imageCount: isKnown ? Number(isImage) : null,
      hasVideo: isKnown ? isVideo : null,
      publishedAt: instant(post.published),
    },
    author: author(creator),
    counts: counts ? { likes: exactCount(counts.upvotes), replies: exactCount(counts.comments) } : null,
  };
}

function saidComment({ comment, creator, post, counts }: CommentView, host: string, id: string): Said {
  return {
    record: {
      authorId: creator?.actor_id ?? null,
      text: comment.content,
      rootId: postId(host, post.id),
      url: id,
      publishedAt: instant(comment.published),
    },
    author: author(creator),
    counts: counts ? { likes: exactCount(counts.upvotes), replies: exactCount(counts.child_count) } : null,
  };
}

/** Bots count as organisations: no bot is a customer. */
function author(creator: Person | null | undefined): Said['author'] {
  if (!creator) return null;
  return {
    name: accountName(creator.actor_id, creator.name),
    url: creator.actor_id,
    accountKind: creator.bot_account === true ? 'organisation' : null,
  };
}
