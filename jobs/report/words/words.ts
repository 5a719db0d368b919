/** Every sentence and label that people read, by language. A language is one file that fills this shape; numbers come in formatted. */
import type { en } from './en.ts';

/** The English catalogue is the shape; the compiler holds every other language to it. */
export type Words = Widened<typeof en>;

type Widened<T> = T extends string
  ? string
  : T extends (...args: infer Args) => string
    ? (...args: Args) => string
    : { readonly [Key in keyof T]: Widened<T[Key]> };
