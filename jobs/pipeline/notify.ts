/** Tells chats of a published week. Invariant: one bot that fails stops neither the others nor what was published. */
import { hash } from 'node:crypto';
import { z } from 'zod';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import type { Config, NotifyConfig } from '../config/types.ts';
import type { Lists } from '../report/lists.ts';
import { message } from '../report/one_page/message.ts';
import { catalogues, singleCatalogue } from '../report/words/languages.ts';
import type { RunContext } from './context.ts';
import { readState, writeState } from './live_state.ts';
import { PLATFORMS } from './notify_platforms.ts';
import { postMessage } from './notify_post.ts';
import { sleep } from './sleep.ts';

export interface Notified {
  readonly kind: NotifyConfig['kind'];
  /** Name of the environment variable that holds the address; the address itself is told nowhere. */
  readonly urlEnv: string;
  /** `same`: these very words were sent for this `as_of` before, and nobody asked to send them again. */
  readonly outcome: 'sent' | 'same' | 'failed';
  /** One line; null = nothing went wrong. */
  readonly reason: string | null;
}

/** Bot → what it was told last. */
const remembered = z.record(z.string(), z.object({ asOf: z.string(), sha256: z.string() }));
const STATE = 'notified';

interface NotifyingWorkspace {
  readonly dir: string;
  readonly config: Pick<Config, 'notify' | 'publish' | 'workbook'>;
}

/** @throws UsageError when koc.yaml names no bot. */
export function requireNotify(ws: NotifyingWorkspace): void {
  if (ws.config.notify.length > 0) return;
  throw new UsageError('koc.yaml names nobody to notify', {
    hint: 'Add  publish: { notify: [{ kind: wecom, url_env: WECOM_BOT_URL }] }  (docs/notify.md).',
  });
}

/** @param options.repeats whether words that a bot was sent before for the same `as_of` are sent again. */
export async function notify(
  ws: NotifyingWorkspace,
  ctx: RunContext,
  lists: Lists,
  options: { readonly repeats: boolean },
): Promise<Notified[]> {
  const known = { ...(await readState(ws.dir, STATE, remembered)) };
  const results: Notified[] = [];
  for (const target of ws.config.notify) {
    const { kind, urlEnv } = target;
    const words = target.language === null ? singleCatalogue(ws.config) : catalogues([target.language])[0];
    const said = message(lists, words, {
      identityClass: ws.config.publish.identity.html,
      brandIds: target.brands,
      reportUrl: target.reportUrl,
    });
    const bot = `${kind}:${urlEnv}`;
    const sent = { asOf: lists.asOf.date, sha256: hash('sha256', PLATFORMS[kind].text(said)) };
    if (!options.repeats && known[bot]?.asOf === sent.asOf && known[bot].sha256 === sent.sha256) {
      results.push({ kind, urlEnv, outcome: 'same', reason: null });
      continue;
    }
    const reason = await send(target, ctx, said);
    ctx.signal.throwIfAborted();
    if (reason === null) {
      known[bot] = sent;
      await writeState(ws.dir, STATE, known);
      ctx.log.info({ kind, bot: urlEnv }, 'chat notified');
    } else ctx.log.warn({ kind, bot: urlEnv, reason }, 'chat not notified');
    results.push({ kind, urlEnv, outcome: reason === null ? 'sent' : 'failed', reason });
  }
  return results;
}

async function send(target: NotifyConfig, ctx: RunContext, said: ReturnType<typeof message>): Promise<string | null> {
  const env = ctx.env ?? {};
  const address = env[target.urlEnv]?.trim();
  if (!address) return `${target.urlEnv} is not set`;
  const url = botUrl(address);
  if (url === null) return `${target.urlEnv} does not hold an https address`;
  const secret = target.secretEnv === null ? null : (env[target.secretEnv]?.trim() ?? '');
  if (secret === '') return `${target.secretEnv} is not set`;
  return postMessage({
    platform: PLATFORMS[target.kind],
    message: said,
    url,
    secret,
    now: ctx.now,
    sleep: ctx.sleep ?? sleep,
    signal: ctx.signal,
  });
}

/** Plain http on this machine only, where nobody listens in. */
function botUrl(text: string): URL | null {
  const url = URL.parse(text);
  if (url === null || url.username !== '' || url.password !== '') return null;
  const isLocal = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLocal) ? url : null;
}
