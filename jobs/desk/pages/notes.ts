/** A note about an author or a post, for colleagues. It stays in raw and is in no file. */
import { type Html, html } from '../../report/html.ts';
import type { View } from '../view.ts';
import { decideForm } from './parts.ts';

export function noteForm(view: View, subject: string, brand: string): Html {
  const { note } = view.words.desk;
  const text = view.decisions.newest('note', subject, brand)?.value ?? '';
  return html`<section><h2>${note.title}</h2>${
    decideForm(
      view,
      { type: 'note', subject, brand },
      html`<p><label for="note">${note.says}</label><br><textarea id="note" name="value" rows="3" maxlength="2000">${text}</textarea></p><p><button>${note.save}</button></p>`,
      { className: 'sheet' },
    ) ?? html`<p>${text === '' ? note.none : text}</p>`
  }</section>`;
}
