/** What a server sends in pieces: answers of several JSON texts, and rows that a page hands to its scripts. */
import { describe, expect, test } from 'vitest';
import { jsonIn } from '../../../collectors/browsing/json_in.ts';
import { pageStates } from '../../../collectors/browsing/page_state.ts';

describe('an answer in pieces', () => {
  test('is a list of its JSON texts, with all digits of their ids', () => {
    expect(jsonIn('1f\r\n{"data":[1],"id":7565738211130035491}\r\n2\r\n{}\r\n0\r\n\r\n')).toEqual([
      { data: [1], id: '7565738211130035491' },
      {},
    ]);
  });

  test.each(['1f\r\n{"data":[1', '1f\r\n<html>', '117\n', 'beef\nabc'])('%j is no JSON', (text) => {
    expect(jsonIn(text)).toBeUndefined();
  });
});

describe('rows that a page streams to its scripts', () => {
  const script = (part: string, head = 'self.__pace_f') =>
    `<script nonce="x">${head}.push([1,${JSON.stringify(part)}])</script>`;

  test('are put together across scripts; texts are passed over by their length in bytes', () => {
    // 8 bytes of text that look like a row.
    const page = [
      script('1:I["x"]\n2:T8,早\n9:{}', '(self.__pace_f = self.__pace_f || [])'),
      script('3:{"aweme":{"det'),
      script('ail":{"awemeId":"1"}}}\n4:["$","$L3",null,{"a":1}]\n5:{oops\n'),
    ].join('');
    expect(pageStates(page)['__pace_f']).toEqual([
      { aweme: { detail: { awemeId: '1' } } },
      ['$', '$L3', null, { a: 1 }],
    ]);
  });

  test('leave what other scripts assign alone', () => {
    expect(pageStates(`${script('1:{}\n')}<script>window.a = {"b":1}</script>`)).toEqual({
      __pace_f: [{}],
      a: { b: 1 },
    });
  });
});
