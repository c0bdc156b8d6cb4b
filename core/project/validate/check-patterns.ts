import { infoAt, type Problem, warningAt } from '../problem.js';
import type { Check } from './context.js';

/** Regular expressions can be read, and match something. */
export const regexes: Check = ({ data }) =>
  data.nlu.regexes.flatMap(({ name, pattern, place }): Problem[] => {
    const compiled = compile(pattern);
    if (typeof compiled === 'string') return [warningAt(place, 'REGEX_INVALID', { name, reason: compiled })];
    return compiled.test('') ? [warningAt(place, 'REGEX_EMPTY_MATCH', { name, pattern })] : [];
  });

/** Python's signs are written as JavaScript has them; what is wrong with a pattern comes back as text. */
function compile(pattern: string): RegExp | string {
  const source = pattern
    .replace(/^\(\?[aiLmsux]+\)/, '')
    .replaceAll('(?P<', '(?<')
    .replace(/\(\?P=(\w+)\)/g, '\\k<$1>')
    .replaceAll('\\A', '^')
    .replaceAll('\\Z', '$');
  try {
    return new RegExp(source, 'u');
  } catch {
    return compileLoosely(source);
  }
}

/** The flag u refuses escapes that Python lets pass, such as "\-". */
function compileLoosely(source: string): RegExp | string {
  try {
    return new RegExp(source);
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^Invalid regular expression: /, '') : String(error);
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
