/**
 * Writes what a pass asked and was answered as a fixture of the contract suite: `with.json`, `ask.json`, `exchanges.jsonl`. Secrets
 * are taken out of everything, people out of addresses and JSON; pages and feeds are kept as they came and have to be looked through.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Transport, WireRequest } from '../../collectors/engine/http_transport.ts';
import { peopleScrubber } from '../../collectors/engine/scrub.ts';
import { readdirIfAny } from '../../warehouse/atomic.ts';
import type { Collector } from '../../warehouse/contracts/collector.ts';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import type { SourceConfig } from '../config/types.ts';
import type { RunContext } from './context.ts';
import type { LiveAsk } from './live.ts';
import { withoutSecrets, withoutTokens } from './record_secrets.ts';

/** Headers that steer a client; others may name people or sessions. */
const KEPT_HEADERS = ['content-type', 'etag', 'last-modified', 'link', 'location', 'retry-after'];

/** A recording under way. */
export interface Recording {
  /** Wraps the wire. */
  readonly wrap: (send: Transport) => Transport;
  /** Writes it, once all are known who are named in it. */
  readonly finish: () => Promise<void>;
}

/** Throws UsageError when the folder holds something already. */
export async function recorder(
  dir: string,
  {
    source,
    collector,
  }: { readonly source: Pick<SourceConfig, 'id' | 'options' | 'secrets'>; readonly collector: Collector },
  ask: LiveAsk,
  ctx: Pick<RunContext, 'env' | 'now' | 'log' | 'run'>,
): Promise<Recording> {
  const folder = join(dir, source.id);
  if ((await readdirIfAny(folder)).length > 0)
    throw new UsageError(`${folder} is not empty`, { hint: 'Record into a new folder.' });
  await mkdir(folder, { recursive: true });
  const now = ctx.now();
  const secrets = new Map(
    collector.meta.access.secrets.flatMap((name) => {
      const value = ctx.env?.[source.secrets[name] ?? name];
      return value ? [[name, value] as const] : [];
    }),
  );
  const values = new Set(secrets.values());
  const people = peopleScrubber(collector.meta.personal, ctx.run);
  for (const query of ask.queries) {
    if (query.kind === 'author')
      for (const name of [query.authorId, query.handle]) if (name !== null) people.person(name);
  }
  const { decodePage } = await import('../../collectors/reading/html.ts');
  const exchanges: Exchange[] = [];
  const wrap =
    (send: Transport): Transport =>
    async (request) => {
      const answer = await send(request);
      const url = new URL(request.url);
      for (const [name, value] of [...url.searchParams]) if (values.has(value)) url.searchParams.delete(name);
      const json = parsed(new TextDecoder().decode(answer.bytes));
      if (json !== undefined) people.learn(json);
      else if (exchanges.every((one) => one.json !== undefined))
        ctx.log.warn(
          { source: source.id },
          'pages are recorded as they came: take people out of them before you share the recording',
        );
      const headers = Object.fromEntries(
        Object.entries(answer.headers).filter(([name]) => KEPT_HEADERS.includes(name)),
      );
      const type = headers['content-type'];
      // Lines are UTF-8 whatever the page was in, and are served again as what they are.
      if (json === undefined) headers['content-type'] = `${type?.split(';')[0] ?? 'text/html'}; charset=utf-8`;
      const text = json === undefined ? decodePage(answer.bytes, type) : undefined;
      exchanges.push({ request, url, status: answer.status, headers, json, text });
      return answer;
    };
  const finish = async (): Promise<void> => {
    const iso = (utcMs: number) => new Date(utcMs).toISOString();
    const window = { since: iso(ask.window.since), until: iso(ask.window.until) };
    const asked = { queries: people.json(ask.queries), window, now: iso(now) };
    const lines = exchanges.map(({ request, url, status, headers, json, text }) => ({
      method: request.method,
      url: people.url(url).href,
      ...(request.body === null ? {} : { sent: people.text(withoutSecrets(request.body, secrets)) }),
      status,
      headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, people.text(value)])),
      ...(json === undefined ? { text } : { json: withoutTokens(people.json(json)) }),
    }));
    await writeFile(join(folder, 'with.json'), `${JSON.stringify(source.options, null, 2)}\n`);
    await writeFile(join(folder, 'ask.json'), `${JSON.stringify(asked, null, 2)}\n`);
    // Error pages and redirects repeat keys that they were sent.
    const written = lines.map((line) => `${withoutSecrets(JSON.stringify(line), secrets)}\n`);
    await writeFile(join(folder, 'exchanges.jsonl'), written.join(''));
  };
  return { wrap, finish };
}

interface Exchange {
  readonly request: Pick<WireRequest, 'method' | 'body'>;
  readonly url: URL;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined for what is no JSON; then `text` is the body. */
  readonly json: unknown;
  readonly text: string | undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
