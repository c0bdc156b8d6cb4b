import type { Place } from '../place.js';
import { errorAt, type Problem, warningAt } from '../project/problem.js';
import { expectText } from '../project/yaml-expect.js';
import type { YamlNode, YamlScalar } from '../project/yaml-tree.js';

/** A line of an `examples: |` block without its dash. */
export interface ExampleLine {
  readonly text: string;
  readonly place: Place;
}

/** Splits an `examples: |` block into its lines; each keeps the line of the file that it stands in. */
export function readExampleLines(name: string, node: YamlNode, problems: Problem[]): ExampleLine[] {
  if (node.kind === 'list') {
    problems.push(errorAt(node.place, 'EXAMPLES_NOT_BLOCK', { name }));
    return [];
  }
  const block = expectText(node, `\`examples\` of "${name}"`, problems);
  if (block === undefined || node.kind !== 'scalar') return [];
  if (node.style === 'folded') {
    problems.push(errorAt(node.place, 'EXAMPLES_FOLDED', { name }));
    return [];
  }
  const lines: ExampleLine[] = [];
  for (const [index, line] of block.split('\n').entries()) {
    const place = placeOfLine(node, index);
    const text = line.startsWith('-') ? line.slice(1).trim() : undefined;
    if (text) lines.push({ text, place });
    else if (text === '') problems.push(warningAt(place, 'EXAMPLE_EMPTY'));
    else if (line.trim() !== '') {
      problems.push(warningAt(place, 'EXAMPLE_WITHOUT_DASH', { name, line: line.trim().slice(0, 60) }));
    }
  }
  if (lines.length === 0) problems.push(warningAt(node.place, 'EXAMPLES_NONE', { name }));
  return lines;
}

/** Where a line of a text stands: a literal block begins in the line after its `|`. */
export function placeOfLine({ style, place }: YamlScalar, index: number): Place {
  return style === 'literal' ? { file: place.file, line: place.line + 1 + index } : place;
}
