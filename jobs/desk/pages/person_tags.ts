/** What was decided about a person and what the team does about them, as tags beside the name. */
import { type Html, html } from '../../report/html.ts';
import { worded } from '../../report/words/languages.ts';
import type { View } from '../view.ts';
import { decisionWords, pendingTag, tag } from './parts.ts';

const SHOWN = ['opt_out', 'verdict', 'class_override', 'authenticity_override', 'same_person'] as const;

/** Empty while nothing was decided. */
export function personTags(view: View, brandId: string, authorKey: string): Html {
  const { words, decisions } = view;
  const status = decisions.inForce('work_status', authorKey, brandId);
  const owner = decisions.inForce('work_owner', authorKey, brandId);
  const contact = decisions.inForce('last_contact', authorKey, brandId);
  const decided = SHOWN.flatMap((type) => {
    const decision = decisions.inForce(type, authorKey, brandId);
    if (decision === null) return [];
    const said = type === 'same_person' ? words.desk.types.same_person : decisionWords(decision, words);
    return [html`${tag(said, type === 'opt_out' ? 'warn' : 'on')}${pendingTag(decision, view)}`];
  });
  return html`${decided}${status !== null && tag(worded(words.desk.statuses, status.value ?? ''), 'on')}${owner !== null && tag(owner.value)}${contact !== null && html`<small>${words.desk.contactedOn(contact.value ?? '')}</small>`}`;
}
