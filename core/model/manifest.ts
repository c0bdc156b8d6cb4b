import { z } from 'zod';

/** The format of model files that this version writes; it changes when an older reader could not make sense of one. */
export const MODEL_FORMAT = 2;

/** Hashes of what a model was trained from, each apart, so that it is known what has to be trained again. */
const fingerprintSchema = z.strictObject({ config: z.string(), nlu: z.string(), dialogue: z.string() });
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
  fingerprint: fingerprintSchema,
  pipeline: z.array(settingSchema),
  policies: z.array(settingSchema),
  /** SHA-256 of each file in the archive, in hex. */
  files: z.record(z.string(), z.string()),
});
export type Manifest = z.infer<typeof manifestSchema>;
