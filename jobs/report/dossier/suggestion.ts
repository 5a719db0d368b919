/** A suggested incentive in words: what, why, what to do and what to disclose. The same sentences for pages, workbooks and the desk. */
import type { Brand } from '../../config/types.ts';
import type { CandidateRow } from '../rows.ts';
import { catalogues, worded } from '../words/languages.ts';
import type { Words } from '../words/words.ts';
import { type Place, placesOf } from './disclosure.ts';
import type { Suggestion } from './incentive.ts';

export interface WordedSuggestion {
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

/** @param brand the row's own brand; its id is printed where it has left the config. */
export function wordedSuggestion(
  { code, reasonCode, needsDisclosure }: Suggestion,
  row: CandidateRow,
  brand: Brand | undefined,
  words: Words,
): WordedSuggestion {
  const said = words.dossier;
  const name = brand?.names[0] ?? row.brandId;
  const reason = said.incentiveReason[reasonCode]({
    weeks: row.weeksCount,
    responders: row.respondersCount ?? 0,
    inner: row.innerCircleCount ?? 0,
    patterns: row.authenticityFlagsCount,
    complaints: row.negativeMentionsCount,
    platform: worded(words.platform, row.platform),
    brand: name,
  });
  if (code === null) return { name: said.incentiveNone, reason, does: null, disclosures: [] };
  return {
    name: said.incentive[code],
    reason,
    does: said.incentiveDoes[code](name),
    disclosures: needsDisclosure
      ? placesOf(row.platform).map((place) => {
          const [local] = catalogues([LANGUAGE_OF[place]]);
          return { place, sentence: local.dossier.disclosure[code](name), lang: local.htmlLang };
        })
      : [],
  };
}
