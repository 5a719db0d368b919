/** The desk's look and script: the report's style with what forms need besides. Read once, when the server starts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Hono } from 'hono';
import { DOSSIER_STYLE } from '../report/dossier/style.ts';
import { PAGE_STYLE } from '../report/pages/style.ts';
import type { DeskEnv } from './desk.ts';

/** `/assets/…`, open to everybody: nothing in it is about anybody. */
export function assetRoutes(): Hono<DeskEnv> {
  const files = new Map<string, readonly [type: string, text: string]>([
    ['page.css', ['text/css; charset=utf-8', `${PAGE_STYLE}${DOSSIER_STYLE}`]],
    ['desk.css', ['text/css; charset=utf-8', read('desk.css')]],
    ['desk.js', ['text/javascript; charset=utf-8', read('desk.js')]],
  ]);
  return new Hono<DeskEnv>().get('/:name', (c) => {
    const file = files.get(c.req.param('name'));
    return file === undefined ? c.notFound() : c.body(file[1], 200, { 'content-type': file[0] });
  });
}

function read(name: string): string {
  return readFileSync(join(import.meta.dirname, 'assets', name), 'utf8');
}
