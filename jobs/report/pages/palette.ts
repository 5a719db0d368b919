/** Colours of pages and charts, by role. Every pair of text and ground has a contrast of at least 4.5; feelings differ in lightness as well as in hue. */

/** On screens in light mode, and on paper. */
const LIGHT = {
  ink: '#1b2430',
  soft: '#55606d',
  line: '#d8dee5',
  paper: '#ffffff',
  band: '#f3f6f9',
  accent: '#0b5cad',
  up: '#14733b',
  down: '#a3311f',
  positive: '#2f7fc4',
  neutral: '#b6c0ca',
  negative: '#c25a12',
  series1: '#0b5cad',
  series2: '#8a4fb0',
  series3: '#0c7c7e',
  series4: '#9a6a00',
  series5: '#b8396f',
  series6: '#56741f',
  other: '#8894a1',
};

const DARK: Readonly<Record<keyof typeof LIGHT, string>> = {
  ink: '#e7ebf0',
  soft: '#a3afbc',
  line: '#36404b',
  paper: '#13171c',
  band: '#1c2229',
  accent: '#83bdf5',
  up: '#74d69f',
  down: '#f29c8c',
  positive: '#5aa5e8',
  neutral: '#56626f',
  negative: '#f0904a',
  series1: '#83bdf5',
  series2: '#c79be6',
  series3: '#5cc8c6',
  series4: '#e0b04a',
  series5: '#f08bb4',
  series6: '#a9cc6a',
  other: '#8894a1',
};

/** Rules that give every colour its value: the system's mode unless a switch is set, light on paper. */
export const PALETTE_CSS = [
  `:root{color-scheme:light;${declared(LIGHT)}}`,
  `@media screen and (prefers-color-scheme:dark){:root:not(:has(#theme-light:checked)){color-scheme:dark;${declared(DARK)}}}`,
  `@media screen{:root:has(#theme-dark:checked){color-scheme:dark;${declared(DARK)}}}`,
].join('\n');

function declared(colours: Readonly<Record<string, string>>): string {
  return Object.entries(colours)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';');
}
