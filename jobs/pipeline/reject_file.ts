/** Bad rows of a pass, one JSON line each: line number, field and reason, never the words of the row. Made when the first one comes. */
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Reject } from '../../warehouse/contracts/collector.ts';

export class RejectFile {
  readonly path: string;
  count = 0;
  #waiting: string[] = [];
  #file: FileHandle | null = null;

  constructor(path: string) {
    this.path = path;
  }

  add({ line, field, reason }: Reject): void {
    this.count += 1;
    this.#waiting.push(`${JSON.stringify({ line, field, reason })}\n`);
  }

  /** Writes what was added so far. */
  async flush(): Promise<void> {
    if (this.#waiting.length === 0) return;
    if (this.#file === null) {
      await mkdir(dirname(this.path), { recursive: true });
      this.#file = await open(this.path, 'w', 0o600);
    }
    const lines = this.#waiting.join('');
    this.#waiting = [];
    await this.#file.write(lines);
  }

  async close(): Promise<void> {
    await this.flush();
    await this.#file?.close();
    this.#file = null;
  }
}
