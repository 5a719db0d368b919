import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isMaskedAuthorId, pseudonymiser } from '../../warehouse/contracts/ids.ts';

test('a pseudonym is the first 128 bits of HMAC-SHA256, for any key and text', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 0, maxLength: 200 }),
      fc.string({ unit: 'grapheme', maxLength: 3000 }),
      (key, text) => {
        const expected = createHmac('sha256', key).update(text).digest('hex').slice(0, 32);
        expect(pseudonymiser(key)(text)).toBe(expected);
      },
    ),
  );
});

test('one pseudonymiser answers for short and very long texts in any order', () => {
  const pseudonymise = pseudonymiser(Buffer.from('k'));
  const short = pseudonymise('weibo:1');
  expect(pseudonymise('漢'.repeat(5000))).toBe(
    createHmac('sha256', 'k').update('漢'.repeat(5000)).digest('hex').slice(0, 32),
  );
  expect(pseudonymise('weibo:1')).toBe(short);
});

test('masked and placeholder ids are nobody', () => {
  for (const id of [
    '',
    '  ',
    'a***b',
    '***',
    '匿名用户',
    '0',
    'null',
    '[deleted]',
    '张＊＊三',
    '王*',
    'j*n',
    '张*丽',
    '小••',
    '李…',
    '微信用户',
    null,
    undefined,
  ]) {
    expect(isMaskedAuthorId(id), String(id)).toBe(true);
  }
  for (const id of ['u_1', '5ff0e6', 'a_b-c.d', '10', '小明']) expect(isMaskedAuthorId(id), id).toBe(false);
});
