/**
 * Which brand of a clause comes off better when it weighs brands against each other.
 * Invariant: rules are tried in order and the first that applies decides; a brand that no rule names follows the clause.
 */
import { ANY_BRAND } from './clauses.ts';
import { sharedList } from './shared_lists.ts';

/**
 * What a clause says of one brand: `as` the clause feels, `against` it (the standard that is beaten by what the clause
 * praises), or `better` and `worse` whatever its words feel like.
 */
export type Verdict = 'as' | 'against' | 'better' | 'worse';

interface Rule {
  /** One of these words stands wherever the form does. */
  readonly words: readonly string[];
  readonly form: RegExp;
  /** Verdict of the brands in the groups `a` and `b`, where they stand. */
  readonly a: Verdict;
  readonly b: Verdict;
  /** Verdict of the clause's other brands, and of what is spoken of when no other is named. */
  readonly rest: Verdict;
  /** What follows goes on about b, to whom the writer went over; otherwise about what was held against b. */
  readonly goesOver: boolean;
}

const A = `(?<a>${ANY_BRAND})`;
const B = `(?<b>${ANY_BRAND})`;
const NEAR = '[^,。.!?]{0,12}?';

const rule = (words: string, form: string, a: Verdict, b: Verdict, rest: Verdict = 'as', goesOver = false): Rule => ({
  words: words.split('|'),
  form: new RegExp(form, 'u'),
  a,
  b,
  rest,
  goesOver,
});

const RULES: readonly Rule[] = [
  // Beaten: "被B吊打", "不如B", "没有B好用", "比不上B", "not as good as B", "can't beat B".
  rule('被', `被${B}(?:家|的)?${NEAR}(?:吊打|秒杀|完胜|碾压|甩|打败|比下去)`, 'worse', 'better', 'worse'),
  rule(
    '不如|不及|比不上|比不过|赶不上|打不过|没法|不能|输',
    `(?:不如|不及|比不上|比不过|赶不上|打不过|远不如|还不如|没法(?:和|跟)|不能(?:和|跟)|输给|输)(?:人家|隔壁|之前的|以前的|买)?${B}`,
    'worse',
    'better',
    'worse',
  ),
  rule(
    '没',
    `没有?${B}(?:家|的)?(?:那么|这么|来得|那样)?(?:好|香|强|棒|舒服|润|滋润|保湿|持久|划算|值|惊艳|清爽|显白|稳|细腻|温和|方便|便宜|高级|轻薄|服帖|给力|靠谱)`,
    'worse',
    'better',
    'worse',
  ),
  rule(
    'as',
    `\\b(?:not|isn't|wasn't|aren't|nowhere near|never) (?:\\w+ )?(?:as|so) \\w+ as (?:the |my |a )?${B}`,
    'worse',
    'better',
    'worse',
  ),
  rule(
    'beat|beats|compare|compares|compete|competes|top|tops|touch|match|matches|close|candle|replace',
    `\\b(?:can't|cannot|doesn't|don't|didn't|won't|couldn't|nothing|never) (?:\\w+ )?(?:beats?|compares? (?:to|with)|competes? with|tops?|touch|match(?:es)?|comes? close to|hold a candle to|replace) (?:the |my )?${B}`,
    'worse',
    'better',
    'worse',
  ),
  rule(
    'match|inferior|worse|less|loses|miss|back',
    `\\b(?:no match for|inferior to|worse than|less \\w+ than|loses to|miss my|going back to|went back to|back to) (?:the |my |using )?${B}`,
    'worse',
    'better',
    'worse',
  ),
  // Left for another: "从A换到B", "抛弃A", "switched from A to B", "ditched A for B".
  rule(
    '换|转|改|跳',
    `(?:从|把|由|将)${A}${NEAR}(?:换|转|改|跳)(?:成|到|用|投|为|去)?了?${B}`,
    'worse',
    'better',
    'as',
    true,
  ),
  rule(
    '弃|告别|丢掉|扔掉|停用|卸载|脱粉',
    `(?:抛弃|弃|告别|放弃|丢掉|扔掉|停用|卸载|弃用|脱粉)了?${A}(?:${NEAR}(?:换|转|改|投|选|入)(?:成|到|用|投|了)*${B})?`,
    'worse',
    'better',
    'as',
    true,
  ),
  rule('换|转|改', `${A}(?:换|转|改)(?:成|到|投|用|为)了?${B}`, 'worse', 'better', 'as', true),
  rule('换', `换${B}(?:家|的)?(?:之后|以后|后)`, 'worse', 'better', 'worse', true),
  rule(
    'used to',
    `\\bused to (?:love|like|buy|use|swear by) (?:the |my |using )?${A}|${A} used to be`,
    'worse',
    'better',
  ),
  rule(
    '转投|换成|换到|改用|换回|换了|入坑',
    `(?:转投|换成|换到|改用|换回|换了|入坑)了?${B}`,
    'worse',
    'better',
    'worse',
    true,
  ),
  rule('代替|替代|取代|替换', `${A}${NEAR}(?:代替|替代|取代|替换)(?:了|掉)*${B}`, 'better', 'worse'),
  rule(
    'from|left|leaving|ditch|ditched|ditching|dump|dumped|dumping|swap|swapped|swapping|dropped|quit|traded|replace|replaced|replacing|gave|giving|sold',
    `\\b(?:from|left|leaving|ditch(?:ed|ing)?|dump(?:ed|ing)?|swap(?:ped|ping)?|dropped|quit|traded(?: in)?|replaced?|replacing|gave up|giving up|sold)(?: on)? (?:the |my |our )?${A}[^.!?]{0,20}?\\b(?:to|for|with) (?:the |a |an |my )?${B}`,
    'worse',
    'better',
    'as',
    true,
  ),
  rule(
    'switch|switched|switching|moved|moving|changed|changing|went',
    `\\b(?:switch(?:ed|ing)?|mov(?:ed|ing)|chang(?:ed|ing)|went) (?:over |back )?to (?:the |a |an )?${B}(?: from ${A})?`,
    'worse',
    'better',
    'worse',
    true,
  ),
  rule(
    'ditch|ditched|ditching|dump|dumped|dumping|gave|done|quit|leaving|switch|switched|switching|moved|moving',
    `\\b(?:ditch(?:ed|ing)?|dump(?:ed|ing)?|gave up on|done with|quit|leaving|switch(?:ed|ing)? from|mov(?:ed|ing) (?:away )?from) (?:the |my )?${A}`,
    'worse',
    'better',
    'as',
    true,
  ),
  // Chosen: "prefer A over B", "A instead of B", "宁愿A也不B".
  rule(
    '宁愿|宁可|更喜欢|更推荐|更爱|首选|还是',
    `(?:宁愿|宁可|更喜欢|更推荐|更爱|首选|还是)(?:觉得|认为|感觉|喜欢|爱)?(?:买|用|选|吃|喝)?${A}(?:${NEAR}${B})?`,
    'better',
    'worse',
    'worse',
  ),
  rule(
    'over|to|instead|rather|than',
    `\\b(?:prefer|choose|chose|pick|picked|take|recommend|like|love|want|buy|get|got) (?:the |my |a |an )?${A}[^.!?]{0,16}?\\b(?:over|to|instead of|rather than|more than|better than|any day over) (?:the |my |a |an )?${B}`,
    'better',
    'worse',
  ),
  rule(
    'over',
    `${A} (?:\\w+ )?over ${B}(?= (?:any|every|all|always|each|anytime|hands down|for)\\b|[.!,]|$)`,
    'better',
    'worse',
  ),
  rule(
    'instead|rather|unlike',
    `\\b(?:instead of|rather than|unlike) (?:the |my |a |an |buying |using |getting )?${B}`,
    'as',
    'against',
  ),
  // Wins: "A吊打B", "A beats B".
  rule(
    '吊打|秒杀|完胜|碾压|胜过|超越|打败|优于|好过|强过|赢过|远超|甩',
    `(?:吊打|秒杀|完胜|碾压|胜过|超越|打败|优于|好过|强过|赢过|远超|甩开?)了?(?:隔壁|同价位的|大牌)?${B}`,
    'better',
    'worse',
    'better',
  ),
  rule(
    'beat|beats|outperform|outperforms|blow|blows|destroy|destroys|crush|crushes|kill|kills|smokes|tops|trumps|>|put|puts',
    `\\b(?:beats?|outperforms?|blows?(?: away)?|destroys?|crush(?:es)?|kills?|smokes|tops|trumps|>|puts?) (?:the |my )?${B}`,
    'better',
    'worse',
    'better',
  ),
  // As good as: the standard is praised with it.
  rule(
    '平替|媲美|不输|堪比|不亚于|比肩',
    `(?:平替|媲美|不输|堪比|不亚于|比肩)(?:于)?${B}|${A}(?:的)?平替`,
    'better',
    'better',
  ),
  rule(
    'as|dupe|par|closer',
    `\\b(?:as \\w+ as|dupe (?:for|of)|on par with|closer to) (?:the |my )?${B}`,
    'better',
    'better',
  ),
  // Weighed: what is praised beats the standard, what is blamed loses to it.
  rule('比', `比(?:起|较|较起|之前的|以前的|我的|买的|用的|用过的)?${B}`, 'as', 'against'),
  rule('than', `\\bthan (?:the |my |a |an |any |that |using |with |on |from )?${B}`, 'as', 'against'),
  rule('compared', `\\bcompared (?:to|with) (?:the |my )?${B}`, 'as', 'against'),
];

