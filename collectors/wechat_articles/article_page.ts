/** Reads an article out of its page: half of it stands in the markup, half in scripts. Pure but for the page it is given. */
import type { CheerioAPI } from 'cheerio';
import { shownText } from '../reading/html.ts';
import { withoutTokens } from './addresses.ts';
import type { Article } from './payload.ts';

/** Null = the page shows no article. */
export function articleIn($: CheerioAPI, id: string): Article | null {
  const scripts = $('script')
    .toArray()
    .map((script) => $(script).text())
    .join('\n');
  const told = (...names: readonly string[]) => scriptText(scripts, names);
  const content = $('#js_content').first();
  content.find('script, style').remove();
  content.find('[style]').removeAttr('style');
  const html = content.length === 0 ? null : withoutTokens((content.html() ?? '').trim());
  const type = told('item_show_type');
  const title = attribute($, 'og:title') ?? shownText($('#activity-name, h1.rich_media_title')) ?? told('msg_title');
  const words =
    told('content_noencode') ??
    (html === null || html === '' ? unescaped(attribute($, 'og:description') ?? '') || null : null);
  const isWordless = html === null || html === '';
  if (isWordless && (title === null || type === null)) return null;
  return {
    page: 'article',
    id,
    account: {
      biz:
        told('biz', 'appuin')?.match(/^[\w+/=-]{6,}$/u)?.[0] ??
        /[?&]__biz=([\w+/=-]+)/u.exec(attribute($, 'og:url') ?? '')?.[1] ??
        null,
      name: shownText($('#js_name')) ?? told('nickname', 'nick_name'),
      user_name: told('user_name'),
    },
    title,
    times: {
      ct: secondsIn(scripts, 'ct'),
      create_time: secondsIn(scripts, 'create_time'),
      create_timestamp: secondsIn(scripts, 'create_timestamp') ?? secondsIn(scripts, 'oriCreateTime'),
      publish_time: shownText($('#publish_time')) ?? told('createTime', 'publish_time'),
    },
    item_show_type: type,
    copyright_stat:
      told('_copyright_stat', 'copyright_stat') ?? (shownText($('#copyright_logo')) === '原创' ? '1' : null),
    place: told('provinceName'),
    html,
    words,
  };
}

function attribute($: CheerioAPI, property: string): string | null {
  return $(`meta[property="${property}"]`).first().attr('content')?.trim() || null;
}

/**
 * First text of the shape that is given to one of the names: `var ct = "17…"`, `window.biz = '' || 'Mz…'`, `nick_name: JsDecode('…')`. Null = none.
 */
function scriptText(scripts: string, names: readonly string[], shape = /(?:)/u): string | null {
  for (const name of names) {
    for (const [, value] of scripts.matchAll(
      new RegExp(`(?<![\\w$])${name}\\s*[=:](?!=)(?=([^\\n]{0,20000}))`, 'gu'),
    )) {
      const [, double, single] = FIRST_TEXT.exec(value!) ?? [];
      const text = double ?? single;
      if (text !== undefined && shape.test(text)) return unescaped(text);
    }
  }
  return null;
}

/** Seconds since 1970 as digits; short names stand for other things too. */
function secondsIn(scripts: string, name: string): string | null {
  return scriptText(scripts, [name], /^\d{9,10}$/u);
}

/** Up to the first literal that is not empty, past what stands before it on the way (`'' ||`, a call). */
const FIRST_TEXT = /^(?:[\s\w$.(|]|""|'')*(?:"((?:[^"\\]|\\.)+)"|'((?:[^'\\]|\\.)+)')/u;

function unescaped(literal: string): string {
  return literal.replace(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|(.))/giu, (_, hex, unicode, one) => {
    if (one !== undefined) return one === 'n' ? '\n' : one === 't' ? '\t' : one === 'r' ? '' : one;
    return String.fromCharCode(Number.parseInt(hex ?? unicode, 16));
  });
}
