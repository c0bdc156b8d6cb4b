import type { Problem } from '../../problem.js';
import { summarise } from './summary.js';
import { whyOf } from './why.js';

/** Problems for programs: one object with a list and the counts. */
export function reportJson(problems: readonly Problem[]): string {
  const report = { version: 1, summary: summarise(problems), problems: problems.map(toJson) };
  return JSON.stringify(report, null, 2);
}

const toJson = (problem: Problem) => {
  const { code, severity, message, remedy, place } = problem;
  return { code, severity, message, why: whyOf(problem), remedy, ...place };
};
