import { z } from 'zod';

/** The names of the settings that a schema knows, for a message. */
export function settingsOf(schema: z.ZodType): string {
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  return known.length > 0 ? known.join(', ') : 'none';
}
