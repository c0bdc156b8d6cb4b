import { z } from 'zod';
import type { ModelFiles } from './component.js';
import type { Message } from './message.js';

/**
 * What a classifier said in training of examples that it had not seen: only in training can it say that, and what stands
 * behind it learns from it. A model keeps it, 12 bytes an example, so that those can be trained again without the classifier.
 */
const headSchema = z.strictObject({
  /** Identifies the training messages and all that the answers came from. */
  of: z.string(),
  names: z.array(z.string().nullable()),
});

/** The intents of messages as files; `of` identifies what they came from. */
export function keepAnswers(messages: readonly Message[], of: string): ModelFiles {
  const names: (string | null)[] = [];
  const numbers = new Map<string | null, number>();
  const intents = new Uint32Array(messages.length);
  const confidences = new Float64Array(messages.length);
  for (const [at, { intent }] of messages.entries()) {
    const number = numbers.get(intent.name) ?? names.push(intent.name) - 1;
    numbers.set(intent.name, number);
    intents[at] = number;
    confidences[at] = intent.confidence;
  }
  return {
    'answers.json': new TextEncoder().encode(JSON.stringify({ of, names })),
    intents: new Uint8Array(intents.buffer),
    confidences: new Uint8Array(confidences.buffer),
  };
}

/** Whether answers were kept that came from the same. */
export const answersFit = (files: ModelFiles, of: string): boolean => headOf(files)?.of === of;

/** Gives messages the intents that {@link keepAnswers} kept; their rankings are not there. */
export function recallAnswers(messages: readonly Message[], files: ModelFiles): void {
  const { names = [] } = headOf(files) ?? {};
  const intents = new Uint32Array(bufferOf(files.intents));
  const confidences = new Float64Array(bufferOf(files.confidences));
  for (const [at, message] of messages.entries()) {
    message.intent = { name: names[intents[at] ?? 0] ?? null, confidence: confidences[at] ?? 0 };
  }
}

function headOf(files: ModelFiles): z.infer<typeof headSchema> | undefined {
  const bytes = files['answers.json'];
  return bytes && headSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
}

/** A copy, because numbers of several bytes cannot be read at any place. */
const bufferOf = (bytes: Uint8Array | undefined): ArrayBuffer => new Uint8Array(bytes ?? []).buffer;
