import { z } from 'zod';
import { fingerprint } from '../project/fingerprint.js';

/** What a model says of one of its parts: what it was trained from, and how training went. */
export const partRecordSchema = z.strictObject({
  /** Hash of its settings and of all that it learned from: with the same one, training gives the same part. */
  fingerprint: z.string(),
  /** What it looked at in training, such as `text`, `features`, `gold.intent`, `data.synonyms`. */
  learnsFrom: z.array(z.string()),
  /** The fields of a message that it looked at when it filled in the training messages; left out when it did not. */
  reads: z.array(z.string()).optional(),
  /** The fields of a message that it fills in. */
  writes: z.array(z.string()),
  /** How long training took, s. */
  seconds: z.number(),
  /** What it reports of itself, such as its accuracy on examples held out from training. */
  metrics: z.record(z.string(), z.number()),
  /** Faults in the data that it told of, to be told again when the part is taken over. */
  warnings: z.array(z.string()),
});
export type PartRecord = z.infer<typeof partRecordSchema>;

/**
 * Identifies a part and its settings as they are written: which one it is, of which version of Parley, and its code, so far
 * as it is in its own functions; whoever works on a component of his own need not force its training.
 */
export function settingsHash(version: string, part: { readonly name: string }, written: unknown): string {
  const code = Object.values(part).filter((value) => typeof value === 'function');
  return fingerprint(version, part.name, written, code.map(String));
}

/** The fingerprint of a part with these settings that learned from sources with these hashes. */
export const partFingerprint = (
  settings: string,
  learnsFrom: readonly string[],
  hashOf: (source: string) => string,
): string => fingerprint(settings, ...learnsFrom.map((source) => [source, hashOf(source)]));
