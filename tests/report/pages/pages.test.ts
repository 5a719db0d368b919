/** The overview and the page of a brand: whole in both languages, with everybody and with nobody, and silent where the class says so. */
import { load } from 'cheerio';
import { describe, expect, test } from 'vitest';
import { brandPage } from '../../../jobs/report/pages/brand_page.ts';
import { brandScopes, type PagesInput } from '../../../jobs/report/pages/brand_scope.ts';
import { overview } from '../../../jobs/report/pages/overview.ts';
import { cleanText } from '../../../jobs/report/text.ts';
import { catalogues } from '../../../jobs/report/words/languages.ts';
import { HOSTILE } from '../../publish/market.ts';
import { BRAND, keyOf } from '../dossier/subjects.ts';
import { pagesInput } from './week.ts';

const full = pagesInput({ candidates: 200, rivals: 19 });
const none = pagesInput({ candidates: 0, rivals: 0 });
const ofBrand = (input: PagesInput) => brandPage(brandScopes(input)(BRAND));
const fullPage = ofBrand(full);

/** Text that is shown in the language. */
function shown(page: string, lang: 'en' | 'zh-Hans'): string {
  const $ = load(page);
  $(`.t:not([lang="${lang}"]), style, script, .sr`).remove();
  return $('body').text().replaceAll(/\s+/gu, ' ');
}

describe('the page of a brand', () => {
  test('lists everybody once, leads to their dossiers, and stays under 1.5 MB with 200', () => {
    const $ = load(fullPage);
    expect($('#list tbody tr').length).toBe(200);
    expect($('#list tbody tr').first().find('.who a').attr('href')).toBe(`people/${keyOf(1).slice(0, 16)}.html`);
    expect($('#worklist tbody tr').length).toBe(20);
    expect($('#ugc article').length).toBe(20);
    for (const link of $('nav.parts a').get()) expect($($(link).attr('href')!).length).toBe(1);
    expect(Buffer.byteLength(fullPage)).toBeLessThan(1_500_000);
  });

  test('has every text in each language, of which the first leads, and nothing twice under one id', () => {
    const few = pagesInput({ candidates: 30 });
    const page = ofBrand(few);
    const $ = load(page);
    expect($('html').attr('lang')).toBe('zh-Hans');
    expect($('.t[lang=en]').length).toBe($('.t[lang=zh-Hans]').length);
    expect(shown(page, 'en')).toContain('30 of 30 people shown');
    expect(shown(page, 'zh-Hans')).toContain('显示 30 人，共 30 人');
    expect(shown(page, 'en').replaceAll(/[^\p{Script=Han}]+/gu, ' ')).not.toContain('声量份额');
    const ids = $('[id]')
      .get()
      .map((one) => $(one).attr('id'));
    expect(ids.length).toBe(new Set(ids).size);
    const only = ofBrand({ ...few, languages: catalogues(['en']) });
    expect(only).not.toContain('class="t"');
    expect(only).not.toContain('name="lang"');
  });

  test('stands with nobody and nothing: every part says so', () => {
    for (const page of [ofBrand(none), overview(none)])
      for (const lang of ['en', 'zh-Hans'] as const)
        expect(shown(page, lang)).not.toMatch(/null|undefined|NaN|Infinity|\[object/u);
    const text = shown(ofBrand(none), 'en');
    for (const part of ['Nothing to show this week.', 'Fewer than 10 people', 'No word was used by at least 3'])
      expect(text).toContain(part);
    expect(shown(ofBrand({ ...none, hasKeywords: false }), 'en')).toContain('keywords: { enabled: true }');
  });

  test('is the same bytes each time', () => {
    expect(ofBrand(full)).toBe(fullPage);
  });

  test('carries hostile words as words only', () => {
    const worst = Object.values(HOSTILE);
    const texts = (n: number) => {
      const text = worst[n % worst.length] ?? '';
      return { name: text, title: text, text };
    };
    const page = ofBrand(pagesInput({ candidates: 12, texts }));
    const $ = load(page);
    expect($('script').length).toBe(1);
    expect($('[onerror],[onload],[onclick],[style],iframe,img,object').length).toBe(0);
    expect(cleanText(page)).toBe(page);
    for (const link of $('a').get()) expect($(link).attr('href')).toMatch(/^(#|\.\.\/|people\/|https?:)/u);
    expect(Buffer.byteLength(page)).toBeLessThan(400_000);
  });

  test('shows at pseudonym no name, word or link, and at aggregate nobody at all', () => {
    const direct = /lin_and_tea|小满|换季精华|Third bottle|social\.example/u;
    expect(fullPage).toMatch(direct);
    const pseudonym = ofBrand({ ...full, identityClass: 'pseudonym' });
    expect(pseudonym).not.toMatch(direct);
    expect(pseudonym).toContain(keyOf(1).slice(0, 8));
    const aggregate = ofBrand({ ...full, identityClass: 'aggregate' });
    expect(aggregate).not.toMatch(direct);
    for (const row of full.lists.koc) expect(aggregate).not.toContain(row.authorKey.slice(0, 8));
    for (const id of ['worklist', 'list', 'ugc', 'kol', 'left', 'map-en'])
      expect(aggregate).not.toContain(`id="${id}"`);
    expect(aggregate).toContain('id="voice"');
  });
});

describe('the overview', () => {
  test('names every own brand with its page, and tells of tracked ones in totals only', () => {
    const brands = ['aurora', 'borea', 'cirrus'].map((id) => ({ ...BRAND, id, names: [`${id} 之名`] }));
    const input = { ...full, lists: { ...full.lists, brands: new Map(brands.map((brand) => [brand.id, brand])) } };
    const $ = load(overview(input));
    expect(
      $('.brands a')
        .get()
        .map((link) => $(link).attr('href')),
    ).toEqual(brands.map(({ id }) => `brands/${id}/index.html`));
    const page = overview(full);
    expect(page).not.toMatch(/lin_and_tea|小满/u);
    expect(shown(page, 'en')).toContain('blocked by the site');
    expect(shown(page, 'zh-Hans')).toContain('被网站阻止');
  });
});
