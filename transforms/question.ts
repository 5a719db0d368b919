/**
 * Whether a text asks something that somebody could answer (ranking 10).
 * Invariant: a question is a clause with a question mark or a question form that is not rhetorical; one such clause suffices.
 */

/** Raised when the same text gives another answer. */
export const QUESTION_VERSION = '3';

/** Cheap look before clauses are cut: no cue, no question. */
const CUE =
  /[?吗呢么嘛咋求]|怎|如何|哪|多少|有没有|是不是|能不能|会不会|好不好|可不可以|要不要|适不适合|请问|想问|问一下|为什么|为啥|什么|有人|\b(?:how|wh(?:at|ere|ich|en|o|y)|can|could|do(?:es)?|did|is|are|any(?:one|body)?|should|would|will|wondering|recommend\w*|suggestions?)\b/u;

/** Clauses end here; a question mark belongs to the clause before it. A dot inside an address or a number does not end one. */
const END = /[?!。;\n]+|[.]+(?=\s|$)|[,、…~]+/gu;

const CHINESE = [
  '吗$|吗[)"\'\\]表a-z]|么$',
  '(?:谁|什么|啥|怎么|怎样|哪|几|多少|多久|多大|为什么|为啥|如何|在哪|是不是).{0,12}呢$',
  '(?:^|[^不没])怎么(?!这么|那么|都|也|说|可能|会这么|了$)',
  '怎样(?!都|也)|咋(?:样|用|办|买|弄|选)|如何(?!$)',
  '哪里(?!哪里|都|也|$)|在哪|哪个|哪款|哪家|哪种|哪儿(?!都|也)|哪些|哪一',
  '多少(?:钱|克|毫升|ml|岁|度|天|块|米|g)|多久(?:能|会|可以|见效|到|用完)|几(?:天|号|块|岁|折)(?:能|会|到|可以|啊|呀|$)',
  '有没有(?:人|姐妹|推荐|好用|什么|哪|用过|平替|同款|链接|试过|更|大佬|宝|懂|知道)',
  '(?:是不是|能不能|会不会|要不要|可不可以|适不适合|好不好|值不值)(?!$|.{0,3}无所谓)',
  '请问|想问|问一下|问下|咨询一下|谁能(?:告诉|推荐|说|解释)|谁知道|谁用过',
  '有(?:人|姐妹|宝宝|宝子|大佬|朋友|同学)?(?:知道|用过|买过|试过|了解).{0,12}(?:吗|嘛|么|的$)',
  '(?:^|[^要追需请谋征寻力恳苛央])求(?:问|助|教|推荐|链接|分享|色号|同款|解答|指教|告知|安利|平替|回复|解惑|品牌|型号|测评|评价)',
  '(?:为什么|为啥)(?!不能?(?:早|多)|要)',
];

const ENGLISH = [
  "^(?:(?:hi|hey|hello|ok|so|and|but|also|please|pls|guys|@[^\\s,]+|#[^\\s,]+)[\\s,]+){0,4}(?:how (?:do|does|did|can|could|should|would|long|much|many|often|to|is|are|come)|where (?:do|does|did|can|could|should|is|are|to)|when (?:do|does|did|will|is|are|can)|which (?:one|of|is|are|do|shade|size|product)|what (?:is|are|do|does|did|should|can|kind|time|shade|size|about|happened|else)|what's (?:the|your|a|up|wrong|going)|who (?:can|has|else|knows|do|should)|why (?:is|are|do|does|did|can't|won't|isn't|am)|(?:can|could|would|will) (?:i|you|we|someone|somebody|anyone|anybody|this|it|that|u)|(?:do|does|did) (?:you|i|it|this|that|anyone|anybody|u|they|we|the)|(?:is|are) (?:it|this|that|there|these|they|you|anyone|anybody|the)|has anyone|have you|should i|am i)\\b",
  '\\b(?:any(?:one|body) (?:know|knows|have|has|else|tried|try|got|use|using|can|recommend|who)|can any(?:one|body)|does any(?:one|body)|has any(?:one|body)|(?:any|looking for|need) (?:recommendations?|recs?|suggestions?|advice|ideas?|tips|idea)|wondering (?:if|whether|how|what|where|which|why)|i wonder (?:if|whether|how|what|where|which)|like to know|want to know (?:if|how|what|where|which|why|when)|can you (?:please )?(?:tell|help|explain|let|check)|could you|what (?:should|do) i do|please (?:advise|tell me))\\b',
];

