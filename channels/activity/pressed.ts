import { z } from 'zod';

/** What a button brings back: those that `pressable` makes carry `payload`, and so may those of an adaptive card. */
export const pressed = z.object({ payload: z.string().min(1) });

/** What stands for a filled-in form whose button carries no payload; its values are in the metadata. */
export const formText = '[form]';

/** The values of a form that was filled in, as an adaptive card submits them. */
export function submittedForm(value: unknown): object | undefined {
  if (typeof value !== 'object' || value === null || pressed.safeParse(value).success) return undefined;
  return value;
}
