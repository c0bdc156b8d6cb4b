import { type ErrorCode, type ErrorParameters, errorTexts, ParleyError } from '../errors.js';
import { formatPlace, type Place } from '../place.js';

/**
 * Something wrong with a project: what, where, and how to mend it. An error has to be mended, a warning should be looked
 * at, and an info may be left as it is.
 */
export interface Problem {
  readonly severity: 'error' | 'warning' | 'info';
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  readonly place: Place;
}

/** Makes a problem that must be mended, from a row of the error table. */
export const errorAt = (place: Place, code: ErrorCode, parameters: ErrorParameters = {}): Problem => ({
  severity: 'error',
  code,
  ...errorTexts(code, parameters),
  place,
});

/** Makes a problem that should be looked at, from a row of the error table. */
export const warningAt = (place: Place, code: ErrorCode, parameters: ErrorParameters = {}): Problem => ({
  ...errorAt(place, code, parameters),
  severity: 'warning',
});

/** Makes a problem that is only worth knowing, from a row of the error table. */
export const infoAt = (place: Place, code: ErrorCode, parameters: ErrorParameters = {}): Problem => ({
  ...errorAt(place, code, parameters),
  severity: 'info',
});

/** One problem in one line, as editors and people read it. */
export function formatProblem(problem: Problem): string {
  const { place, severity, message, remedy, code } = problem;
  return `${formatPlace(place)}: ${severity}: ${message} ${remedy} [${code}]`;
}

/** Problems in the order of their files and lines. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  return problems.toSorted(
    (a, b) =>
      a.place.file.localeCompare(b.place.file) ||
      a.place.line - b.place.line ||
      (a.place.column ?? 0) - (b.place.column ?? 0),
  );
}

/** Throws the errors among these problems as one `ParleyError`; does nothing when there are only warnings. */
export function throwProblems(problems: readonly Problem[]): void {
  const errors = sortProblems(problems.filter((problem) => problem.severity === 'error'));
  const first = errors[0];
  if (!first) return;
  const list = errors.map((error) => `  ${formatProblem(error)}`).join('\n');
  const count = errors.length === 1 ? 'an error' : `${errors.length} errors`;
  throw new ParleyError('PROJECT_INVALID', { count, list }, { place: first.place });
}
