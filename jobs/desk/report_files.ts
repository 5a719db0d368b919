/** Files of `exports/current` as they lie there; whatever the path says, nothing outside of the run that is current is read. */
import { createReadStream } from 'node:fs';
import { open, realpath, stat } from 'node:fs/promises';
import { basename, extname, join, sep } from 'node:path';
import { Readable } from 'node:stream';
import { codeOf } from '../../warehouse/atomic.ts';
import { reportPolicy, safeHeaders } from './headers.ts';

/** Shown by the browser; everything else is saved. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
};

/**
 * The file below `exports/current`, or null when there is none.
 *
 * @param path decoded, relative, as it stands behind `/report/`.
 * @param hasBody false: headers alone; what nobody reads would stay open.
 */
export async function reportFile(workspaceDir: string, path: string, hasBody: boolean): Promise<Response | null> {
  const found = await locate(workspaceDir, path);
  if (found === null) return null;
  if (found.isFolder)
    return new Response(null, { status: 308, headers: { ...safeHeaders(), location: `${found.name}/` } });
  const type = TYPES[extname(found.path)];
  const policy =
    type === TYPES['.html'] ? reportPolicy(await begin(found.path)) : "default-src 'none'; frame-ancestors 'none'";
  const headers = {
    ...safeHeaders(policy),
    'content-type': type ?? 'application/octet-stream',
    'content-length': String(found.bytes),
    ...(type === undefined ? { 'content-disposition': attachment(found.path) } : {}),
  };
  const body = hasBody ? (Readable.toWeb(createReadStream(found.path)) as ReadableStream) : null;
  return new Response(body, { headers });
}

type Located =
  | { readonly isFolder: true; readonly name: string }
  | { readonly isFolder: false; readonly path: string; readonly bytes: number };

async function locate(workspaceDir: string, path: string): Promise<Located | null> {
  if (path.includes('\0') || path.includes('\\')) return null;
  try {
    const root = await realpath(join(workspaceDir, 'exports', 'current'));
    const wanted = await realpath(join(root, path === '' || path.endsWith('/') ? join(path, 'index.html') : path));
    if (!wanted.startsWith(`${root}${sep}`)) return null;
    const facts = await stat(wanted);
    if (facts.isDirectory()) return { isFolder: true, name: encodeURIComponent(basename(wanted)) };
    return facts.isFile() ? { isFolder: false, path: wanted, bytes: facts.size } : null;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'ELOOP', 'ENAMETOOLONG'].includes(codeOf(error))) return null;
    throw error;
  }
}

async function begin(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}

function attachment(path: string): string {
  const name = basename(path);
  return `attachment; filename="${name.replaceAll(/[^\w.-]/gu, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`;
}
