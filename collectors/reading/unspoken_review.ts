/** Tells what a buyer wrote from what a shop's platform writes for one who wrote nothing. */

/** `此用户没有填写评价。`, `该用户未及时填写评价内容`, `15天内买家未作出评价，系统默认好评！`, `默认好评` and their like, alone or after one another. */
const UNSPOKEN =
  /^(?:(?:[此该]?用户|您)(?:没有|未)(?:及时)?填写(?:文字)?(?:评价|评论)?(?:内容)?|(?:\d{1,3}天内)?(?:买家|评价方)未(?:及时)?[作做]出评价|(?:系统)?默认(?:好评|评价)|[\s,，。.!！])+$/u;

/** The buyer's own words; null = there are none. */
export function spokenReview(text: string | null | undefined): string | null {
  const words = text?.trim() ?? '';
  return words === '' || (words.length < 80 && UNSPOKEN.test(words)) ? null : words;
}

/** What was said at first and later (追评), a line each; null = nothing of it is the buyer's own. */
export function spokenReviews(...parts: readonly (string | null | undefined)[]): string | null {
  const words = parts.map(spokenReview).filter((part) => part !== null);
  return words.length === 0 ? null : words.join('\n');
}
