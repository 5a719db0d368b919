/**
 * Writes what a pass asked and was answered as a fixture of the contract suite: `with.json`, `ask.json`, `exchanges.jsonl`. Secrets
 * are taken out of addresses and bodies, people and tokens out of JSON; pages and feeds are kept as they came and have to be looked through.
 */
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Transport } from '../../collectors/http_transport.ts';
import { jsonScrubber } from '../../collectors/scrub.ts';
import { readdirIfAny } from '../../warehouse/atomic.ts';
import type { Collector } from '../../warehouse/contracts/collector.ts';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import type { SourceConfig } from '../config/types.ts';
import type { RunContext } from './context.ts';
import type { LiveAsk } from './live.ts';
import { withoutSecrets, withoutTokens } from './record_secrets.ts';

/** Headers that steer a client; others may name people or sessions. */
const KEPT_HEADERS = ['content-type', 'etag', 'last-modified', 'link', 'location', 'retry-after'];

/** Wraps the wire. Throws UsageError when the folder holds something already. */
export async function recorder(
  dir: string,
  { source, collector }: { readonly source: SourceConfig; readonly collector: Collector },
  ask: LiveAsk,
  ctx: Pick<RunContext, 'env' | 'now' | 'log' | 'run'>,
): Promise<(send: Transport) => Transport> {
  const folder = join(dir, source.id);
  if ((await readdirIfAny(folder)).length > 0)
    throw new UsageError(`${folder} is not empty`, { hint: 'Record into a new folder.' });
  await mkdir(folder, { recursive: true });
  const iso = (utcMs: number) => new Date(utcMs).toISOString();
  const window = { since: iso(ask.window.since), until: iso(ask.window.until) };
  await writeFile(join(folder, 'with.json'), `${JSON.stringify(source.options, null, 2)}\n`);
  await writeFile(
    join(folder, 'ask.json'),
    `${JSON.stringify({ queries: ask.queries, window, now: iso(ctx.now()) }, null, 2)}\n`,
  );
  const secrets = new Map(
    collector.meta.access.secrets.flatMap((name) => {
      const value = ctx.env?.[source.secrets[name] ?? name];
      return value ? [[name, value] as const] : [];
    }),
  );
  const values = new Set(secrets.values());
  const scrub = jsonScrubber(collector.meta.personal, ctx.run);
  const { decodePage } = await import('../../collectors/html.ts');
  let warned = false;
  return (send) => async (request) => {
    const answer = await send(request);
    const url = new URL(request.url);
    for (const [name, value] of [...url.searchParams]) if (values.has(value)) url.searchParams.delete(name);
    const json = parsed(new TextDecoder().decode(answer.bytes));
    if (json === undefined && !warned) {
      warned = true;
      ctx.log.warn(
        { source: source.id },
        'pages are recorded as they came: take people out of them before you share the recording',
      );
    }
    const headers = Object.fromEntries(Object.entries(answer.headers).filter(([name]) => KEPT_HEADERS.includes(name)));
    const type = headers['content-type'];
    // Lines are UTF-8 whatever the page was in, and are served again as what they are.
    if (json === undefined) headers['content-type'] = `${type?.split(';')[0] ?? 'text/plain'}; charset=utf-8`;
    const line = {
      method: request.method,
      url: url.href,
      ...(request.body === null ? {} : { sent: withoutSecrets(request.body, secrets) }),
      status: answer.status,
      headers,
      ...(json === undefined ? { text: decodePage(answer.bytes, type) } : { json: withoutTokens(scrub(json)) }),
    };
    await appendFile(join(folder, 'exchanges.jsonl'), `${JSON.stringify(line)}\n`);
    return answer;
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
