/**
 * A neural model in a process of its own, one for each worker thread: its runtime is fragile in threads (microsoft/onnxruntime issues
 * 20084 and 24486), and what kills it must not kill koc. Invariant: one request at a time, and the process ends with its owner.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { KocError } from '../../warehouse/contracts/errors.ts';
import type { Lang, Sentiment } from '../../warehouse/contracts/transform.ts';

/** Folded texts with their languages. */
export type ModelRequest = readonly { readonly folded: string; readonly lang: Lang }[];

/** One feeling a text; the first answer, empty, says that the model is loaded. */
export type ModelAnswer =
  | { readonly feelings: readonly Sentiment[] }
  | { readonly error: string; readonly hint?: string };

export interface ModelClient extends Disposable {
  /** @throws KocError when the model fails or its process ends. */
  scoreAll(texts: ModelRequest): Promise<readonly Sentiment[]>;
}

/** Starts the process and waits until the model of the folder is loaded. */
export async function onnxClient(modelDir: string): Promise<ModelClient> {
  const child = fork(fileURLToPath(new URL('./onnx_process.ts', import.meta.url)), [modelDir], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  await nextAnswer(child);
  return {
    async scoreAll(texts) {
      if (texts.length === 0) return [];
      child.send([...texts]);
      return await nextAnswer(child);
    },
    [Symbol.dispose]: () => child.kill(),
  };
}

function nextAnswer(child: ChildProcess): Promise<readonly Sentiment[]> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void) => {
      child.off('message', onMessage).off('error', reject).off('exit', onExit);
      finish();
    };
    const onMessage = (message: unknown) => {
      const given = message as ModelAnswer;
      if ('feelings' in given) return settle(() => resolve(given.feelings));
      settle(() => reject(new KocError(given.error, given.hint === undefined ? {} : { hint: given.hint })));
    };
    const onExit = (code: number | null, signal: string | null) =>
      settle(() => reject(new KocError(`the process of the onnx model ended (${signal ?? code})`, { retry: 'later' })));
    child.on('message', onMessage).on('error', reject).on('exit', onExit);
  });
}
