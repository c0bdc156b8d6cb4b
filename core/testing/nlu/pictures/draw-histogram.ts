import { confidenceBins, type SurePrediction } from '../calibration.js';
import { element, ink, label, picture } from './svg.js';

const WIDTH = 720;
const TOP = 100;
const BAR = 17;
const BINS = 20;
/** Where the two sides meet, and how far each reaches. */
const MIDDLE = WIDTH / 2;
const REACH = 260;
const GAP = 26;

/** Draws how sure right predictions were (to the left) and wrong ones (to the right), surest on top. */
export function drawHistogram(title: string, predictions: readonly SurePrediction[]): string {
  const bins = [...confidenceBins(predictions, BINS)].reverse();
  const most = Math.max(1, ...bins.map(({ count, right }) => Math.max(right, count - right)));
  const right = predictions.filter(({ isRight }) => isRight).length;
  const wrong = predictions.length - right;
  const drawn = [
    label(`${right} right`, MIDDLE - GAP, TOP - 14, { 'text-anchor': 'end', fill: ink.right, 'font-weight': 600 }),
    label(`${wrong} wrong`, MIDDLE + GAP, TOP - 14, { fill: ink.wrong, 'font-weight': 600 }),
  ];
  for (const [at, bin] of bins.entries()) {
    const y = TOP + at * BAR;
    const middle = { y: y + BAR / 2, 'dominant-baseline': 'central', 'font-size': 11 };
    if (at % 2 === 0) {
      drawn.push(label(bin.to.toFixed(1), MIDDLE, y, { ...middle, y, 'text-anchor': 'middle', fill: ink.faint }));
    }
    const sides = [
      { count: bin.right, from: MIDDLE - GAP, sign: -1, fill: ink.right, anchor: 'end' },
      { count: bin.count - bin.right, from: MIDDLE + GAP, sign: 1, fill: ink.wrong, anchor: 'start' },
    ];
    for (const { count, from, sign, fill, anchor } of sides) {
      if (count === 0) continue;
      const width = Math.max(2, (REACH * count) / most);
      const x = sign < 0 ? from - width : from;
      drawn.push(
        element('rect', { x, y: y + 1.5, width, height: BAR - 3, rx: 2, fill }),
        label(String(count), from + sign * (width + 5), y, { ...middle, 'text-anchor': anchor, fill: ink.faint }),
      );
    }
  }
  const bottom = TOP + BINS * BAR;
  drawn.push(
    label('0.0', MIDDLE, bottom, {
      'text-anchor': 'middle',
      'dominant-baseline': 'central',
      'font-size': 11,
      fill: ink.faint,
    }),
  );
  return picture(title, 'How sure it was of what it ranked first, right or wrong', WIDTH, bottom + 28, drawn);
}
