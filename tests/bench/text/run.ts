/**
 * `npm run bench:text [-- --left-out] [--no-peers] [--no-write]`: all figures of the text scorers in one run, printed and kept in
 * docs/sentiment-figures.md. Invariant: what is written is what was measured in this run.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FEATURES_VERSION, MENTIONS_VERSION } from '../../../transforms/versions.ts';
import { LEFT_OUT_FLOORS } from './floors.ts';
import { incentiveFigures } from './incentives.ts';
import { leftOut } from './left_out.ts';
import { modelAlone, wholeScorer } from './ours.ts';
import { npmPeers } from './peers_js.ts';
import { pythonPeers } from './peers_python.ts';
import { scorerFigures } from './polarity.ts';
import { peerPython } from './python.ts';
import { questionFigures } from './questions.ts';
import { report } from './report.ts';
import { readSplit } from './sets.ts';
import { DATA, HAS_DATA, ROOT } from './shared_data.ts';
import { speedFigures } from './speed.ts';
import { aspectFigures, targetFigures } from './targets.ts';

const { values: flags } = parseArgs({
  options: {
    'left-out': { type: 'boolean', default: false },
    'no-peers': { type: 'boolean', default: false },
    'no-write': { type: 'boolean', default: false },
  },
});

if (!HAS_DATA) {
  process.stderr.write(`no labelled sets in ${DATA}; name their folder's parent by KOC_SHARED_DIR\n`);
  process.exit(2);
}

const say = (step: string): void => void process.stderr.write(`${step} …\n`);

say('reading the sets');
const { tests, train } = readSplit();
const textsOf = (script: 'zh' | 'en'): string[] =>
  tests.filter((set) => set.script === script && set.use === 'core').flatMap((set) => set.rows.map((row) => row.text));

say('speed');
const speed = speedFigures(textsOf('zh'), textsOf('en'));
const peers = flags['no-peers']
  ? []
  : [...pythonPeers(peerPython(process.env['KOC_BENCH_PYTHON']), train), ...npmPeers()];
const scorers = [modelAlone(), wholeScorer(), ...peers].map((scorer) => {
  say(scorer.name);
  return scorerFigures(scorer, tests);
});
say('targets, questions, incentives');
const targets = [
  ...targetFigures('sxsw', 'SXSW brand emotion'),
  ...targetFigures('entity', 'entity sentiment'),
  ...targetFigures('asap', 'aspects of ASAP'),
  aspectFigures(),
];
const left = !flags['left-out']
  ? []
  : Object.keys(LEFT_OUT_FLOORS).map((name) => {
      say(`training without ${name}`);
      return leftOut(name);
    });

const words = report({
  versions: { features: FEATURES_VERSION, mentions: MENTIONS_VERSION },
  machine: `node ${process.version}, ${cpus()[0]?.model.trim() ?? 'unknown processor'}`,
  sets: tests,
  scorers,
  leftOut: left,
  targets,
  questions: questionFigures(),
  incentives: incentiveFigures(),
  speed,
});
process.stdout.write(words);
if (!flags['no-write']) writeFileSync(join(ROOT, 'docs', 'sentiment-figures.md'), words);
