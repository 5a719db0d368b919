/** Reads saved bodies, also those that a relay has put into an envelope of its own. Pure but for the memory of the reader. */
import type { Received } from '../../warehouse/contracts/browse.ts';
import { NO_ADDRESS } from './address.ts';
import type { Answer, Reading } from './answer.ts';
import { jsonIn } from './json_in.ts';
import type { SiteReader } from './site_reader.ts';
import { gain } from './try_shape.ts';

/** What the most telling layer of a body turned out to be. */
export function readSaved(reader: Pick<SiteReader, 'read'>, body: Received): Answer {
  if (body.url !== NO_ADDRESS || body.isDocument) return reader.read(body);
  let best: Answer | null = null;
  for (const text of layersOf(body.text)) {
    const answer = reader.read({ ...body, text });
    if (best === null || told(answer) > told(best)) best = answer;
  }
  return best ?? { kind: 'nothing' };
}

/** Records that an answer brought. */
export function gained(answer: Answer): number {
  return answer.kind === 'seen' ? answer.readings.reduce((sum, { records }) => sum + records.length, 0) : 0;
}

/** A list that is empty tells more than a refusal, which may be the relay's own word, and that more than nothing. */
function told(answer: Answer): number {
  if (answer.kind !== 'seen') return answer.kind === 'refusal' ? -0.4 : -0.5;
  return answer.readings.reduce((sum, reading: Reading) => sum + gain(reading), 0) - answer.drifts.length * 0.2;
}

/** How deep relays wrap what they relay. */
const MAX_LAYERS = 4;

/** The body as it stands, then what lies in its envelopes, as JSON texts. */
function* layersOf(text: string): Generator<string> {
  yield text;
  let at = jsonIn(text);
  for (let layer = 0; layer < MAX_LAYERS; layer += 1) {
    const inner = innerOf(at);
    if (inner === null) return;
    at = inner;
    yield JSON.stringify(inner);
  }
}

function innerOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  for (const name of ENVELOPE) {
    const inner = (value as Record<string, unknown>)[name];
    if (typeof inner === 'object' && inner !== null) return inner;
    const parsed = typeof inner === 'string' ? jsonIn(inner) : undefined;
    if (parsed !== undefined) return parsed;
  }
  return null;
}

const ENVELOPE = ['data', 'result', 'response', 'body', 'json'] as const;
