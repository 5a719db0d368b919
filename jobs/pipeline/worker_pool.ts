/** Runs tasks on worker threads, one at a time each; the answers come in no order, so nothing may depend on it. */
import { Worker } from 'node:worker_threads';

export interface PoolOptions<Task, Answer> {
  readonly script: URL;
  readonly workerData: unknown;
  /** At least 1; never more than there are tasks. */
  readonly threads: number;
  readonly signal: AbortSignal;
  readonly onAnswer: (answer: Answer, task: Task) => void | Promise<void>;
}

/** Resolves when every task is answered; rejects on the first crash of a worker, an error of `onAnswer`, or an abort. All workers are gone then. */
export async function runOnWorkers<Task, Answer>(
  tasks: readonly Task[],
  options: PoolOptions<Task, Answer>,
): Promise<void> {
  if (tasks.length === 0) return;
  options.signal.throwIfAborted();
  const queue = [...tasks].reverse();
  const workers = Array.from(
    { length: Math.min(options.threads, tasks.length) },
    () => new Worker(options.script, { workerData: options.workerData }),
  );
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(options.signal.reason);
  options.signal.addEventListener('abort', onAbort, { once: true });
  try {
    await Promise.race([Promise.all(workers.map((worker) => drain(worker, queue, options))), aborted]);
  } finally {
    options.signal.removeEventListener('abort', onAbort);
    aborted.catch(() => {});
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

async function drain<Task, Answer>(worker: Worker, queue: Task[], options: PoolOptions<Task, Answer>): Promise<void> {
  for (let task = queue.pop(); task !== undefined; task = queue.pop()) {
    worker.postMessage(task);
    await options.onAnswer(await nextAnswer<Answer>(worker), task);
  }
}

function nextAnswer<Answer>(worker: Worker): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void) => {
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
      finish();
    };
    const onMessage = (answer: Answer) => settle(() => resolve(answer));
    const onError = (error: Error) => settle(() => reject(error));
    const onExit = (code: number) => settle(() => reject(new Error(`a worker thread ended with code ${code}`)));
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
  });
}
