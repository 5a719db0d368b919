/** `koc serve`: the review desk and the published report over HTTP, for this machine alone unless the operator says otherwise. */
import type { Command } from 'commander';
import { EXIT, UsageError } from '../../../warehouse/contracts/errors.ts';
import { type App, type GlobalOptions, openSession, workspaceDir } from '../app.ts';
import { addVerb } from '../verb.ts';

interface ServeOptions extends GlobalOptions {
  readonly host: string;
  readonly port: string;
  readonly publicUrl?: string;
  readonly addUser?: string;
  readonly removeUser?: string;
  readonly role: string;
}

const EXAMPLE = `koc serve
koc serve --add-user 李敏 --role reviewer
koc serve --host 0.0.0.0 --public-url https://desk.example.com`;

export function addServe(program: Command, app: App): void {
  addVerb(program, 'serve', 'Serve the review desk and the report until stopped.', EXAMPLE)
    .option('--host <address>', 'address to listen on', '127.0.0.1')
    .option('--port <n>', 'port to listen on; 0 = any that is free', '4317')
    .option('--public-url <url>', 'how people reach it through a proxy with TLS')
    .option('--add-user <name>', 'add a user (or give one a new token), print the token once, and end')
    .option('--role <role>', 'of the added user: viewer or reviewer', 'viewer')
    .option('--remove-user <name>', 'remove a user, and end')
    .action(async (options: ServeOptions) => {
      if (options.addUser !== undefined) return addDeskUser(app, options, options.addUser);
      if (options.removeUser !== undefined) return removeDeskUser(app, options, options.removeUser);
      await serve(app, options);
    });
}

async function serve(app: App, options: ServeOptions): Promise<void> {
  const { isLoopback } = await import('../../desk/hosts.ts');
  const { addUser, readUsers } = await import('../../desk/users.ts');
  const { deskApp } = await import('../../desk/app.ts');
  const { listen } = await import('../../desk/server.ts');
  const port = portFrom(options.port);
  const publicUrl = publicUrlFrom(options.publicUrl);
  const { ws, ctx } = await openSession(app, options, { writes: false });
  for (const warning of ws.warnings) ctx.log.warn({}, warning);
  const isOpen = !isLoopback(options.host);
  const users = await readUsers(ws.dir);
  if (isOpen && users.length === 0) {
    throw new UsageError(`nobody may use the desk yet, so it is not served on ${options.host}`, {
      hint: 'Add somebody first: koc serve --add-user NAME --role reviewer.',
    });
  }
  if (isOpen && publicUrl?.protocol !== 'https:')
    ctx.log.warn(
      { host: options.host },
      'the desk is served without TLS: put a proxy with TLS before it, and give --public-url',
    );
  const desk = deskApp({
    workspaceDir: ws.dir,
    openWorkspace: async () => (await openSession(app, options, { writes: false })).ws,
    ctx,
    randomBytes: app.randomBytes,
    place: { host: options.host, publicUrl },
    language: ws.config.publish.languages[0] ?? 'en',
  });
  await using listening = await listen(desk, { host: options.host, port });
  const url =
    publicUrl?.href ?? `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${listening.port}/`;
  const token =
    users.length > 0
      ? null
      : await addUser(ws.dir, { name: FIRST, role: 'reviewer', nowMs: app.now(), randomBytes: app.randomBytes });
  if (options.json) await app.out.json({ url, ...(token === null ? {} : { token }) });
  else await app.out.data(token === null ? `${url}\n` : `${url}login#${token}\n`);
  if (token !== null)
    app.out.tell(
      `  the link logs ${FIRST} in, and is shown this once; more people: koc serve --add-user NAME --role viewer`,
    );
  app.out.tell('  Ctrl-C stops it');
  await stopped(app.signal);
  // Being told to stop is how serving ends well.
  app.setExitCode(EXIT.ok);
}

/** Who the first start on this machine adds. */
const FIRST = 'reviewer';

async function addDeskUser(app: App, options: ServeOptions, name: string): Promise<void> {
  const { addUser, ROLES } = await import('../../desk/users.ts');
  const role = ROLES.find((one) => one === options.role);
  if (role === undefined) throw new UsageError(`--role is ${ROLES.join(' or ')}, not ${JSON.stringify(options.role)}`);
  const { ws } = await openSession(app, options, { writes: false });
  const token = await addUser(ws.dir, { name, role, nowMs: app.now(), randomBytes: app.randomBytes });
  if (options.json) return app.out.json({ name, role, token });
  await app.out.data(`${token}\n`);
  app.out.tell(`  the token of ${name} (${role}), shown this once`);
}

async function removeDeskUser(app: App, options: ServeOptions, name: string): Promise<void> {
  const { removeUser } = await import('../../desk/users.ts');
  if (!(await removeUser(workspaceDir(app, options), name)))
    throw new UsageError(`there is no user ${JSON.stringify(name)}`);
  if (options.json) return app.out.json({ removed: name });
  app.out.tell(`  ${name} may not enter any more`);
}

function portFrom(text: string): number {
  const port = Number(text);
  if (/^\d+$/u.test(text) && port <= 65_535) return port;
  throw new UsageError(`--port expects a number from 0 to 65535, got ${JSON.stringify(text)}`);
}

function publicUrlFrom(text: string | undefined): URL | null {
  if (text === undefined) return null;
  const url = URL.parse(text);
  if (url !== null && ['http:', 'https:'].includes(url.protocol) && url.pathname === '/' && url.search === '')
    return url;
  throw new UsageError(`--public-url expects an address like https://desk.example.com/, got ${JSON.stringify(text)}`, {
    hint: 'The desk answers at the root of its own host name.',
  });
}

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
