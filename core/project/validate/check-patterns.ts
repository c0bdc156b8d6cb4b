import { compilePattern } from '../../training-data/compile-pattern.js';
import { infoAt, type Problem, warningAt } from '../problem.js';
import type { Check } from './context.js';

/** Regular expressions can be read, and match something. */
export const regexes: Check = ({ data }) =>
  data.nlu.regexes.flatMap(({ name, pattern, place }): Problem[] => {
    const compiled = compiledOr(pattern);
    if (typeof compiled === 'string') return [warningAt(place, 'REGEX_INVALID', { name, reason: compiled })];
    return compiled.test('') ? [warningAt(place, 'REGEX_EMPTY_MATCH', { name, pattern })] : [];
  });

/** What is wrong with a pattern comes back as text. */
function compiledOr(pattern: string): RegExp | string {
  try {
    return compilePattern(pattern);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Lookup tables have values, each value in one table. */
export const lookups: Check = ({ data }) => {
  const tables = new Map<string, string>();
  return data.nlu.lookups.flatMap(({ name, values, place }): Problem[] => {
    if (values.length === 0) return [warningAt(place, 'LOOKUP_EMPTY', { name })];
    const shared = values.filter((value) => tables.has(value.toLowerCase()));
    for (const value of values) if (!tables.has(value.toLowerCase())) tables.set(value.toLowerCase(), name);
    return shared.map((value) =>
      infoAt(place, 'LOOKUP_TWO_TABLES', { value, name, other: tables.get(value.toLowerCase()) ?? '' }),
    );
  });
};
