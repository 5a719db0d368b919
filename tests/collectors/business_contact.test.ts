/** What profiles say of how to reach their owners. */
import { expect, test } from 'vitest';
import { namesContact } from '../../collectors/reading/business_contact.ts';

test.each([
  '商务合作：vx tea_house',
  '合作➕ chahouse01',
  'VX：baicha88',
  '微信号 baicha_88',
  'Business: hello there',
  '邮箱 tea@example.com',
  'tea@example.com',
  '电话 13912345678',
  '约稿 👉 私信置顶第一条',
])('%s names a contact', (words) => {
  expect(namesContact(words)).toBe(true);
});

test.each([
  '不接广告',
  '拒绝合作',
  '只喝不卖',
  'love tea',
  '工作：程序员',
  '订单号 139123456789',
  '茶山里的日子 v',
  '',
])('%.20s names none', (words) => {
  expect(namesContact(words)).toBe(false);
});

test('no words say nothing', () => {
  expect(namesContact(null)).toBeNull();
});
