/** Pages as strangers send them: any charset, any nesting, any links. */
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { absoluteUrl, baseOf, decodePage, loadMarkup, loadPage } from '../../collectors/reading/html.ts';
import { PayloadError } from '../../warehouse/contracts/errors.ts';

/** 你好 in GBK. */
const GBK = [0xc4, 0xe3, 0xba, 0xc3];
const bytes = (...parts: (string | readonly number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))));
const titleOf = (body: Uint8Array, type?: string) =>
  loadPage({ bytes: body, headers: type === undefined ? {} : { 'content-type': type }, url: 'https://a.example/' })(
    'title',
  ).text();

describe('charsets', () => {
  test.each<[string, Uint8Array, string | undefined]>([
    ['the header', bytes('<title>', GBK, '</title>'), 'text/html; charset=GBK'],
    ['a meta tag', bytes('<meta charset="gb2312"><title>', GBK, '</title>'), 'text/html'],
    [
      'an old meta tag',
      bytes('<META http-equiv=Content-Type content="text/html; charset=gb18030"><title>', GBK),
      undefined,
    ],
    ['an XML declaration', bytes('<?xml version="1.0" encoding="GBK"?><title>', GBK), undefined],
    ['nobody: UTF-8', Buffer.from('<title>你好'), undefined],
    ['a name that is none: UTF-8', Buffer.from('<title>你好'), 'text/html; charset=none-such'],
    ['a byte order mark, whatever the header says', Buffer.from('\ufeff<title>你好'), 'text/html; charset=gbk'],
    ['UTF-16 by its mark', Buffer.from('\ufeff<title>你好', 'utf16le'), undefined],
  ])('said by %s', (_what, body, type) => {
    expect(titleOf(body, type)).toBe('你好');
  });

  test('bytes that are no text at all come out as something, not as an error', () => {
    expect(decodePage(gzipSync('x'.repeat(100)), 'text/html; charset=gbk')).not.toBe('');
  });
});

describe('trees', () => {
  test('a million unclosed elements are refused before they cost anything', () => {
    // Read to the end they would cost hours.
    expect(() => loadMarkup('<div>'.repeat(1_000_000), 'https://a.example/')).toThrow(PayloadError);
  });

  test('what is nested as deep as allowed can be walked and printed', () => {
    const $ = loadMarkup(`${'<b>'.repeat(990)}x`, 'https://a.example/');
    expect($.root().text()).toBe('x');
    expect($.root().html()).toContain('<b>x</b>');
  });

  test('end tags that people leave out are no nesting', () => {
    const $ = loadMarkup(
      `<ul>${'<li>a'.repeat(5000)}</ul>${'<p>b'.repeat(5000)}${'<br>c'.repeat(5000)}`,
      'https://a.example/',
    );
    expect([$('li').length, $('p').length]).toEqual([5000, 5000]);
  });
});

describe('links', () => {
  test.each([
    ['/u/ana?x=1#top', 'https://a.example/u/ana?x=1'],
    ['//b.example/c', 'https://b.example/c'],
    [' c.html ', 'https://a.example/shop/c.html'],
    ['javascript:void(0)', null],
    ['mailto:a@b.example', null],
    ['http://[', null],
    ['', null],
    [undefined, null],
  ])('%s', (link, expected) => {
    expect(absoluteUrl(link, 'https://a.example/shop/b.html')).toBe(expected);
  });

  test('start at the base that the page names', () => {
    const $ = loadMarkup('<base href="/other/"><a href=x>', 'https://a.example/shop/');
    expect(absoluteUrl('x', baseOf($, 'https://a.example/shop/'))).toBe('https://a.example/other/x');
  });
});
