/** The part of onnxruntime-node that we use; the package itself is the operator's to install. */
declare module 'onnxruntime-node' {
  export class Tensor {
    constructor(type: 'int64', data: BigInt64Array, dims: readonly number[]);
    readonly data: unknown;
    readonly dims: readonly number[];
  }
  interface Session {
    readonly inputNames: readonly string[];
    readonly outputNames: readonly string[];
    run(feeds: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
    release(): Promise<void>;
  }
  export const InferenceSession: {
    create(
      path: string,
      options: {
        readonly executionProviders: readonly string[];
        readonly intraOpNumThreads: number;
        readonly interOpNumThreads: number;
      },
    ): Promise<Session>;
  };
}
