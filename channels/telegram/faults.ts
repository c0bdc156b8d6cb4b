import { z } from 'zod';
import { ParleyError, permanent, retryAfter } from '../../core/index.js';
import { telegramError } from './errors.js';

/** A refusal by Telegram, as grammY's `GrammyError` holds it. */
const refusal = z.object({
  error_code: z.number(),
  description: z.string(),
  parameters: z.object({ retry_after: z.number().optional() }).optional(),
});

type Refusal = z.infer<typeof refusal>;

/** The status that Telegram refused a request with; `undefined` when there was no answer. */
export function refusedWith(error: unknown): number | undefined {
  return refusal.safeParse(error).data?.error_code;
}

/**
 * What went wrong, in Parley's words. The error of the HTTP client is left out: its text holds the address of the request,
 * and with it the access token.
 */
export function faultOf(method: string, error: unknown): Error {
  const refused = refusal.safeParse(error).data;
  if (refused) return faultOfRefusal(method, refused);
  if (!(error instanceof Error)) return new Error(String(error));
  if (error.name !== 'HttpError') return error;
  const { code, type } = Object(Object(error).error);
  return telegramError('TELEGRAM_UNREACHABLE', { method, reason: String(code ?? type ?? 'no answer in time') });
}

function faultOfRefusal(method: string, { error_code: status, description, parameters }: Refusal): ParleyError {
  const seconds = parameters?.retry_after;
  if (seconds !== undefined) return retryAfter(telegramError('TELEGRAM_BUSY', { method, seconds }), seconds * 1_000);
  if (status >= 500) return telegramError('TELEGRAM_UNREACHABLE', { method, reason: description });
  const fault = telegramError('TELEGRAM_REFUSED', { method, status, description });
  // What is wrong with the request itself stays so; a token or a right to write may be given.
  return status === 400 ? permanent(fault) : fault;
}

/** Whether it may pass by itself: Telegram is away, or asks to wait. */
export function isPassing(fault: unknown): boolean {
  return fault instanceof ParleyError && (fault.code === 'TELEGRAM_UNREACHABLE' || fault.code === 'TELEGRAM_BUSY');
}
