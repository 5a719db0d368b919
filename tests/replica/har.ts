/** Writes what a walk through a replica received as a HAR file, as the network panel of a browser saves it. */
import { writeFile } from 'node:fs/promises';
import type { Received } from '../../warehouse/contracts/browse.ts';

export async function writeHar(file: string, answers: readonly Received[]): Promise<void> {
  const ids = new Map([...new Set(answers.map(({ pageUrl }) => pageUrl))].map((url, at) => [url, `page_${at}`]));
  const pages = [...ids].map(([title, id]) => ({
    id,
    title,
    startedDateTime: new Date(0).toISOString(),
    pageTimings: {},
  }));
  const entries = answers.map(({ url, method, sent, status, headers, text, at, isDocument, pageUrl }) => ({
    startedDateTime: new Date(at).toISOString(),
    pageref: ids.get(pageUrl),
    _resourceType: isDocument ? 'document' : 'fetch',
    request: { method, url, headers: [], ...(sent === null ? {} : { postData: { text: sent } }) },
    response: {
      status,
      headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
      content: { size: Buffer.byteLength(text), mimeType: headers['content-type'], text },
    },
  }));
  await writeFile(file, JSON.stringify({ log: { version: '1.2', creator: { name: 'replica' }, pages, entries } }));
}
