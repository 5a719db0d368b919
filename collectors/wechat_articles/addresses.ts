/**
 * Addresses of public articles, without what a reader's own client adds to them (chksm, scene, sessionid, key, uin, pass_ticket …):
 * an id holds what is needed to ask for the article again, and nothing else.
 */

/** `biz:mid:idx:sn`, or the id of a short address; null = no lasting address of an article. */
export function articleId(address: string): string | null {
  const text = address.trim().replaceAll('&amp;', '&');
  if (!URL.canParse(text)) return null;
  const { hostname, pathname, searchParams: query } = new URL(text);
  if (hostname !== 'mp.weixin.qq.com') return null;
  const short = /^\/s\/([\w-]{10,64})\/?$/u.exec(pathname)?.[1];
  if (short !== undefined) return short;
  if (!/^\/(?:s|mp\/appmsg\/show)\/?$/u.test(pathname)) return null;
  // A `+` of base64 comes out of a query as a space.
  const biz = query.get('__biz')?.replaceAll(' ', '+') ?? '';
  const mid = query.get('mid') ?? query.get('appmsgid') ?? '';
  const idx = query.get('idx') ?? query.get('itemidx') ?? '1';
  const sn = query.get('sn') ?? query.get('sign') ?? '';
  const id = `${biz}:${mid}:${idx}:${sn}`;
  return LONG.test(id) ? id : null;
}

const LONG = /^([\w+/=-]+):(\d+):(\d+):([0-9a-f]+)$/iu;

/** Path and query of an article. */
export function articlePath(id: string): string {
  const [, biz, mid, idx, sn] = LONG.exec(id) ?? [];
  if (biz === undefined) return `/s/${encodeURIComponent(id)}`;
  return `/s?${new URLSearchParams({ __biz: biz, mid: mid!, idx: idx!, sn: sn! })}`;
}

/** Articles that a text names (a list, a feed, JSON with escaped slashes), each once, in order. */
export function articlesIn(text: string): string[] {
  const found = text.replaceAll('\\/', '/').match(/https?:\/\/mp\.weixin\.qq\.com\/[^\s"'<>\\\])]{1,2000}/gu) ?? [];
  return [...new Set(found.flatMap((address) => articleId(address) ?? []))];
}

/** Markup without the client's additions to the links in it. */
export function withoutTokens(markup: string): string {
  return markup.replace(TOKENS, '');
}

const TOKENS =
  /(?<=[?&;])(?:chksm|scene|subscene|sessionid|key|uin|pass_ticket|clicktime|enterid|ascene|devicetype|exportkey|wx_header|poc_token)=[^&"'\s<>#]*(?:&(?:amp;)?)?/giu;
