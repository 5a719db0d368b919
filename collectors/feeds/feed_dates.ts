/**
 * Dates of feeds: RFC 822 with zones in words, ISO 8601 with and without zone, Chinese dates, dates in other languages.
 * Null is what cannot be read and what cannot be true; never now.
 */
import { zoneOffset } from '../../warehouse/contracts/time.ts';
import { readMoment } from '../reading/moments.ts';
import { publishedAtOf } from '../reading/shown_time.ts';

/** Clocks that were never set show earlier dates; no feed is older. UTC ms. */
const EARLIEST = Date.UTC(1995, 0, 1);

/**
 * UTC ms. `timezone` (IANA) is that of dates without a zone and of `CST`; null: UTC, and UTC+8 for dates in Chinese.
 * `seenAt`, UTC ms: what is later than that has not happened, so it is null.
 */
export function readFeedDate(shown: string, timezone: string | null, seenAt: number): number | null {
  const at = momentOf(plain(shown), timezone, seenAt);
  return at === null || at < EARLIEST || at > seenAt ? null : at;
}

/** Whether a date lies so little ahead that it will come: a scheduled post, or a clock or zone that is wrong by hours. */
export function isYetToCome(shown: string, timezone: string | null, seenAt: number): boolean {
  const at = momentOf(plain(shown), timezone, seenAt);
  return at !== null && at > seenAt && at <= seenAt + 36 * 3_600_000;
}

function momentOf(words: string, timezone: string | null, seenAt: number): number | null {
  const isChinese = /\p{Script=Han}/u.test(words);
  const offset = zoneOffset(timezone ?? (isChinese ? 'Asia/Shanghai' : 'UTC'));
  const written = withNumberedZone(withEnglishMonth(withCentury(words)), timezone === null ? null : offset(seenAt));
  const read = readMoment(written, { offset, unit: 'auto', order: undefined });
  if (typeof read === 'number') return read;
  return isChinese || /^\d{1,2}[-/]\d{1,2}\b/u.test(words) ? publishedAtOf(words, seenAt) : null;
}

/** Characters of a date; what comes after them is none of it. */
const LONGEST = 100;

function plain(shown: string): string {
  return shown
    .slice(0, LONGEST)
    .normalize('NFKC')
    .replace(/\([^)]*\)/gu, ' ')
    .replace(/^(?:发布于|发表于|published|posted|date)\s*[::]?\s*/iu, '')
    .replace(/(\d)(?:st|nd|rd|th)\b/giu, '$1')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** `15 Nov 26` of RFC 822, and `20261115T080000Z`, as the reader of moments knows them. */
function withCentury(words: string): string {
  const compact = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})?(.*)$/iu.exec(words);
  if (compact !== null) {
    const [, year, month, day, hour, minute, second = '00', rest] = compact;
    return `${year}-${month}-${day}T${hour}:${minute}:${second}${rest}`;
  }
  return words.replace(/^((?:\p{L}+\.?,?\s+)?\d{1,2}[\s-]\p{L}{3,}\.?[\s-])(\d{2})(?=\s)/u, (_, before, year) => {
    return `${before}${Number(year) < 70 ? 20 : 19}${year}`;
  });
}

/** Months as German, French, Spanish, Italian and Portuguese feeds write them where they do not follow RFC 822. */
const MONTHS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:januar|jänner|janvier|janv|enero|ene|gennaio|gen|janeiro)\b\.?/iu, 'Jan'],
  [/(?<!\p{L})(?:februar|février|févr|fév|febrero|febbraio|fevereiro|fev)(?!\p{L})\.?/iu, 'Feb'],
  [/(?<!\p{L})(?:märz|mär|mrz|mars|marzo|março)(?!\p{L})\.?/iu, 'Mar'],
  [/(?<!\p{L})(?:avril|avr|abril|abr|aprile)(?!\p{L})\.?/iu, 'Apr'],
  [/(?<!\p{L})(?:mai|mayo|maggio|mag|maio)(?!\p{L})\.?/iu, 'May'],
  [/(?<!\p{L})(?:juni|juin|junio|giugno|giu|junho)(?!\p{L})\.?/iu, 'Jun'],
  [/(?<!\p{L})(?:juli|juillet|juil|julio|luglio|lug|julho)(?!\p{L})\.?/iu, 'Jul'],
  [/(?<!\p{L})(?:août|aout|agosto|ago)(?!\p{L})\.?/iu, 'Aug'],
  [/(?<!\p{L})(?:septembre|septiembre|settembre|set|setembro)(?!\p{L})\.?/iu, 'Sep'],
  [/(?<!\p{L})(?:oktober|okt|octobre|octubre|ottobre|ott|outubro|out)(?!\p{L})\.?/iu, 'Oct'],
  [/(?<!\p{L})(?:novembre|noviembre|novembro)(?!\p{L})\.?/iu, 'Nov'],
  [/(?<!\p{L})(?:dezember|dez|décembre|déc|diciembre|dic|dicembre|dezembro)(?!\p{L})\.?/iu, 'Dec'],
];

function withEnglishMonth(words: string): string {
  if (!/\p{L}{3}/u.test(words)) return words;
  const found = MONTHS.find(([pattern]) => pattern.test(words));
  return found === undefined ? words : words.replace(found[0], found[1]);
}

const CHINA_MS = 8 * 3_600_000;

/** Hours from UTC. RFC 822 knows the American ones; CST is China's too, where the operator says that the feed is Chinese. */
const ZONES: Readonly<Record<string, number>> = {
  ut: 0,
  wet: 0,
  west: 1,
  bst: 1,
  cet: 1,
  mez: 1,
  cest: 2,
  mesz: 2,
  eet: 2,
  eest: 3,
  msk: 3,
  ist: 5.5,
  hkt: 8,
  sgt: 8,
  awst: 8,
  jst: 9,
  kst: 9,
  aest: 10,
  aedt: 11,
  nzst: 12,
  nzdt: 13,
  est: -5,
  edt: -4,
  cst: -6,
  cdt: -5,
  mst: -7,
  mdt: -6,
  pst: -8,
  pdt: -7,
  akst: -9,
  hst: -10,
};

/** `named`: offset of the operator's zone in ms, null when none is named. */
function withNumberedZone(words: string, named: number | null): string {
  const withNumber = words
    .replace(/\b(?:GMT|UTC)\s*([+-])(\d{1,2})(?::?(\d{2}))?\b/iu, (_, sign, hours, minutes = '00') => {
      return `${sign}${hours.padStart(2, '0')}${minutes}`;
    })
    .replace(/(\d)\s*([+-])(\d):(\d{2})$/u, '$1 $20$3:$4')
    .replace(/(:\d{2}\s*[+-]\d{2})$/u, (_, clock) => `${clock}00`);
  return withNumber.replace(/(?<=[\d\s])(?!am\b|pm\b)\p{L}{2,4}(?=$|\s\d{4}$)/iu, (word) => {
    const hours = ZONES[word.toLowerCase()];
    if (hours === undefined) return word;
    return numbered(word.toLowerCase() === 'cst' && named === CHINA_MS ? named : hours * 3_600_000);
  });
}

function numbered(offsetMs: number): string {
  const minutes = Math.abs(offsetMs) / 60_000;
  const clock = `${Math.floor(minutes / 60)}`.padStart(2, '0') + `${minutes % 60}`.padStart(2, '0');
  return `${offsetMs < 0 ? '-' : '+'}${clock}`;
}
