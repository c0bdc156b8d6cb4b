import { ParleyError, type Place } from '../../core/index.js';

/** A pattern of the training data as it was written. */
export interface WrittenPattern {
  readonly name: string;
  readonly pattern: string;
  readonly place?: Place;
}

/**
 * A pattern of the training data as a global JavaScript regular expression. Python's `(?P<name>…)`, `(?P=name)`, `\Z` and
 * a leading `(?i)` are translated.
 *
 * @throws ParleyError NLU_PATTERN_INVALID
 */
export function compilePattern({ name, pattern, place }: WrittenPattern, caseSensitive: boolean): RegExp {
  const insensitive = !caseSensitive || pattern.startsWith('(?i)');
  const source = pattern
    .replace(/^\(\?i\)/, '')
    .replaceAll('(?P<', '(?<')
    .replace(/\(\?P=(\w+)\)/g, '\\k<$1>')
    .replaceAll('\\A', '^')
    .replaceAll('\\Z', '$');
  const flags = insensitive ? 'gi' : 'g';
  // The flag u refuses escapes that Python lets pass, such as "\-"; those patterns do without it.
  try {
    return new RegExp(source, `${flags}u`);
  } catch {
    return compileLoosely(name, source, flags, place);
  }
}

function compileLoosely(name: string, source: string, flags: string, place: Place | undefined): RegExp {
  try {
    return new RegExp(source, flags);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ParleyError('NLU_PATTERN_INVALID', { name, reason }, { place, cause });
  }
}
