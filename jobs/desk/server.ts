/** Listens until told to stop; requests under way are answered first. */
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { codeOf } from '../../warehouse/atomic.ts';
import { UsageError } from '../../warehouse/contracts/errors.ts';
import type { DeskApp } from './app.ts';

export interface Listening extends AsyncDisposable {
  readonly port: number;
}

/** @param port 0 = any that is free. @throws UsageError when the place cannot be listened on. */
export async function listen(
  app: DeskApp,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    overrideGlobalObjects: false,
    serverOptions: { requestTimeout: 30_000, headersTimeout: 15_000, maxHeaderSize: 16_384 },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(wording(error, host, port)));
    server.listen(port, host, () => resolve());
  });
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      if ('closeIdleConnections' in server) server.closeIdleConnections();
      const late = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), 3000);
      await closed;
      clearTimeout(late);
    },
  };
}

function wording(error: Error, host: string, port: number): Error {
  const place = `${host}:${port}`;
  if (codeOf(error) === 'EADDRINUSE')
    return new UsageError(`${place} is taken by another program`, {
      hint: 'Choose another with --port.',
      cause: error,
    });
  if (['EACCES', 'EADDRNOTAVAIL', 'ENOTFOUND'].includes(codeOf(error)))
    return new UsageError(`${place} cannot be listened on`, {
      hint: 'Choose another with --host and --port.',
      cause: error,
    });
  return error;
}
