/** What of an export must be the same bytes for the same raw, config, key and as_of (design, "What the outside may rely on"). */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Every file below a folder, relative, sorted. */
export function filesBelow(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)))
    .sort();
}

/** Path → sha-256 of what is promised to be identical; workbooks and databases are left out, the manifest without its clock facts. */
export function promisedBytes(exportDir: string): Record<string, string> {
  const sums: Record<string, string> = {};
  for (const path of filesBelow(exportDir)) {
    if (path.endsWith('.xlsx') || path.endsWith('.duckdb')) continue;
    const bytes = readFileSync(join(exportDir, path));
    const content = path === 'manifest.json' ? withoutClocks(bytes.toString('utf8')) : bytes;
    sums[path] = createHash('sha256').update(content).digest('hex');
  }
  return sums;
}

function withoutClocks(manifest: string): string {
  const value = JSON.parse(manifest) as {
    run?: unknown;
    created_at?: unknown;
    files: { path: string; sha256?: string; bytes?: number }[];
  };
  delete value.run;
  delete value.created_at;
  for (const file of value.files) {
    if (!/\.(xlsx|duckdb)$/u.test(file.path)) continue;
    delete file.sha256;
    delete file.bytes;
  }
  return JSON.stringify(value);
}

/** Sum of file sizes below a folder, bytes. */
export function bytesBelow(dir: string): number {
  return filesBelow(dir).reduce((sum, path) => sum + statSync(join(dir, path)).size, 0);
}
