import { z } from 'zod';
import { partRecordSchema } from '../nlu/part-record.js';

/**
 * The format of model files that this version writes, what parts keep in them included; it changes when an older reader
 * could not make sense of one, or this version of an older one: a model of another format is trained again.
 */
export const MODEL_FORMAT = 4;

/** Hashes of what a model was trained from, each apart, so that it is known what has to be trained again. */
const fingerprintSchema = z.strictObject({
  config: z.string(),
  nlu: z.string(),
  /** Stories, rules and the domain with the names of its responses. */
  dialogue: z.string(),
  /** What the responses say. */
  responses: z.string(),
});
export type Fingerprint = z.infer<typeof fingerprintSchema>;

const settingSchema = z.record(z.string(), z.unknown()).and(z.object({ name: z.string() }));

/** A component or policy of the config: its name, and its settings beside it. */
export type Setting = z.infer<typeof settingSchema>;

/** What a model archive says of itself. */
export const manifestSchema = z.strictObject({
  format: z.number(),
  id: z.string(),
  parley: z.string(),
  trainedAt: z.iso.datetime(),
  trainingSeconds: z.number(),
  language: z.string(),
  /** The further languages that it understands, and what tells them apart. */
  additionalLanguages: z.array(z.string()).optional(),
  languageDetection: settingSchema.optional(),
  assistantId: z.string().nullable(),
  /** Rasa's `--augmentation`, where it was given. */
  augmentation: z.number().optional(),
  fingerprint: fingerprintSchema,
  pipeline: z.array(settingSchema),
  policies: z.array(settingSchema),
  /** What is said of each part, by its folder in the archive, such as `nlu/2.IntentClassifier`. */
  parts: z.record(z.string(), partRecordSchema),
  /** SHA-256 of each file in the archive, in hex. */
  files: z.record(z.string(), z.string()),
});
export type Manifest = z.infer<typeof manifestSchema>;
