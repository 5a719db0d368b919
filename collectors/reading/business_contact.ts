/** Whether the words of a profile name a way to reach its owner for business. The words themselves are personal and are not kept. Linear in their length. */

const NAMED =
  /(?:商务|商业|品牌|广告|推广|合作|工作|联系|邮箱|微信|薇信|威信|[vV][xX信]|[wW][xX]|企鹅|QQ|手机|电话|经纪|business|collab|contact|inquir|e-?mail)[^\n]{0,20}?[:：+＋👉➕\s]/iu;
const ADDRESS = /(?<![\w.+-])[\w.+-]{2,64}@(?:[\w-]{1,63}\.){1,8}[a-z]{2,}|(?<!\d)1[3-9]\d{9}(?!\d)/iu;

/** Null where there are no words to look at. */
export function namesContact(words: string | null | undefined): boolean | null {
  if (words === null || words === undefined) return null;
  return NAMED.test(`${words} `) || ADDRESS.test(words);
}
