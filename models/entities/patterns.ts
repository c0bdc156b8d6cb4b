import { compilePattern, ParleyError, type Place } from '../../core/index.js';

/** A pattern of the training data as it was written. */
export interface WrittenPattern {
  readonly name: string;
  readonly pattern: string;
  readonly place?: Place;
}

/**
 * A pattern of the training data as a global JavaScript regular expression.
 *
 * @throws ParleyError NLU_PATTERN_INVALID
 */
export function readPattern({ name, pattern, place }: WrittenPattern, caseSensitive: boolean): RegExp {
  try {
    return compilePattern(pattern, caseSensitive ? 'g' : 'gi');
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ParleyError('NLU_PATTERN_INVALID', { name, reason }, { place, cause });
  }
}
