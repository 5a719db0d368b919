import { expect, test } from 'vitest';
import { parseCount } from '../../warehouse/contracts/counts.ts';

test.each([
  ['1.2万', 12_000, 1_000, false],
  ['10万+', 100_000, 10_000, true],
  ['10w+', 100_000, 10_000, true],
  ['1.25亿', 125_000_000, 1_000_000, false],
  ['999+', 999, 1, true],
  ['1,234', 1_234, 1, false],
  ['3.4k', 3_400, 100, false],
  ['２８', 28, 1, false],
  ['0', 0, 1, false],
  [17, 17, 1, false],
  [17n, 17, 1, false],
])('%s is read with its granularity', (shown, value, granularity, isFloor) => {
  expect(parseCount(shown)).toEqual({ value, granularity, isFloor });
});

test('what is not shown is null and never 0', () => {
  for (const shown of [null, undefined, '', '-', '赞', ' 收藏 ']) expect(parseCount(shown)).toBeNull();
});

test('what is no count is refused', () => {
  for (const shown of ['many', '1.2.3', '-5', -5, Number.NaN, {}, '12万34']) expect(parseCount(shown)).toBeUndefined();
});
