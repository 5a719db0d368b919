/** `koc score`: one JSON line a text, in the same order; needs no workspace, and names brands where one gives them. */
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { Command } from 'commander';
import { CONFIG_NAME } from '../../config/workspace.ts';
import { type App, type GlobalOptions, openSession, workspaceDir } from '../app.ts';
import { addVerb } from '../verb.ts';

/** Bytes of output that are written at once. */
const CHUNK = 64 * 1024;

export function addScore(program: Command, app: App): void {
  addVerb(
    program,
    'score',
    'Score texts from stdin: JSON lines {"id", "text"} or plain lines.',
    'echo \'{"id": 1, "text": "欧若拉精华真的好用，已回购"}\' | koc score',
  ).action(async (options: GlobalOptions) => {
    const { scoreLines } = await import('../../../transforms/score.ts');
    const { defaultScorer } = await import('../../../transforms/sentiment.ts');
    const { matcher, ownWords } = await workspaceOf(app, options);
    const settings = { scorer: defaultScorer(ownWords), matcher };
    app.stdin.setEncoding('utf8');
    let pending = '';
    const input: AsyncIterable<string> = Readable.from(app.stdin);
    for await (const line of scoreLines(input, settings)) {
      pending += `${line}\n`;
      // A person or a program that feeds one line and waits gets its answer: nothing is held back while no input is buffered.
      if (pending.length < CHUNK && app.stdin.readableLength > 0) continue;
      await app.out.data(pending);
      pending = '';
    }
    await app.out.data(pending);
  });
}

/** Brands and words of its own are known where a workspace is named or stands here; otherwise there are no targets. */
async function workspaceOf(app: App, options: GlobalOptions) {
  const isNamed = options.workspace !== undefined || Boolean(app.env['KOC_WORKSPACE']);
  if (!isNamed && !(await exists(join(workspaceDir(app, options), CONFIG_NAME))))
    return { matcher: null, ownWords: [] };
  const { brandMatcher } = await import('../../../transforms/mentions.ts');
  const { ownWordsOf } = await import('../../pipeline/reading.ts');
  await using session = await openSession(app, options, { writes: false });
  return { matcher: brandMatcher(session.ws.config.brands), ownWords: await ownWordsOf(session.ws) };
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
