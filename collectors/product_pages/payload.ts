/** What is sealed of one review: the page's own words in the page's own spelling, and where they stood. */
import { z } from 'zod';

const thing = z.record(z.string(), z.unknown());

export const sealedReview = z.looseObject({
  /** The listing as the operator named it. */
  page: z.looseObject({
    url: z.string(),
    brand: z.string().nullable(),
    product: z.string().nullable(),
    /** IANA zone of times without one. */
    timezone: z.string(),
  }),
  review: thing,
  /** What it is about, as far as it tells products apart. */
  item: thing.nullable(),
  /** Account of the author on that site; null = the page names none, and a name alone is nobody. */
  account: z.looseObject({ id: z.string().min(1), url: z.string().nullable(), name: z.string().nullable() }).nullable(),
  /** Address of this review alone; null = it has none. */
  link: z.string().nullable(),
});
export type SealedReview = z.infer<typeof sealedReview>;
