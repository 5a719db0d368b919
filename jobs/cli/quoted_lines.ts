/** Words, for the terminal, what counted in a post. Invariant: loads none of the word lists, so that `koc --help` stays quick. */
import type { Cue } from '../../transforms/cue_list.ts';
import type { DisclosureKind } from '../../transforms/disclosure.ts';
import type { COMMERCE_CUES, SAFETY_CUES } from '../../warehouse/contracts/transform.ts';
import type { Language } from '../config/types.ts';
import type { QuotedWords } from './quoted_words.ts';

/** Evidence that is no phrase of the text; the models write it so. */
const PLATFORM_FLAG = 'platform flag';

/** One line each, without indent; empty where nothing counted. */
export function quotedLines({ terms, disclosure: said, commerce, safety }: QuotedWords, language: Language): string[] {
  const label = LABELS[language];
  const lines: string[] = [];
  if (terms.length > 0)
    lines.push(`${label.terms}: ${terms.map(({ term, weight }) => `${term} ${signed(weight)}`).join(', ')}`);
  if (said !== null && said.kind !== null) {
    const state = said.kind === 'denied' ? '' : `${said.state === 'declared' ? label.declared : label.suspected} `;
    const evidence = said.evidence === PLATFORM_FLAG ? ` (${label.flag})` : quoted(said.evidence);
    lines.push(`${label.disclosure}: ${state}${label.kinds[said.kind]}${evidence}`);
  }
  for (const [head, shown] of [
    [label.commerce, commerce],
    [label.safety, safety],
  ] as const) {
    if (shown === null) continue;
    const names = shown.cues.map((cue) => (label.cues as Partial<Record<Cue, string>>)[cue] ?? cue);
    lines.push(`${head}: ${names.join(', ')}${quoted(shown.evidence)}`);
  }
  return lines;
}

function quoted(evidence: string | null): string {
  return evidence === null ? '' : ` ("${evidence}")`;
}

function signed(weight: number): string {
  return `${weight > 0 ? '+' : '−'}${Math.abs(weight).toFixed(1)}`;
}

interface Labels {
  readonly terms: string;
  readonly disclosure: string;
  readonly commerce: string;
  readonly safety: string;
  readonly declared: string;
  readonly suspected: string;
  readonly flag: string;
  readonly kinds: Readonly<Record<DisclosureKind, string>>;
  readonly cues: Readonly<Record<(typeof COMMERCE_CUES | typeof SAFETY_CUES)[number], string>>;
}

const LABELS: Readonly<Record<Language, Labels>> = {
  en: {
    terms: 'words that counted',
    disclosure: 'on payment',
    commerce: 'trade',
    safety: 'caution',
    declared: 'declared',
    suspected: 'possibly',
    flag: 'marked by the platform',
    kinds: {
      paid: 'paid',
      gift: 'gift',
      sample: 'sample',
      affiliation: 'belongs to the brand',
      commerce: 'sells',
      denied: 'says that nothing was received',
    },
    cues: {
      shop_link: 'shop link',
      discount_code: 'discount code',
      medical_claim: 'claims to heal',
      minor: 'a child uses it',
      competitor_mocked: 'mocks a competitor',
      unsafe_use: 'unsafe use',
    },
  },
  zh: {
    terms: '起作用的词',
    disclosure: '利益关系',
    commerce: '带货',
    safety: '注意',
    declared: '已声明',
    suspected: '疑似',
    flag: '平台标注',
    kinds: {
      paid: '付费',
      gift: '赠送',
      sample: '试用',
      affiliation: '与品牌有关联',
      commerce: '带货',
      denied: '称未收任何好处',
    },
    cues: {
      shop_link: '购物链接',
      discount_code: '优惠码',
      medical_claim: '宣称疗效',
      minor: '未成年人使用',
      competitor_mocked: '嘲讽竞品',
      unsafe_use: '不安全用法',
    },
  },
};
