/**
 * What one page received, by the browser's own protocol: counted as it arrives, so that an endless body is noticed too, and kept by
 * Chromium outside of the page, so that an answer to which the page reacts by going elsewhere is not lost.
 */
import type { BrowserContext, CDPSession, Frame, Page, Request } from '../browser.ts';

/** Bytes that Chromium keeps of one page's answers, and of one of them. */
const [KEPT_BYTES, KEPT_BYTES_EACH] = [64 * 2 ** 20, 20 * 2 ** 20];

/** Requests whose ids are remembered; older ones have been read long ago. */
const REMEMBERED = 500;

export interface Wire {
  /** The body, or null when it is not kept here (any more), or there is none. */
  body(request: Request): Promise<Uint8Array | null>;
  /** Whether the answer has come without a single byte, as far as was seen. */
  isEmpty(request: Request): boolean;
}

interface Asked {
  readonly session: CDPSession;
  readonly requestId: string;
  /** As they came over the wire, so far. */
  bytes: number;
}

/** `onBytes` is told of every piece. A frame that shares its page's process is seen with the page. */
export function watchWire(
  context: BrowserContext,
  onBytes: (bytes: number) => void,
): Wire & { attach(target: Page | Frame): Promise<void> } {
  const attached = new WeakMap<Page | Frame, Promise<void>>();
  const byRequest = new Map<string, Asked>();
  const byId = new Map<string, Asked>();

  const attachOnce = async (target: Page | Frame): Promise<void> => {
    try {
      const session = await context.newCDPSession(target);
      session.on('Network.requestWillBeSent', ({ requestId, request }) => {
        const asked = { session, requestId, bytes: 0 };
        remember(byRequest, keyOf(request.method, request.url, request.postData ?? null), asked);
        remember(byId, requestId, asked);
      });
      session.on('Network.dataReceived', ({ requestId, dataLength }) => {
        const asked = byId.get(requestId);
        if (asked !== undefined) asked.bytes += dataLength;
        onBytes(dataLength);
      });
      await session.send('Network.enable', {
        enableDurableMessages: true,
        maxTotalBufferSize: KEPT_BYTES,
        maxResourceBufferSize: KEPT_BYTES_EACH,
      });
    } catch {
      // No session of its own, or gone before it was looked at.
    }
  };

  const find = (request: Request): Asked | undefined => {
    return byRequest.get(keyOf(request.method(), request.url(), request.postData()));
  };
  return {
    attach(target) {
      const attaching = attached.get(target) ?? attachOnce(target);
      attached.set(target, attaching);
      return attaching;
    },
    async body(request) {
      const asked = find(request);
      if (asked === undefined) return null;
      try {
        const { body, base64Encoded } = await asked.session.send('Network.getResponseBody', {
          requestId: asked.requestId,
        });
        // It keeps what came over the wire; of what a HAR file answered it has nothing, and says so by an empty body.
        return body === '' ? null : Buffer.from(body, base64Encoded ? 'base64' : 'utf8');
      } catch {
        return null;
      }
    },
    isEmpty: (request) => find(request)?.bytes === 0,
  };
}

function keyOf(method: string, url: string, sent: string | null): string {
  return JSON.stringify([method, url, sent]);
}

function remember<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > REMEMBERED) map.delete(map.keys().next().value!);
}
