/** Corrects what was read from a post: the feeling towards one brand, or that it is not about it at all. */
import { html } from '../../report/html.ts';
import { worded } from '../../report/words/languages.ts';
import type { View } from '../view.ts';
import { decideForm, pendingTag, select } from './parts.ts';

const LABELS = ['', 'positive', 'neutral', 'negative', 'irrelevant'] as const;

export function labelForm(view: View, brandId: string, postKey: string) {
  const { label, labels } = view.words.desk;
  const standing = view.decisions.newest('label_override', postKey, brandId);
  const options = LABELS.map((value) => [value, value === '' ? label.asRead : worded(labels, value)] as const);
  return decideForm(
    view,
    { type: 'label_override', subject: postKey, brand: brandId },
    html`<label>${label.says} ${select('value', options, standing?.value ?? '')}</label> <button>${label.save}</button>${pendingTag(standing, view)}`,
  );
}
