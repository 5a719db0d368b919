/** English sentences on posts that a brand could ask to show. They say what a post is and never whether its author is good. */
import type { UgcFigures } from '../figures.ts';

const SORTS = {
  how_to: 'A how-to',
  steps: 'A step-by-step guide',
  before_after: 'A before-and-after',
  ingredients: 'A look at the ingredients',
  size: 'A note on size and amount',
  price: 'A note on the price',
  place: 'A note on where to find it',
  comparison: 'A comparison',
  suits: 'A note on whom it suits',
  answer: 'An answer to a question',
  review: 'A review',
  post: 'A post',
};

export const ugcEn = {
  /** "A how-to with 6 photos; saved 3.4× as often as usual; rights: not asked." */
  ugcWhy: (f: UgcFigures, missing: string | null) => {
    const said = [
      `${(SORTS as Readonly<Record<string, string>>)[f.sort] ?? 'A post'}${pictures(f)}`,
      f.saves === null ? null : `saved ${f.saves}× as often as usual`,
      f.isPlayful ? 'written to entertain' : null,
      f.isCopied ? 'the same words stand under another account' : null,
      f.declared === null ? null : `declares ${f.declared}, to be repeated wherever it is shown`,
      `rights: ${f.rights}`,
      missing,
    ];
    return `${said.filter((part) => part !== null).join('; ')}.`;
  },
  ugcMissing: {
    utility: 'use not known',
    visual: 'no image data',
    resonance: 'no counts shown',
    other: 'incomplete',
  },
  segments: {
    title: 'Segments, and how praise is spread',
    segment: 'Segment',
    names: {
      champion: 'champions',
      loyal_quiet: 'loyal and quiet',
      rising: 'rising',
      enthusiast: 'enthusiasts of the category',
      new: 'new',
      at_risk: 'at risk',
      lapsed: 'lapsed',
      detractor: 'detractors',
      gifted_kol: 'gifted or KOL',
      suspect: 'unusual patterns',
      other: 'others',
    },
    spread: (f: { top1: string; top10: string; top50: string; gini: string; authors: string }) =>
      `Of the praise of ${f.authors} consumers, the first 1 % give ${f.top1}, the first 10 % ${f.top10} and the first half ${f.top50} (Gini ${f.gini}).`,
  },
  cohorts: {
    title: 'Who comes back',
    says: 'Consumers by the month of their first mention, and how many of them mentioned the brand 1, 2, 3 … months later. The newest month may not be over. Counts only.',
    month: 'First mention',
  },
  appeal: { useful: 'useful', entertaining: 'entertaining', both: 'useful and entertaining', plain: 'plain' },
  use: { feature: 'feature', repost: 'share the original only', ask: 'ask first', none: 'on hold' },
  utilityCue: {
    how_to: 'how-to',
    steps: 'steps',
    before_after: 'before and after',
    ingredients: 'ingredients',
    size: 'size',
    price: 'price',
    place: 'place',
    comparison: 'comparison',
    suits: 'whom it suits',
    answer: 'answer',
  },
  declared: {
    paid: 'payment',
    gift: 'a gift',
    sample: 'a sample',
    affiliation: 'a tie to the brand',
    commerce: 'a sale',
  },
};

function pictures({ images, hasVideo }: UgcFigures): string {
  const shown = [
    images === null || images === 0 ? null : images === 1 ? 'a photo' : `${images} photos`,
    hasVideo === true ? 'a video' : null,
  ].filter((part) => part !== null);
  if (shown.length > 0) return ` with ${shown.join(' and ')}`;
  return images === 0 ? ' without a picture' : '';
}
