/** Look of the one-pager: a sheet of A4 on paper, a long picture for a phone on a screen. Invariant: nothing on the sheet grows with its words, so that it stays one sheet. */
import { PALETTE_CSS } from '../pages/palette.ts';

/** Width of the phone's picture, in CSS pixels. */
export const SCREEN_WIDTH = 540;

const BOTH = `
* { box-sizing: border-box; margin: 0; }
body { background: var(--paper); color: var(--ink); font-family: "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", system-ui, sans-serif; line-height: 1.45; overflow-wrap: anywhere; }
h1, h2, .name, .figure b { font-weight: 600; }
.soft { color: var(--soft); } .up { color: var(--up); } .down { color: var(--down); }
.cut { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; } .one { -webkit-line-clamp: 1; }
header { border-bottom: 2px solid var(--accent); }
.figures { display: grid; } .figure { background: var(--band); border-radius: 6px; } .figure b { display: block; font-variant-numeric: tabular-nums; line-height: 1.2; }
.changes p > * { margin-inline-end: .8em; }
li.post { grid-template-columns: 1fr !important; } ol, ul { list-style: none; padding: 0; }
.row { display: grid; border-bottom: 1px solid var(--line); } .rank { font-variant-numeric: tabular-nums; }
.who { display: flex; gap: .5em; align-items: baseline; min-width: 0; } .who .name { min-width: 0; } .who > :not(.name) { flex: none; }
.voices li { display: grid; grid-template-columns: 6.5em 1fr 3.2em; gap: .7em; align-items: center; padding: .18em 0; } .voices svg { height: .85em; max-width: none; }
.bar { fill: var(--other); } .bar.own { fill: var(--accent); } svg text { fill: currentColor; } svg { display: block; width: 100%; height: auto; max-width: 420px; } .line { fill: none; stroke: var(--accent); stroke-width: 2; stroke-linejoin: round; } .dot { fill: var(--accent); } .axis { stroke: var(--line); }
`;

const SCREEN = `@media screen {
body { width: ${SCREEN_WIDTH}px; padding: 24px 22px 20px; font-size: 15px; }
h1 { font-size: 25px; line-height: 1.25; } h2 { font-size: 17px; margin: 22px 0 4px; } header { padding-bottom: 10px; }
.figures { grid-template-columns: repeat(3, 1fr); gap: 8px; margin-top: 14px; } .figure { padding: 9px 10px; font-size: 12.5px; } .figure b { font-size: 22px; }
.changes { margin-top: 12px; font-size: 14px; } .changes p + p { margin-top: 4px; }
.row { grid-template-columns: 46px 1fr; padding: 9px 0; } .rank b { font-size: 19px; } .rank span { display: block; font-size: 13px; } .name { font-size: 16px; } .why { font-size: 14px; -webkit-line-clamp: 3; }
.two { display: block; } footer { margin-top: 22px; padding-top: 10px; border-top: 1px solid var(--line); font-size: 12.5px; color: var(--soft); } footer p + p { margin-top: 4px; }
}`;

const PAPER = `@page { size: A4; margin: 0; }
@media print {
body { width: 210mm; height: 296.5mm; padding: 12mm 13mm 9mm; font-size: 10pt; line-height: 1.4; display: flex; flex-direction: column; overflow: hidden; }
h1 { font-size: 20pt; line-height: 1.2; } h2 { font-size: 11.5pt; margin: 4.5mm 0 1mm; } header { padding-bottom: 2.5mm; flex: none; }
.figures { grid-template-columns: repeat(6, 1fr); gap: 2mm; margin-top: 4mm; flex: none; } .figure { padding: 2mm 2.2mm; font-size: 7.6pt; } .figure b { font-size: 15pt; }
.changes { margin-top: 2.5mm; font-size: 8.6pt; flex: none; } .changes p { -webkit-line-clamp: 1; }
.row { grid-template-columns: 15mm 1fr; padding: 2.1mm 0; } .rank { display: flex; gap: 1.6mm; align-items: baseline; } .rank b { font-size: 12pt; } .rank span { font-size: 8pt; } .why { font-size: 9pt; }
.two { display: grid; grid-template-columns: 1.2fr 1fr; gap: 9mm; flex: 1 1 auto; min-height: 0; overflow: hidden; align-content: start; }
footer { flex: none; margin-top: auto; padding-top: 2mm; border-top: 1px solid var(--line); font-size: 7.6pt; color: var(--soft); }
}`;

export const ONE_PAGE_STYLE = [PALETTE_CSS, BOTH, SCREEN, PAPER].join('\n');
