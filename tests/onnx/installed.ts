/** Whether the runtime of neural models is here; it is the operator's to install, and CI installs it. */
import { createRequire } from 'node:module';

function canResolve(): boolean {
  try {
    createRequire(import.meta.url).resolve('onnxruntime-node');
    return true;
  } catch {
    return false;
  }
}

export const isOnnxInstalled = canResolve();
