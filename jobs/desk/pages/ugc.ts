/** Posts on their way to be shown: one tab a state, one card a post, and only the steps that the state allows. */
import type { Brand } from '../../config/types.ts';
import { UGC_NEXT, UGC_REASONS, UGC_STATES, type UgcState } from '../../pipeline/ugc_state.ts';
import { type Html, html } from '../../report/html.ts';
import { type CardPost, postCard } from '../../report/pages/post_card.ts';
import type { UgcRow } from '../../report/rows.ts';
import { ugcSentence } from '../../report/why.ts';
import { worded } from '../../report/words/languages.ts';
import type { FoundPost } from '../directory.ts';
import type { View } from '../view.ts';
import { decideButton, decideForm, naming, pendingTag, personLink, select, tag } from './parts.ts';

/** A post of the queue: from the week's list, or from what was decided about it before. */
export interface QueuePost {
  readonly post: CardPost;
  readonly authorKey: string | null;
  /** Null when the week's list does not hold it. */
  readonly row: UgcRow | null;
  readonly state: UgcState;
}

/**
 * Posts on the week's list, in its order, then those that were decided about before.
 *
 * @param found posts that are on no list.
 * @param asked one more of them, though nothing was decided about it yet.
 */
export function queueOf(
  view: View,
  brand: Brand,
  found: ReadonlyMap<string, FoundPost>,
  asked: string | null = null,
): readonly QueuePost[] {
  const state = (postKey: string) => view.decisions.ugcState(postKey, brand.id, view.today);
  const rows = view.week.lists.ugc.filter((row) => row.brandId === brand.id);
  const listed = rows.map((row) => ({ post: row, authorKey: row.authorKey, row, state: state(row.postKey) }));
  const known = new Set(rows.map(({ postKey }) => postKey));
  const decided = view.decisions.postsOf(brand.id);
  const others = [...new Set(asked === null ? decided : [...decided, asked])].flatMap((postKey) => {
    const post = known.has(postKey) ? undefined : found.get(postKey);
    return post === undefined
      ? []
      : [{ post: { ...post, ...UNCOUNTED }, authorKey: post.authorKey, row: null, state: state(postKey) }];
  });
  return [...listed, ...others];
}

const UNCOUNTED = { likesCount: null, savesCount: null, repliesCount: null, sharesCount: null } as const;

/** The queue with its tabs. */
export function queueMain(view: View, brand: Brand, queue: readonly QueuePost[], state: UgcState): Html {
  const { words } = view;
  const counts = Map.groupBy(queue, (one) => one.state);
  const shown = counts.get(state) ?? [];
  return html`<p class="soft">${words.says.ugc}</p>
<nav class="parts" aria-label="${words.desk.ugc.states}">${UGC_STATES.map(
    (one) =>
      html`<a href="/brands/${brand.id}/ugc?state=${one}"${one === state && html` aria-current="page"`}>${worded(words.rights, one)} <small>${counts.get(one)?.length ?? 0}</small></a>`,
  )}</nav>
${shown.length === 0 ? html`<p>${words.desk.ugc.none}</p>` : html`<ul class="posts">${shown.map((post) => html`<li>${queueCard(view, brand, post)}</li>`)}</ul>`}`;
}

/** @param isAlone whether the card is the page: then its title is no link to that page. */
export function queueCard(view: View, brand: Brand, { post, authorKey, row, state }: QueuePost, isAlone = false): Html {
  const { words, decisions } = view;
  const decision = decisions.inForce('ugc_state', post.postKey, brand.id);
  const opted = authorKey === null ? null : decisions.inForce('opt_out', authorKey, brand.id);
  const note = html`
<p>${tag(worded(words.rights, state), 'on')}${pendingTag(decision, view)}${opted !== null && tag(words.desk.types.opt_out, 'warn')}</p>
${authorKey !== null && html`<p>${personLink(view, brand.id, authorKey)}</p>`}
${row !== null && html`<p class="soft">${ugcSentence(decision === null ? row : { ...row, rightsState: state }, words)}</p>`}
${opted === null && steps(view, brand, post.postKey, state)}
${!isAlone && html`<p>${onward(view, brand, post.postKey, state)}</p>`}`;
  return postCard(post, naming(view), note, 3);
}

/** To the post's own page, where the next step of its state is taken. */
function onward({ words }: View, brand: Brand, postKey: string, state: UgcState): Html {
  const { ugc, grant } = words.desk;
  const next = UGC_NEXT[state];
  const [label, anchor] = next.includes('asked')
    ? [ugc.ask, '#ask']
    : state === 'asked'
      ? [grant.title, '#grant']
      : [ugc.open, ''];
  return html`<a href="/brands/${brand.id}/posts/${postKey}${anchor}">${label}</a>`;
}

/** Buttons of the steps that need no more than a click; a grant and a request have their place on the post's own page. */
function steps(view: View, brand: Brand, postKey: string, state: UgcState): Html {
  const { words } = view;
  const place = { type: 'ugc_state', subject: postKey, brand: brand.id } as const;
  const next = UGC_NEXT[state];
  const plain = next.filter((one) => !['asked', 'granted', 'held', 'hidden'].includes(one));
  const closing = next.filter((one) => one === 'held' || one === 'hidden');
  const reasons = UGC_REASONS.map((code) => [code, worded(words.desk.reasonCodes, code)] as const);
  return html`<div class="steps">${plain.map((one) => decideButton(view, place, one, worded(words.desk.ugc.steps, one)))}
${
  closing.length > 0 &&
  decideForm(
    view,
    place,
    html`<label>${words.desk.ugc.reason} ${select('details.reason_code', reasons, 'off_topic')}</label>
${closing.map((one) => html`<button name="value" value="${one}">${worded(words.desk.ugc.steps, one)}</button>`)}`,
  )
}</div>`;
}
