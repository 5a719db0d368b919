/** One raw record as one line of JSON: `payload` comes last and stands byte for byte as the collector gave it. */
import { hash } from 'node:crypto';
import { PayloadError } from '../contracts/errors.ts';
import { RAW_SCHEMA, type RawEnvelope, RECORD_KINDS, rawEnvelope } from '../contracts/raw.ts';

/** What all lines of one pass have in common. */
export interface LineOrigin {
  readonly collector: string;
  readonly collectorVersion: number;
  readonly sourceId: string;
  readonly run: string;
}

/** What a line says besides; times in UTC ms. */
export interface LineRecord {
  readonly platform: string;
  readonly kind: string;
  readonly id: string;
  readonly parentId: string | null;
  readonly requestUrl: string | null;
  readonly payloadJson: string;
}

/** Returns the line builder of a pass. Lines end in `\n` and hold no other one. */
export function lineBuilder(origin: LineOrigin): (record: LineRecord, seq: number, fetchedAt: number) => string {
  const { collector, collectorVersion, sourceId, run } = origin;
  const made =
    `,"collector":${JSON.stringify(collector)},"collector_version":${collectorVersion}` +
    `,"source_id":${JSON.stringify(sourceId)},"run":${JSON.stringify(run)},"seq":`;
  return (record, seq, fetchedAt) => {
    const payload = oneLine(record.payloadJson);
    const parent = record.parentId === null ? 'null' : JSON.stringify(record.parentId);
    const url = record.requestUrl === null ? 'null' : JSON.stringify(record.requestUrl);
    return (
      `{"schema":${RAW_SCHEMA},"platform":"${record.platform}","kind":"${record.kind}","id":${JSON.stringify(record.id)}` +
      `,"parent_id":${parent},"request_url":${url}${made}${seq},"fetched_at":${fetchedAt}` +
      `,"sha256":"${hash('sha256', payload)}","payload":${payload}}\n`
    );
  };
}

/** Reads one line (without its line end). Throws PayloadError, which never quotes the line. */
export function parseEnvelope(line: string): RawEnvelope {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new PayloadError('raw record is not JSON', { facts: { chars: line.length } });
  }
  if (isEnvelope(value)) return value;
  const parsed = rawEnvelope.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const path = issue?.path.join('.') ?? '';
  throw new PayloadError(`raw record: ${path}: ${issue?.message ?? 'wrong shape'}`, { facts: { path } });
}

/** The payload's JSON text as it was sealed; `line` must be one that `lineBuilder` made. */
export function payloadText(line: string): string {
  // A quote inside a JSON string is escaped, so the first match is the envelope's own key, which is the last one.
  const at = line.indexOf(PAYLOAD_KEY);
  if (at < 0) throw new PayloadError('raw record has no payload', { facts: { chars: line.length } });
  return line.slice(at + PAYLOAD_KEY.length, -1);
}

/**
 * The line with `edit` done to the JSON texts of its payload, parent and URL; the same line when `edit` changes none of them.
 * `record` is the line parsed. Id, sequence and clock stay, the payload's hash follows.
 */
export function editLine(line: string, record: RawEnvelope, edit: (json: string) => string): string {
  const textOrNull = (value: string | null) =>
    value === null ? null : (JSON.parse(edit(JSON.stringify(value))) as string);
  const payloadJson = payloadText(line);
  const edited = edit(payloadJson);
  const parentId = textOrNull(record.parent_id);
  const requestUrl = textOrNull(record.request_url);
  if (edited === payloadJson && parentId === record.parent_id && requestUrl === record.request_url) return line;
  const build = lineBuilder({
    collector: record.collector,
    collectorVersion: record.collector_version,
    sourceId: record.source_id,
    run: record.run,
  });
  const { platform, kind, id, seq, fetched_at } = record;
  return build({ platform, kind, id, parentId, requestUrl, payloadJson: edited }, seq, fetched_at).slice(0, -1);
}

/** Accepts nothing that the schema refuses, at a tenth of its time; what it does not know goes to the schema. */
function isEnvelope(value: unknown): value is RawEnvelope {
  if (typeof value !== 'object' || value === null) return false;
  const it = value as Readonly<Record<keyof RawEnvelope, unknown>>;
  return (
    it.schema === RAW_SCHEMA &&
    isSlug(it.platform) &&
    KINDS.has(it.kind) &&
    isFilled(it.id) &&
    (it.parent_id === null || typeof it.parent_id === 'string') &&
    (it.request_url === null || typeof it.request_url === 'string') &&
    isSlug(it.collector) &&
    isWhole(it.collector_version, 1) &&
    isSlug(it.source_id) &&
    isFilled(it.run) &&
    isWhole(it.seq, 0) &&
    isWhole(it.fetched_at, Number.MIN_SAFE_INTEGER) &&
    typeof it.sha256 === 'string' &&
    SHA256.test(it.sha256) &&
    it.payload !== undefined
  );
}

const KINDS: ReadonlySet<unknown> = new Set(RECORD_KINDS);
const SLUG = /^[a-z0-9][a-z0-9_-]{0,63}$/;
const SHA256 = /^[0-9a-f]{64}$/;
const isSlug = (value: unknown): boolean => typeof value === 'string' && SLUG.test(value);
const isFilled = (value: unknown): boolean => typeof value === 'string' && value !== '';
const isWhole = (value: unknown, least: number): boolean => Number.isSafeInteger(value) && (value as number) >= least;

const PAYLOAD_KEY = '","payload":';

/** Raw line feeds are white space between JSON tokens; lone surrogates have no UTF-8, but JSON can escape them. */
function oneLine(json: string): string {
  const text = json.includes('\n') ? json.replaceAll('\n', ' ') : json;
  return text.isWellFormed() ? text : text.replace(LONE_SURROGATE, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);
}

const LONE_SURROGATE = /\p{Surrogate}/gu;
