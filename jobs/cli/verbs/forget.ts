/** `koc forget`: takes a person out of the workspace for good. What it did is said in numbers, never in names. */
import type { Command } from 'commander';
import { type App, type GlobalOptions, openSession } from '../app.ts';
import { addVerb } from '../verb.ts';

export function addForget(program: Command, app: App): void {
  addVerb(
    program,
    'forget',
    'Erase a person from raw, lake, identity and exports, and keep them out.',
    'koc forget weibo:1234567',
  )
    .argument('<author>', 'handle, platform:id or author_key')
    .action(async (author: string, options: GlobalOptions) => {
      const { forgetAuthor } = await import('../../pipeline/forget.ts');
      await using session = await openSession(app, options, { writes: true });
      const { ws, ctx } = session;
      const result = await forgetAuthor(ws, ctx, author.trim());
      if (options.json) return app.out.json({ run: ctx.run, ...result });
      await app.out.data(
        result.isFound
          ? `forgotten: ${result.dropped} records erased; a re-import will not bring them back\n`
          : 'nobody here has this id; the refusal is noted\n',
      );
      if (result.exportDir !== null)
        app.out.tell('  the current week was published anew without them; older exports are gone');
    });
}
