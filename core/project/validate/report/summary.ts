import type { Problem } from '../../problem.js';

/** How many problems of each severity there are. */
export type Summary = Readonly<Record<`${Problem['severity']}s`, number>>;

/** Counts problems. */
export function summarise(problems: readonly Problem[]): Summary {
  const count = (severity: Problem['severity']) => problems.filter((problem) => problem.severity === severity).length;
  return { errors: count('error'), warnings: count('warning'), infos: count('info') };
}

/** The counts in words: `2 errors, 1 warning, 3 notes`. */
export function describeSummary({ errors, warnings, infos }: Summary): string {
  const words = [plural(errors, 'error'), plural(warnings, 'warning')];
  return [...words, ...(infos > 0 ? [plural(infos, 'note')] : [])].join(', ');
}

const plural = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;
