import { ParleyError } from '../../../core/index.js';
import { speechError } from './errors.js';

/** The error of a speech service, in its own words. */
export function speechFailed(provider: string, cause: unknown): ParleyError {
  if (cause instanceof ParleyError) return cause;
  const words = cause instanceof Error ? cause.message : String(cause);
  const reason = words.endsWith('.') ? words : `${words}.`;
  return speechError('SPEECH_FAILED', { provider, reason }, { cause });
}
