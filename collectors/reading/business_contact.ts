/** Whether the words of a profile name a way to reach its owner for business. The words themselves are personal and are not kept. */

/** 「商务合作：…」, "business: …": something is named behind it. */
const OFFERED =
  /(?:商务|商业|品牌|合作|推广|联系|经纪|约稿|投稿|business|collabs?|contact|inquir(?:y|ies)|work with me)[^\n:：+＋]{0,12}[:：+＋👉➕]\s{0,3}\S{3}/iu;
/** 「vx abc_123」, "QQ：12345", "e-mail: …". */
const ACCOUNT =
  /(?<![a-z])(?:v|vx|wx|wechat|weixin|微信|薇信|威信|扣扣|qq|telegram|whatsapp|邮箱|e-?mail)\s{0,3}(?:号|id)?\s{0,3}[:：]?\s{0,3}[a-z0-9][\w.-]{4,40}/iu;
const ADDRESS = /(?<![\w.+-])[\w.+-]{2,64}@[\w-]{1,63}\.[a-z]|(?<!\d)1[3-9]\d{9}(?!\d)/iu;

/** Characters of a profile that are looked at; platforms allow a few hundred. */
const LOOKED_AT = 2_000;

/** Null where there are no words to look at. 「不接广告」 and the like name nothing. */
export function namesContact(words: string | null | undefined): boolean | null {
  if (words === null || words === undefined) return null;
  const text = words.slice(0, LOOKED_AT).normalize('NFKC');
  return OFFERED.test(text) || ACCOUNT.test(text) || ADDRESS.test(text);
}
