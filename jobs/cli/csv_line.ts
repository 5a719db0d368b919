/** One CSV line by RFC 4180; null is an empty cell. For pipes between programs: nothing is done about spreadsheet formulas here. */

export function csvLine(cells: readonly (string | null)[]): string {
  return `${cells.map((cell) => (cell !== null && /[",\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : (cell ?? ''))).join(',')}\r\n`;
}
