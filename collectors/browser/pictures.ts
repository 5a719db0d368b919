/**
 * Hands on pictures that pages have loaded by themselves, if somebody wants them. Invariant: nothing is asked of a host for it, and of a
 * picture that nobody wants no byte is read.
 */
import type { BrowserContext, Request } from '../browser.ts';
import { inTime } from './answers.ts';
import type { Wire } from './wire.ts';

export interface PictureListener {
  /** Asked when a picture has come, and again after every answer: what it belongs to may be told later. */
  readonly isWanted: (url: string) => boolean;
  /** Told each wanted picture once, as it was sent. */
  readonly onPicture: (url: string, bytes: Uint8Array) => void;
}

/** Pictures that have come and those that are being read. */
export interface Pictures {
  /** Looks again whether one of those that came is wanted now. */
  look(): void;
  /** Waits for those that are being read, a moment at most: bytes go with their page. */
  settle(): Promise<void>;
}

/** Pictures that came before anybody wanted them; Chromium keeps their bytes about as long. */
const REMEMBERED = 300;
/** A larger one is no cover of a post. */
const MAX_BYTES = 10 * 2 ** 20;
const SETTLE_MS = 3_000;

/** `onFailure`: what the listener threw. */
export function listenForPictures(
  context: BrowserContext,
  wire: Wire,
  { isWanted, onPicture }: PictureListener,
  onFailure: (error: unknown) => void,
): Pictures {
  const came = new Set<Request>();
  const reading = new Set<Promise<void>>();
  const read = async (request: Request): Promise<void> => {
    const bytes = await bytesOf(request, wire);
    if (bytes !== null && bytes.length > 0 && bytes.length <= MAX_BYTES) onPicture(request.url(), bytes);
  };
  const look = (): void => {
    for (const request of came) {
      if (!isWanted(request.url())) continue;
      came.delete(request);
      const done = read(request).catch(onFailure);
      reading.add(done);
      void done.finally(() => reading.delete(done));
    }
  };
  context.on('requestfinished', (request) => {
    if (request.resourceType() !== 'image' || !/^https?:/u.test(request.url())) return;
    came.add(request);
    if (came.size > REMEMBERED) came.delete(came.values().next().value!);
    look();
  });
  return {
    look,
    async settle() {
      if (reading.size > 0) await inTime(Promise.all(reading), [], SETTLE_MS);
    },
  };
}

/** Null: it was no success, or its page is gone. */
async function bytesOf(request: Request, wire: Wire): Promise<Uint8Array | null> {
  try {
    const response = await request.response();
    if (response?.ok() !== true) return null;
    return (await wire.body(request)) ?? (await response.body());
  } catch {
    return null;
  }
}