export interface Compared {
  /** By stand-in character. */
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly rest: Verdict;
  /** Stand-in of the standard against which something is held; null when none is named. */
  readonly standard: string | null;
  /** Stand-in of what is left or chosen; null when none is named. */
  readonly other: string | null;
  /** What follows goes on about the standard, to which the writer went over. */
  readonly goesOver: boolean;
}

/** Each word with the rules that need it, rule i as bit i: there is room for 30. */
const WORDS = new Map<string, number>();
RULES.forEach(({ words }, i) => {
  for (const word of words) WORDS.set(word, (WORDS.get(word) ?? 0) | (1 << i));
});
const BITS = [...WORDS.values()];
const LIST = sharedList([...WORDS.keys()]);

/** All rules, as `rulesFor` gives them. */
export const ALL_RULES = (1 << RULES.length) - 1;

let rules = 0;
const note = (word: number): void => {
  rules |= BITS[word]!;
};

/** The rules that may apply to a text with stand-ins, or to a part of it, as a mask; 0: none. */
export function rulesFor(masked: string): number {
  rules = 0;
  LIST.scan(masked, note);
  return rules;
}

/**
 * Null when the clause weighs nothing.
 * @param among what `rulesFor` gives for the clause, or for the text that it is a part of.
 */
export function compare(clause: string, among = rulesFor(clause)): Compared | null {
  for (let i = 0; among >> i !== 0; i++) {
    if (((among >> i) & 1) === 0) continue;
    const { form, a, b, rest, goesOver } = RULES[i]!;
    const groups = form.exec(clause)?.groups;
    if (groups === undefined) continue;
    const verdicts = new Map<string, Verdict>();
    if (groups['a'] !== undefined) verdicts.set(groups['a'], a);
    if (groups['b'] !== undefined) verdicts.set(groups['b'], b);
    return { verdicts, rest, standard: groups['b'] ?? null, other: groups['a'] ?? null, goesOver };
  }
  return null;
}
