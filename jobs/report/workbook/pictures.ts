/**
 * Pictures in a tab. The writer (hucre) ties a picture to whole cells: each fills the cell of its row, and the row is as high as the picture
 * at the column's width needs, so that it keeps its proportions unless the row's words need more.
 */
import type { WriteSheet } from 'hucre/xlsx';
import type { Grid } from './grid.ts';

type Image = NonNullable<WriteSheet['images']>[number];

/** Of a column of pictures, in characters, and what that is in pixels at 96 an inch (ECMA-376 part 1, 18.3.1.13). */
export const PICTURE_WIDTH = 16;
const WIDTH_PX = PICTURE_WIDTH * 7 + 5;
/** Height to width, at most; longer ones are pressed. */
const LONGEST = 2;
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
      const height = Math.round(WIDTH_PX * Math.min(LONGEST, size.height / size.width));
      const anchor = { from: { row: i + 1, col }, to: { row: i + 2, col: col + 1 } };
      images.push({ data, type: 'jpeg', anchor, width: WIDTH_PX, height, altText: alt });
      heights.set(i, height * POINTS_A_PIXEL);
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
