import { z } from 'zod';

/** Rasa's `null` looks at everything; what lies so far back no longer decides anything. */
const longest = 20;

/** Settings of policies that learn from stories. */
export const policySettings = {
  /** States that are looked at; `null`: 20. */
  max_history: z
    .int()
    .positive()
    .nullable()
    .default(8)
    .transform((given) => Math.min(given ?? longest, longest)),
  /** Passes over the stories; chosen by their number unless given. */
  epochs: z.int().positive().optional(),
} as const;
