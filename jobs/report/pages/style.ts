/** Look of the page: one column on a phone, light or dark as the reader's system is, nothing fetched. */
import { Html } from '../html.ts';

/** Markup made here only, so that the page may carry it unescaped. */
export const STYLE = new Html(`
:root { color-scheme: light dark; --ink: #1b2430; --soft: #5b6673; --line: #d9dee4; --paper: #fff; --band: #f4f6f8; --accent: #0b5cad; --up: #14733b; --down: #a3311f; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6eaef; --soft: #9aa6b4; --line: #333c47; --paper: #14181d; --band: #1d232a; --accent: #7db8f2; --up: #6fd39a; --down: #f0998a; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 72rem; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.7rem; margin: 0; } h2 { font-size: 1.3rem; margin: 2.5rem 0 .3rem; } h3 { font-size: 1.05rem; margin: 1.6rem 0 .3rem; }
p { margin: .3rem 0; } .soft, small { color: var(--soft); } a { color: var(--accent); }
nav { margin: .8rem 0; display: flex; flex-wrap: wrap; gap: .2rem 1rem; }
table { width: 100%; border-collapse: collapse; margin: .6rem 0; font-size: .94rem; }
th { text-align: left; word-break: keep-all; font-weight: 600; color: var(--soft); font-size: .82rem; vertical-align: bottom; }
th, td { padding: .45rem .6rem .45rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; } td:not(.why, .who), .cards th:first-child { white-space: nowrap; }
td.why { width: 55%; min-width: 16rem; overflow-wrap: anywhere; } .who { font-weight: 600; min-width: 7rem; max-width: 14rem; overflow-wrap: anywhere; }
.also { display: none; color: var(--soft); } body:has(#also:checked) .also { display: block; } @supports not selector(:has(a)) { .also { display: block; } } .up { color: var(--up); } .down { color: var(--down); }
ul { margin: .3rem 0; padding-left: 1.2rem; } .evidence { list-style: none; padding: 0; margin: .35rem 0 0; font-size: .88rem; } .evidence li { margin: .15rem 0; }
details { margin: .35rem 0; } summary { cursor: pointer; color: var(--soft); font-size: .88rem; }
.bar { display: inline-block; width: 5rem; height: .55rem; background: var(--band); vertical-align: middle; margin-right: .4rem; } .bar i { display: block; height: 100%; background: var(--accent); }
.note { background: var(--band); padding: .7rem 1rem; border-left: 3px solid var(--accent); }
.scroll { overflow-x: auto; } footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: .8rem; font-size: .88rem; color: var(--soft); }
@media (max-width: 44rem) {
  .cards thead { display: none; } .cards tr { display: block; border-bottom: 1px solid var(--line); padding: .6rem 0; }
  .cards td { display: inline-block; border: 0; padding: 0 .8rem 0 0; text-align: left; } .cards td.who { max-width: none; } .cards td.why { display: block; width: auto; min-width: 0; padding-top: .3rem; }
  .cards td[data-label]::before { content: attr(data-label) " "; color: var(--soft); font-size: .8rem; font-weight: 400; }
}
@media print { body { max-width: none; font-size: 11px; } details { display: block; } }
`);
