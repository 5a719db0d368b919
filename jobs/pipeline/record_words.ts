/** The words of one record as the transforms read them. Invariant: the same record gives the same words in every step. */
import { detectLanguage } from '../../transforms/language.ts';
import { fold } from '../../transforms/text.ts';
import type { CanonicalRecord } from '../../warehouse/contracts/rows.ts';
import type { FoldedRecord, Lang } from '../../warehouse/contracts/transform.ts';

export interface RecordWords {
  /** Folded title and text; the title only once where the text begins with it. */
  readonly whole: string;
  readonly lang: Lang;
  /** Title, body with hashtags, and brand field, for the brand matcher. */
  readonly record: FoldedRecord;
}

export function recordWords(record: CanonicalRecord): RecordWords {
  const title = record.title === null ? '' : fold(record.title);
  const text = fold(joined(record.text, record.transcript, record.ocrText));
  const whole = title === '' || text.startsWith(title) ? text : text === '' ? title : `${title}\n${text}`;
  const tags = record.hashtags.length === 0 ? '' : fold(record.hashtags.map((tag) => `#${tag}`).join(' '));
  return {
    whole,
    lang: detectLanguage(record.title === null ? (record.text ?? whole) : `${record.title} ${record.text ?? ''}`),
    record: {
      title,
      body: tags === '' ? text : `${text} ${tags}`,
      brand: record.brand === null ? null : fold(record.brand),
    },
  };
}

function joined(...texts: readonly (string | null)[]): string {
  const given = texts.filter((text) => text !== null && text !== '');
  return given.length === 1 ? given[0]! : given.join('\n');
}

/** Code points of a well-formed text, without taking it apart. */
export function codePoints(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit < 0xdc00) count--;
  }
  return count;
}
