/** How tabs come out of a printer: A4 landscape, as wide as the page, header repeated, brand and week on every sheet. */
import type { WriteSheet } from 'hucre/xlsx';

export interface Printed {
  /** Stands at the top of every page. */
  readonly title: string;
  readonly week: string;
  readonly madeBy: string;
  /** Pages beside each other; a table too wide to be read on one takes two. */
  readonly pagesWide: 1 | 2;
}

/** Excel refuses a header or footer of over 255 characters. */
const TITLE_LIMIT = 120;

/** Settings of a tab. */
export function printed({ title, week, madeBy, pagesWide }: Printed): Partial<WriteSheet> {
  return {
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: pagesWide,
      fitToHeight: 0,
      margins: { left: 0.4, right: 0.4, top: 0.7, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: {
      oddHeader: `&L${marked(title)}&R${marked(week)}`,
      oddFooter: `&L${marked(madeBy)}&R&P / &N`,
    },
  };
}

/** `&` begins a code in headers; a digit behind a code would be read as a size. */
function marked(text: string): string {
  return ` ${text.slice(0, TITLE_LIMIT).toWellFormed()}`.replaceAll('&', '&&');
}
