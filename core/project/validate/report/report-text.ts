import pc from 'picocolors';
import type { Problem } from '../../problem.js';
import { describeSummary, summarise } from './summary.js';
import { whyOf } from './why.js';

const paint = { error: pc.red, warning: pc.yellow, info: pc.cyan } as const;
const marks = { error: 'error', warning: 'warning', info: 'note' } as const;

/**
 * Problems for people: file by file, each with its place, what is wrong, how to mend it and, the first time its code
 * comes up, why it matters.
 */
export function reportText(problems: readonly Problem[]): string {
  const explained = new Set<string>();
  const lines: string[] = [];
  for (const [file, group] of groupByFile(problems)) {
    lines.push(pc.underline(file));
    for (const problem of group) {
      lines.push(...describe(problem, !explained.has(problem.code)));
      explained.add(problem.code);
    }
    lines.push('');
  }
  return [...lines, summaryLine(problems)].join('\n');
}

function groupByFile(problems: readonly Problem[]): Map<string, Problem[]> {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const group = groups.get(problem.place.file) ?? [];
    groups.set(problem.place.file, group);
    group.push(problem);
  }
  return groups;
}

function describe(problem: Problem, explain: boolean): string[] {
  const { place, severity, message, remedy, code } = problem;
  const where = `${place.line}:${place.column ?? 1}`.padEnd(8);
  const indent = ' '.repeat(10);
  return [
    `  ${pc.dim(where)}${paint[severity](marks[severity])}  ${message}  ${pc.dim(code)}`,
    `${indent}${remedy}`,
    ...(explain ? [`${indent}${pc.dim(`Why: ${whyOf(problem)}`)}`] : []),
  ];
}

function summaryLine(problems: readonly Problem[]): string {
  const summary = summarise(problems);
  const text = describeSummary(summary);
  if (summary.errors > 0) return pc.red(`✗ ${text}`);
  return summary.warnings > 0 ? pc.yellow(`! ${text}`) : pc.green(`✓ ${text}`);
}
