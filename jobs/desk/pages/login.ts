/** The way in: one field for the token. A link that carries the token behind `#` fills it in, so that no server or log sees it. */
import { html } from '../../report/html.ts';
import type { Words } from '../../report/words/words.ts';
import { framed } from './frame.ts';

/** @param how where to go afterwards, and why the last try failed (null = there was none). */
export function loginPage(words: Words, { to, said }: { readonly to: string; readonly said: string | null }): string {
  const { login } = words.desk;
  return framed({
    words,
    title: login.title,
    heading: html`${login.title}`,
    session: null,
    path: `/login?to=${encodeURIComponent(to)}`,
    brands: [],
    main: html`
${said !== null && html`<p class="note bad" role="alert">${said}</p>`}
<form method="post" action="/login" class="sheet" data-token-form>
<input type="hidden" name="to" value="${to}">
<p><label for="token">${login.token}</label><br>
<input id="token" name="token" type="password" autocomplete="current-password" required maxlength="200" autofocus></p>
<p><button>${login.enter}</button></p>
<p class="soft">${login.where}</p>
</form>`,
  });
}
