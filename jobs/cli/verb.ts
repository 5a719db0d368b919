/** Adds one verb to the command in the house form: a sentence, an example, the options that all verbs share. */
import type { Command } from 'commander';

/** The new subcommand with the global options; positional arguments and further options are added by the verb. */
export function addVerb(program: Command, name: string, says: string, example: string): Command {
  return program
    .command(name)
    .description(says)
    .option('-w, --workspace <dir>', 'folder with koc.yaml (default: KOC_WORKSPACE, else here)')
    .option('--json', 'results as JSON on stdout, errors as JSON on stderr')
    .option('--log-json', 'logs as JSON lines on stderr')
    .option('--threads <n>', 'worker threads (default: KOC_THREADS, else one a core)')
    .option('-v, --verbose', 'more about what is going on')
    .option('-q, --quiet', 'warnings and errors only')
    .addHelpText('after', `\nExample:\n  ${example.replaceAll('\n', '\n  ')}`);
}
