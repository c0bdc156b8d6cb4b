/** One line of the table. */
export interface Figure {
  readonly name: string;
  /** As a person reads it, with its unit. */
  readonly measured: string;
  /** What the figure is to reach, in words; figures without one are there to be compared. */
  readonly budget?: string;
  readonly met?: boolean;
}

/** The machine and the moment that figures belong to. */
export interface Circumstances {
  readonly date: string;
  readonly machine: string;
  readonly node: string;
  readonly parley: string;
}

/** Writes figures as a Markdown table under a line that says where they come from. */
export function tableOf(figures: readonly Figure[], circumstances: Circumstances): string {
  const head = [headOf(circumstances), ''];
  const rows = figures.map(({ name, measured, budget = '', met }) => [name, measured, budget, verdict(met)]);
  return [...head, ...markdownTable([['figure', 'measured', 'budget', ''], ...rows]), ''].join('\n');
}

/** Where figures come from, in a sentence. */
export const headOf = ({ date, machine, node, parley }: Circumstances): string =>
  `Measured on ${date}: ${machine}, Node.js ${node}, Parley ${parley}.`;

/** Whether a figure is as it should be, in a word; nothing where it need not be anything. */
export const verdict = (met: boolean | undefined): string => (met === undefined ? '' : met ? 'met' : '**not met**');

/** Rows of cells, the first of them the head, as the lines of a Markdown table. */
export function markdownTable(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length), 3));
  const line = (row: readonly string[]) => `| ${row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)];
}
