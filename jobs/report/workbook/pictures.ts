/** Pictures in a tab: each lies in the cell of its row, at its own proportions, and the row is as high as the picture. */
import type { WriteSheet } from 'hucre/xlsx';
import type { Grid } from './grid.ts';

type Image = NonNullable<WriteSheet['images']>[number];

/** Pixels of the longer side in a sheet, at 96 a inch. */
const SHOWN_PX = 120;
const POINTS_A_PIXEL = 0.75;

export interface Pictures {
  readonly images: readonly Image[];
  /** Points, by place of the row in the grid. */
  readonly heights: ReadonlyMap<number, number>;
}

/** None for a grid without a column of pictures. `alt`: what is said of a picture to those who do not see it. */
export function picturesOf<Row>({ columns, rows }: Grid<Row>, alt: string): Pictures {
  const images: Image[] = [];
  const heights = new Map<number, number>();
  for (const [col, { picture }] of columns.entries()) {
    if (picture === undefined) continue;
    for (const [i, row] of rows.entries()) {
      const data = picture(row);
      const size = data === null ? null : jpegSize(data);
      if (data === null || size === null) continue;
      const scale = Math.min(1, SHOWN_PX / Math.max(size.width, size.height));
      const [width, height] = [Math.round(size.width * scale), Math.round(size.height * scale)];
      images.push({ data, type: 'jpeg', anchor: { from: { row: i + 1, col } }, width, height, altText: alt });
      heights.set(i, height * POINTS_A_PIXEL + 3);
    }
  }
  return { images, heights };
}

/** Pixels, from the frame header (ITU-T T.81, B.2.2); null = no JPEG. */
export function jpegSize(bytes: Uint8Array): { readonly width: number; readonly height: number } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 <= view.byteLength; at += 2 + view.getUint16(at + 2)) {
    const marker = view.getUint16(at);
    if (marker < 0xffc0) return null;
    // Frames are C0 to CF, but for tables (C4, CC) and an extension (C8).
    const isFrame = marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
  }
  return null;
}
