/**
 * What counted in the words of a post, for `koc explain`: terms of feeling, marks of payment, trade and danger, as they stand there.
 * Invariant: quotes are found by the same lists that the lake was made with; nothing is scored anew.
 */
import { withAddresses } from '../../transforms/addresses.ts';
import type { Cue } from '../../transforms/cue_list.ts';
import { cues } from '../../transforms/cues.ts';
import { type Disclosure, disclosure } from '../../transforms/disclosure.ts';
import type { Lexicon } from '../../transforms/lexicon.ts';
import { fold } from '../../transforms/text.ts';

interface Shown {
  readonly cues: readonly Cue[];
  readonly evidence: string | null;
}

export interface QuotedWords {
  /** Terms of feeling that counted beside the model, in the order of the text; `weight` after negation, degree and contrast, > 0 praise. */
  readonly terms: readonly { readonly term: string; readonly weight: number }[];
  /** Null = the words say nothing of payment. */
  readonly disclosure: Disclosure | null;
  /** shop_link, discount_code. `evidence` is the listed phrase of the first; null = recognised by its form. */
  readonly commerce: Shown | null;
  /** medical_claim, minor, competitor_mocked, unsafe_use. */
  readonly safety: Shown | null;
}

/**
 * @param post with what is published of its disclosure, where the mark of the platform counts beside the words; without it the words alone speak.
 * @param words as `scoringLexicon` gives it, with the workspace's own.
 */
export function quotedWords(
  post: { readonly title: string | null; readonly text: string | null; readonly disclosure?: Disclosure | null },
  words: Lexicon,
): QuotedWords {
  const title = fold(post.title ?? '');
  const text = fold(post.text ?? '');
  const folded = text.startsWith(title) ? text : `${title}\n${text}`;
  const said = post.disclosure ?? disclosure(folded);
  const found = cues(withAddresses(folded, post.text));
  return {
    terms: words.fired(folded).map(({ term, weight }) => ({ term, weight: Math.round(weight * 100) / 100 })),
    disclosure: said.kind === null ? null : said,
    commerce: found.commerce.length === 0 ? null : { cues: found.commerce, evidence: found.commerceEvidence },
    safety: found.safety.length === 0 ? null : { cues: found.safety, evidence: found.safetyEvidence },
  };
}
