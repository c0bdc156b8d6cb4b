import { element, ink, label, picture, shorten } from '../pictures/svg.js';
import { type ConfigOutcome, deviation, mean } from './compare-configs.js';

const LEFT = 72;
const TOP = 84;
const WIDTH = 460;
const HEIGHT = 320;
/** Colours that are told apart by people who cannot tell red from green (Okabe and Ito 2008). */
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#56b4e9', '#e69f00'];

/** Draws how right each configuration is the more it learns from; bars reach one standard deviation over the runs. */
export function drawComparison(outcomes: readonly ConfigOutcome[], percentages: readonly number[]): string {
  const lowest = Math.min(...outcomes.flatMap(({ f1 }) => f1.flat()));
  const floor = Math.max(0, Math.floor(lowest * 10) / 10 - 0.1);
  const xOf = (percentage: number): number => LEFT + WIDTH * (1 - percentage / 100);
  const yOf = (f1: number): number => TOP + HEIGHT * (1 - (Math.max(floor, f1) - floor) / (1 - floor));
  const drawn: string[] = [];
  for (let tenth = Math.round(floor * 10); tenth <= 10; tenth++) {
    const f1 = tenth / 10;
    const middle = { 'dominant-baseline': 'central', 'text-anchor': 'end', fill: ink.faint };
    drawn.push(
      element('path', { d: `M${LEFT} ${yOf(f1)}h${WIDTH}`, stroke: ink.line }),
      label(`${Math.round(100 * f1)} %`, LEFT - 8, yOf(f1), middle),
    );
  }
  for (const percentage of percentages) {
    const middle = { 'text-anchor': 'middle', fill: ink.faint };
    drawn.push(label(`${100 - percentage} %`, xOf(percentage), TOP + HEIGHT + 20, middle));
  }
  for (const [index, { name, f1 }] of outcomes.entries()) {
    const colour = colours[index % colours.length] ?? ink.text;
    const points = percentages
      .map((percentage, at) => ({ percentage, values: f1.map((row) => row[at] ?? 0) }))
      // Bars side by side do not hide each other.
      .map(({ percentage, values }) => ({ x: xOf(percentage) + (index - (outcomes.length - 1) / 2) * 6, values }))
      .sort((one, other) => one.x - other.x);
    const line = points.map(({ x, values }, at) => `${at === 0 ? 'M' : 'L'}${x} ${yOf(mean(values))}`).join('');
    drawn.push(element('path', { d: line, stroke: colour, 'stroke-width': 2, fill: 'none' }));
    for (const { x, values } of points) {
      const [low, high] = [mean(values) - deviation(values), Math.min(1, mean(values) + deviation(values))];
      drawn.push(
        element('path', { d: `M${x} ${yOf(low)}V${yOf(high)}`, stroke: colour, 'stroke-width': 1.5 }),
        element('circle', { cx: x, cy: yOf(mean(values)), r: 4, fill: colour }),
      );
    }
    const y = TOP + HEIGHT + 68 + index * 20;
    drawn.push(
      element('circle', { cx: LEFT + 5, cy: y - 4, r: 5, fill: colour }),
      label(shorten(name, 60), LEFT + 18, y),
    );
  }
  drawn.push(
    label('of what can be learned from', LEFT + WIDTH / 2, TOP + HEIGHT + 40, {
      'text-anchor': 'middle',
      fill: ink.faint,
    }),
  );
  const note = 'F1 of intents, weighted; bars: one standard deviation over the runs';
  const height = TOP + HEIGHT + 68 + outcomes.length * 20 + 10;
  return picture('Configurations', note, LEFT + WIDTH + 48, height, drawn);
}