const ASKS = new RegExp([...CHINESE, ...ENGLISH].join('|'), 'u');

/** Clauses that have the form of a question and ask nothing. */
const RHETORICAL =
  /难道|谁不|谁能拒绝|好意思|(?:你们?|客服|商家|卖家|快递)[^,]{0,6}是(?:摆设|瞎|死|聋|猪|傻|智障|有病)|不是吗|不香(?:吗|么)|何必|岂|怎么可能|怎么会这么|怎么这么|怎么那么|哪有|有没有搞错|什么鬼|什么玩意|搞什么|(?:是吧|对吧|好吗|懂吗|知道吗|信吗|行吗|可以吗|是吗)$|谁懂|有谁懂|不(?:好|棒|美|爱|心动)吗|还(?:要|用)(?:我)?(?:多)?说(?:吗|么)|凭什么|至于吗|有意思吗|良心(?:不会)?(?:不)?痛|能忍|想什么呢|不就是|who cares|who knows|who doesn't|who wouldn't|why would any|why not\b|isn't (?:it|this|that|she|he) |aren't (?:they|you|we) |how (?:dare|can you not|could you not|hard can|is this (?:even )?(?:possible|acceptable|legal))|are you (?:kidding|serious)|you (?:kidding|serious|know what)|what the (?:hell|heck|fuck|f)|wtf|guess what|need i say more|what more (?:can|could)|what's not to (?:love|like)|am i right|amirite|know what i mean|what a (?!re)|\b(?:do|did) (?:yo)?u (?:even|expect|really|honestly|think we)|\bhow (?:are|do|can|could) (?:yo)?u (?:even|gonna|going to|possibly|still)|\bhow about not\b|\bnot sure (?:why|how|what)\b|\bdidn't even\b|\b(?:think|thought) (?:we're|we are|i'm) stupid|thats? what i(?:m| am)? pay/u;

/** Tags after which a question mark asks for agreement or shouts. */
const BARE = /^(?:really|seriously|right|eh|huh|yeah|ok|okay|what|wow|lol|no|yes|啊|哈|呵|嗯|哦|额|什么|真的|啥)*$/u;

/** @param folded text as `fold` gives it. */
export function isQuestion(folded: string): boolean {
  if (!CUE.test(folded)) return false;
  const text = folded.includes('http') ? folded.replace(ADDRESS, ' ') : folded;
  let from = 0;
  let sentence = 0;
  END.lastIndex = 0;
  for (let end = END.exec(text); end !== null; end = END.exec(text)) {
    const isMarked = end[0].includes('?');
    const clause = text.slice(from, end.index).trim();
    if (isMarked ? asksMarked(clause, text.slice(sentence, end.index), end[0].length) : asks(clause)) return true;
    from = END.lastIndex;
    if (!COMMA.test(end[0])) sentence = from;
  }
  return asks(text.slice(from).trim());
}

const COMMA = /^[,、…~]/u;
const ADDRESS = /https?:\/\/[!-~]+/gu;

function asks(clause: string): boolean {
  return clause.length > 1 && ASKS.test(clause) && !RHETORICAL.test(clause);
}

/** A clause before a question mark; `marks` is how long the run of marks is. */
function asksMarked(clause: string, sentence: string, marks: number): boolean {
  if (RHETORICAL.test(clause)) return false;
  // "80 minutes for my delivery?!": an English statement that ends in a shout.
  if (marks > 1 && !HAN.test(sentence) && !INTERROGATIVE.test(sentence)) return false;
  return !BARE.test(clause.replace(NOT_LETTERS, ''));
}

const HAN = /[\u4e00-\u9fff]/u;
const INTERROGATIVE =
  /\b(?:how|what|whats|where|when|which|who|why|whose|can|could|do|does|did|is|are|was|were|has|have|will|would|should|may|any|anyone|anybody|wanna|gonna)\b/u;
const NOT_LETTERS = /[^\p{L}]+/gu;
