/** All verbs of the command. Help and wrong usage are commander's, their words and exit codes ours. */
import { Command, CommanderError } from 'commander';
import manifest from '../../package.json' with { type: 'json' };
import { UsageError } from '../../warehouse/contracts/errors.ts';
import type { App } from './app.ts';
import { addAttach } from './verbs/attach.ts';
import { addBacktest } from './verbs/backtest.ts';
import { addBuild } from './verbs/build.ts';
import { addCalibrate } from './verbs/calibrate.ts';
import { addCapture } from './verbs/capture.ts';
import { addCheck } from './verbs/check.ts';
import { addCollect } from './verbs/collect.ts';
import { addDecide } from './verbs/decide.ts';
import { addDemo } from './verbs/demo.ts';
import { addExplain } from './verbs/explain.ts';
import { addForget } from './verbs/forget.ts';
import { addImport } from './verbs/import.ts';
import { addInit } from './verbs/init.ts';
import { addLabel } from './verbs/label.ts';
import { addLogin } from './verbs/login.ts';
import { addLogout } from './verbs/logout.ts';
import { addNew } from './verbs/new.ts';
import { addPublish } from './verbs/publish.ts';
import { addQuery } from './verbs/query.ts';
import { addReview } from './verbs/review.ts';
import { addSchedule } from './verbs/schedule.ts';
import { addScore } from './verbs/score.ts';
import { addServe } from './verbs/serve.ts';
import { addStatus } from './verbs/status.ts';
import { addWeekly } from './verbs/weekly.ts';

const INTRO = `Finds the ordinary customers who clearly prefer your brand: raw posts in, explained weekly lists out.

First steps:
  koc demo                         a sample market in ./demo, from import to lists
  koc init                         a commented koc.yaml here
  koc import FILE --source ID --map MAP.yaml
  koc weekly                       collect, build, check and publish the last week

Exit codes: 0 ok · 1 unexpected · 2 usage or config · 3 some sources failed, the rest published ·
            4 a check failed, nothing published · 5 busy · 130 interrupted`;

const VERBS = [
  addInit,
  addCheck,
  addCollect,
  addLogin,
  addCapture,
  addLogout,
  addImport,
  addBuild,
  addPublish,
  addWeekly,
  addSchedule,
  addQuery,
  addAttach,
  addExplain,
  addScore,
  addServe,
  addStatus,
  addLabel,
  addCalibrate,
  addBacktest,
  addDecide,
  addReview,
  addForget,
  addNew,
  addDemo,
];

/** The program, ready to parse. Wrong usage throws UsageError; help and version end the parse normally. */
export function buildProgram(app: App): { parseAsync(argv: readonly string[]): Promise<void> } {
  const program = new Command('koc').description(INTRO).version(manifest.version).helpCommand(true);
  const said: string[] = [];
  const configure = (command: Command): void => {
    command.exitOverride();
    command.configureOutput({ writeOut: (text) => void app.out.data(text), writeErr: (text) => said.push(text) });
    command.showSuggestionAfterError(true);
  };
  configure(program);
  for (const add of VERBS) add(program, app);
  for (const command of program.commands) configure(command);
  return {
    async parseAsync(argv) {
      try {
        await program.parseAsync(argv);
      } catch (error) {
        if (!(error instanceof CommanderError)) throw error;
        if (error.exitCode === 0) return;
        throw usageError(error, said);
      }
    },
  };
}

function usageError(error: CommanderError, said: readonly string[]): UsageError {
  if (error.code === 'commander.help') return new UsageError('expected a verb', { hint: '`koc --help` lists them.' });
  const [message = error.message, ...more] = (said.at(-1) ?? error.message).trim().split('\n');
  const suggestion = more.join(' ').replace(/^\((.*)\)$/u, '$1');
  return new UsageError(message.replace(/^error: /u, ''), {
    hint: suggestion || '`koc --help` lists the verbs, `koc VERB --help` their options.',
  });
}
