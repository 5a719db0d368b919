/** The parts of one brand's desk. */
import type { Brand } from '../../config/types.ts';
import { type Html, html } from '../../report/html.ts';
import type { View } from '../view.ts';

export function tabs(view: View, brand: Brand): Html {
  const { nav, tabs: labels } = view.words.desk;
  const here = view.path.split('?')[0];
  const link = (path: string, label: string) => {
    const href = `/brands/${brand.id}/${path}`;
    return html`<a href="${href}"${here === href && html` aria-current="page"`}>${label}</a>`;
  };
  return html`<nav class="parts" aria-label="${nav.brand(brand.names[0] ?? brand.id)}">${link('worklist', labels.worklist)}${link('koc', labels.koc)}${link('early', labels.early)}${link('ugc', labels.ugc)}${link('left', labels.left)}${link('left-out', labels.leftOut)}<a href="/report/brands/${brand.id}/">${labels.page}</a></nav>`;
}
