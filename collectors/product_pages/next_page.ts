/** Where a listing goes on: by the operator's rule, else by what the page calls its next. Never to another host. */
import type { CheerioAPI } from 'cheerio';
import { absoluteUrl } from '../reading/html.ts';
import type { NextRule } from './options.ts';

/** `page` counts from 1. Null = this is the last one. */
export function nextPage(
  $: CheerioAPI,
  at: { readonly url: string; readonly base: string; readonly page: number },
  rule: NextRule | undefined,
): string | null {
  const { url, base, page } = at;
  if (rule !== undefined && 'param' in rule) {
    const following = new URL(url);
    following.searchParams.set(rule.param, String(rule.first + page));
    return following.href;
  }
  const link = rule === undefined ? 'link[rel~="next" i], a[rel~="next" i]' : rule.selector;
  const found = absoluteUrl($(link).first().attr('href'), base);
  return found === null || found === url || new URL(found).host !== new URL(url).host ? null : found;
}
