import { z } from 'zod';
import type { BotMessage, Logger } from '../../../core/index.js';
import { spokenForm } from '../spoken/spoken-form.js';

/** What a phone can be made to do. */
export type Step =
  | { readonly kind: 'say'; readonly sentences: readonly string[] }
  | { readonly kind: 'play'; readonly url: string }
  | { readonly kind: 'digits'; readonly digits: string }
  | { readonly kind: 'language'; readonly language: string }
  | { readonly kind: 'transfer'; readonly to: string }
  | { readonly kind: 'hangup' };

/** Where a call can be transferred to: a number with its country, or an address of SIP. */
export const destination = z.string().regex(/^(\+[1-9]\d{6,14}|sip:[^\s<>]+)$/);

/** The custom messages that a phone understands; several of them may stand in one. */
const custom = z.object({
  play: z.url({ protocol: /^https?$/ }).optional(),
  send_digits: z
    .string()
    .regex(/^[\dwW*#]{1,64}$/)
    .optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[\w-]+)?$/i)
    .optional(),
  transfer: destination.optional(),
  hangup: z.literal(true).optional(),
  do_not_call: z.literal(true).optional(),
});

/** Turns a message into what is said and done on the line; pictures and files are left out, with a warning. */
export function encode(message: BotMessage, language: string, log: Logger): readonly Step[] {
  const { custom: own, image, attachment } = message;
  if (image !== undefined || attachment !== undefined) {
    log.warn({}, 'a phone shows no pictures and files: the rest of the message is said');
  }
  const sentences = spokenForm(message, { language, choices: 'press' });
  return [
    ...(sentences.length === 0 ? [] : [sayOf(...sentences)]),
    ...(own === undefined || own === null ? [] : customSteps(own, log)),
  ];
}

/** Says something. */
export const sayOf = (...sentences: readonly string[]): Step => ({ kind: 'say', sentences });

function customSteps(value: unknown, log: Logger): Step[] {
  const { data, error } = custom.safeParse(value);
  if (!data) {
    const problems = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
    log.warn({ problems }, 'a custom message is not what a phone understands');
    return [];
  }
  const { play, send_digits, language, transfer, hangup } = data;
  const steps: Step[] = [
    ...(language === undefined ? [] : [{ kind: 'language', language } as const]),
    ...(play === undefined ? [] : [{ kind: 'play', url: play } as const]),
    ...(send_digits === undefined ? [] : [{ kind: 'digits', digits: send_digits } as const]),
    ...(transfer === undefined ? [] : [{ kind: 'transfer', to: transfer } as const]),
    ...(hangup === undefined ? [] : [{ kind: 'hangup' } as const]),
  ];
  if (steps.length === 0) log.debug({}, 'a custom message holds nothing for a phone');
  return steps;
}
