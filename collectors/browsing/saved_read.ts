/** Reads saved bodies, also those that a relay has put into an envelope of its own. Pure but for the memory of the reader. */
import type { Received } from '../../warehouse/contracts/browse.ts';
import { NO_ADDRESS } from './address.ts';
import type { Answer, Reading } from './answer.ts';
import { jsonIn } from './json_in.ts';
import type { SiteReader } from './site_reader.ts';
import { gain } from './try_shape.ts';

/** What the most telling layer of a body turned out to be. */
export function readSaved(reader: Pick<SiteReader, 'read'>, body: Received): Answer {
  return savedLayer(reader, body).answer;
}

/** The same with the layer as it was read. */
export function savedLayer(
  reader: Pick<SiteReader, 'read'>,
  body: Received,
): { readonly answer: Answer; readonly layer: Received } {
  const whole = { answer: reader.read(body), layer: body };
  if (body.url !== NO_ADDRESS || body.isDocument) return whole;
  let best = whole;
  for (const text of layersBelow(body.text)) {
    const layer = { ...body, text };
    const answer = reader.read(layer);
    if (told(answer) > told(best.answer)) best = { answer, layer };
  }
  return best;
}

/** A list that is empty tells more than a refusal, which may be the relay's own word, and that more than nothing. */
function told(answer: Answer): number {
  if (answer.kind !== 'seen') return answer.kind === 'refusal' ? -0.4 : -0.5;
  return answer.readings.reduce((sum, reading: Reading) => sum + gain(reading), 0) - answer.drifts.length * 0.2;
}

/** How deep relays wrap what they relay. */
const MAX_LAYERS = 4;

/** What lies in the envelopes of a body, as JSON texts. */
function* layersBelow(text: string): Generator<string> {
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
