/** A suggested incentive in words: what, why, what to do and what to disclose. The same sentences for pages, workbooks and the desk. */
import type { Brand } from '../../config/types.ts';
import type { CandidateRow } from '../rows.ts';
import { catalogues, worded } from '../words/languages.ts';
import type { Words } from '../words/words.ts';
import { type Place, placesOf } from './disclosure.ts';
import { type IncentiveCode, type IncentiveFacts, suggestIncentive } from './incentive.ts';

/** One author × brand to suggest something for. */
export interface Suggested {
  readonly row: CandidateRow;
  readonly facts: IncentiveFacts;
  /** The row's own brand; undefined = it has left the config, and its id is printed. */
  readonly brand: Brand | undefined;
}

export interface WordedSuggestion {
  /** Null: nothing is to be offered. */
  readonly code: IncentiveCode | null;
  /** Like "Early access"; a phrase for none where nothing should be offered. */
  readonly name: string;
  readonly reason: string;
  /** Null: nothing is to be offered. */
  readonly does: string | null;
  /** Empty: no mark is needed. */
  readonly disclosures: readonly Disclosure[];
}

export interface Disclosure {
  readonly place: Place;
  /** What the author writes, in the language of the place, whatever language the page is in. */
  readonly sentence: string;
  /** Language of the sentence, as in `lang`. */
  readonly lang: string;
}

const LANGUAGE_OF = { cn: 'zh', us: 'en' } as const;

/** What `suggestIncentive` says, worded. */
export function wordedSuggestion({ row, facts, brand }: Suggested, words: Words): WordedSuggestion {
  const { code, reasonCode, needsDisclosure } = suggestIncentive(row, facts);
  const said = words.dossier;
  const name = brand?.names[0] ?? row.brandId;
  const reason = said.incentiveReason[reasonCode]({
    weeks: row.weeksCount,
    responders: row.respondersCount ?? 0,
    inner: row.innerCircleCount ?? 0,
    patterns: row.authenticityFlagsCount,
    complaintDate: facts.complaintDate,
    platform: worded(words.platform, row.platform),
    brand: name,
  });
  if (code === null) return { code, name: said.incentiveNone, reason, does: null, disclosures: [] };
  const disclosures = (needsDisclosure ? placesOf(row.platform) : []).map((place) => {
    const [local] = catalogues([LANGUAGE_OF[place]]);
    return {
      place,
      sentence: local.dossier.disclosure[code](localName(brand, place) ?? row.brandId),
      lang: local.htmlLang,
    };
  });
  return { code, name: said.incentive[code], reason, does: said.incentiveDoes[code](name), disclosures };
}

/** Readers in the United States know a brand by a name in Latin letters, if it has one. */
function localName(brand: Brand | undefined, place: Place): string | undefined {
  const latin = place === 'us' ? brand?.names.find((name) => /^\p{Script=Latin}/u.test(name)) : undefined;
  return latin ?? brand?.names[0];
}
