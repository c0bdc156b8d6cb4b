import type { InferenceSession } from 'onnxruntime-node';

/** What runs ONNX models. */
export type Runtime = typeof import('onnxruntime-node');

/** The runtime writes past the log to the terminal; what goes wrong is thrown as well. */
const fatalOnly = 4;

/** Opens an ONNX file. @throws Error when the runtime is not installed or cannot read the file */
export async function openSession(
  modelFile: string,
  threads?: number,
): Promise<{ readonly runtime: Runtime; readonly session: InferenceSession }> {
  const runtime = await importRuntime();
  const session = await runtime.InferenceSession.create(modelFile, {
    logSeverityLevel: fatalOnly,
    ...(threads === undefined ? {} : { intraOpNumThreads: threads }),
  });
  return { runtime, session };
}

async function importRuntime(): Promise<Runtime> {
  try {
    return await import('onnxruntime-node');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    const remedy = 'install it with `npm install onnxruntime-node`';
    throw new Error(`the package onnxruntime-node, which runs it, cannot be loaded; ${remedy} (${reason})`, { cause });
  }
}
