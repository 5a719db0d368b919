/** An answer that a source does not understand any more, sealed for a later parser: who is in it cannot be told field by field. */
import { z } from 'zod';

/** Payload of such a record; its kind is `event`. */
export const driftPayload = z.strictObject({
  /** Name of the shape that was looked for. */
  koc_drift: z.string().min(1),
  /** Dotted path of the first thing that is otherwise; empty = the whole. */
  path: z.string(),
  reason: z.string(),
  /** Whether `body` is what a page holds (its states by name, its JSON-LD, its markup) or what a script was given. */
  is_document: z.boolean(),
  body: z.unknown(),
  /** JSON of the question, where it came with one: some answers do not say what they are about. */
  sent: z.unknown().optional(),
  /** Page that asked, without its parameters: answers below a comment do not say whose post it is. Absent: the page itself, or not known. */
  page: z.string().optional(),
});
export type DriftPayload = z.infer<typeof driftPayload>;

/** The drift that a sealed payload tells of; null = it is an ordinary record. */
export function driftIn(payload: unknown): DriftPayload | null {
  if (typeof payload !== 'object' || payload === null || !('koc_drift' in payload)) return null;
  return driftPayload.safeParse(payload).data ?? null;
}

/** Texts, words of texts and numbers anywhere in it that may be somebody's id or name, names of fields too; each once. */
export function namesIn(value: unknown): ReadonlySet<string> {
  const found = new Set<string>();
  const open: unknown[] = [value];
  while (open.length > 0) {
    const at = open.pop();
    if (typeof at === 'string' || typeof at === 'number') {
      const text = String(at).trim();
      if (text !== '' && text.length <= LONGEST_NAME) found.add(text);
      // Ids stand in addresses and in markup as well.
      if (typeof at === 'string') for (const [word] of text.matchAll(WORD)) found.add(word);
    } else if (typeof at === 'object' && at !== null) {
      for (const [name, inner] of Object.entries(at)) {
        if (!Array.isArray(at)) open.push(name);
        open.push(inner);
      }
    }
  }
  return found;
}

/** Characters of the longest ids that platforms give (Douyin's `sec_uid` has 76). */
const LONGEST_NAME = 128;
const WORD = /(?<![\p{L}\p{N}_-])[\p{L}\p{N}_-]{4,128}(?![\p{L}\p{N}_-])/gu;
