/** Child process that holds one neural model: texts in, feelings out, one message each. It ends when its parent does. */
import { readOnnxModel } from '../../transforms/onnx_model.ts';
import { onnxScorer } from '../../transforms/onnx_scorer.ts';
import { KocError } from '../../warehouse/contracts/errors.ts';
import type { ModelAnswer, ModelRequest } from './onnx_client.ts';

process.on('disconnect', () => process.exit(0));

try {
  const scorer = await onnxScorer(await readOnnxModel(process.argv[2]!));
  process.on('message', (texts: ModelRequest) => {
    scorer.scoreAll(texts).then((feelings) => answer({ feelings }), refuse);
  });
  answer({ feelings: [] });
} catch (error) {
  refuse(error);
}

function answer(message: ModelAnswer): void {
  process.send?.(message);
}

function refuse(error: unknown): void {
  const hint = error instanceof KocError ? error.hint : undefined;
  answer({ error: error instanceof Error ? error.message : String(error), ...(hint === undefined ? {} : { hint }) });
}
