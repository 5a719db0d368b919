/**
 * Scales a picture down by the browser's own means, on a blank page. What comes out is drawn anew: nothing of the file that came in (place,
 * camera, name) is left in it.
 */
import type { Page } from '../browser.ts';
import { inTime } from './answers.ts';

interface Bitmap {
  readonly width: number;
  readonly height: number;
}

// What pages have and Node has not; only the page runs it.
declare function createImageBitmap(picture: Blob): Promise<Bitmap>;
declare class OffscreenCanvas {
  constructor(width: number, height: number);
  getContext(kind: '2d'): {
    fillStyle: string;
    imageSmoothingQuality: string;
    fillRect(x: number, y: number, width: number, height: number): void;
    drawImage(bitmap: Bitmap, x: number, y: number, width: number, height: number): void;
  };
  convertToBlob(as: { readonly type: string; readonly quality: number }): Promise<Blob>;
}

const DRAW_MS = 10_000;

/**
 * The picture as JPEG, `maxPx` pixels wide and high at most and never larger than it was; null = it is none, smaller than `minPx` both
 * ways, or one that takes seconds to draw.
 *
 * @param page with scripts, on `about:blank`.
 */
export async function shrinkPicture(
  page: Page,
  picture: Uint8Array,
  { minPx, maxPx }: { readonly minPx: number; readonly maxPx: number },
): Promise<Uint8Array | null> {
  const drawing = page.evaluate(
    async ({ base64, least, most }) => {
      try {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes]));
        const longest = Math.max(bitmap.width, bitmap.height);
        if (longest < least) return null;
        const scale = Math.min(1, most / longest);
        const width = Math.max(1, Math.round(bitmap.width * scale));
        const height = Math.max(1, Math.round(bitmap.height * scale));
        const canvas = new OffscreenCanvas(width, height);
        const brush = canvas.getContext('2d');
        brush.fillStyle = '#fff';
        brush.fillRect(0, 0, width, height);
        brush.imageSmoothingQuality = 'high';
        brush.drawImage(bitmap, 0, 0, width, height);
        const jpeg = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
        let text = '';
        for (const byte of new Uint8Array(await jpeg.arrayBuffer())) text += String.fromCharCode(byte);
        return btoa(text);
      } catch {
        return null;
      }
    },
    { base64: Buffer.from(picture).toString('base64'), least: minPx, most: maxPx },
  );
  const drawn = await inTime(drawing, null, DRAW_MS);
  return drawn === null ? null : Buffer.from(drawn, 'base64');
}
