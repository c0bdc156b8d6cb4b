import { calibrationError, confidenceBins, type SurePrediction } from '../calibration.js';
import { element, ink, label, picture } from './svg.js';

const LEFT = 72;
const TOP = 84;
const SIDE = 400;
const BINS = 10;
/** The strip below that says how many predictions each bar stands for. */
const STRIP = 56;

/** Draws what share of predictions is right by how sure they were; honest ones lie on the diagonal (reliability diagram). */
export function drawReliability(title: string, predictions: readonly SurePrediction[]): string {
  const bins = confidenceBins(predictions, BINS);
  const width = SIDE / BINS;
  const yOf = (share: number): number => TOP + SIDE * (1 - share);
  const drawn: string[] = [];
  for (let tick = 0; tick <= 5; tick++) {
    const share = tick / 5;
    drawn.push(
      element('path', { d: `M${LEFT} ${yOf(share)}h${SIDE}`, stroke: ink.line }),
      label(`${Math.round(share * 100)} %`, LEFT - 8, yOf(share), {
        'text-anchor': 'end',
        'dominant-baseline': 'central',
        fill: ink.faint,
      }),
      label(share.toFixed(1), LEFT + SIDE * share, TOP + SIDE + 18, { 'text-anchor': 'middle', fill: ink.faint }),
    );
  }
  const most = Math.max(1, ...bins.map(({ count }) => count));
  for (const [at, { count, right, confidence }] of bins.entries()) {
    if (count === 0) continue;
    const x = LEFT + at * width + 2;
    const share = right / count;
    const tip = element(
      'title',
      {},
      `${count} predictions, ${(100 * share).toFixed(1)} % right, ${(100 * confidence).toFixed(1)} % sure`,
    );
    const gap = Math.abs(confidence - share) * SIDE;
    const surer = confidence > share;
    const agreed = Math.min(share, confidence);
    const tall = (STRIP * count) / most;
    const bars = [
      element('rect', { x, y: yOf(agreed), width: width - 4, height: SIDE * agreed, fill: ink.right }),
      element('rect', {
        x,
        y: yOf(Math.max(share, confidence)),
        width: width - 4,
        height: gap,
        fill: surer ? ink.wrong : ink.right,
        'fill-opacity': surer ? 0.6 : 0.35,
      }),
      element('rect', {
        x,
        y: TOP + SIDE + 44 + STRIP - tall,
        width: width - 4,
        height: Math.max(1, tall),
        fill: ink.faint,
        rx: 2,
      }),
      label(String(count), x + width / 2 - 2, TOP + SIDE + 44 + STRIP + 14, {
        'text-anchor': 'middle',
        'font-size': 10,
        fill: ink.faint,
      }),
    ];
    drawn.push(element('g', {}, tip + bars.join('')));
  }
  const diagonal = `M${LEFT} ${TOP + SIDE}L${LEFT + SIDE} ${TOP}`;
  drawn.push(
    element('path', { d: diagonal, stroke: ink.text, 'stroke-dasharray': '4 4', fill: 'none' }),
    label('confidence', LEFT + SIDE / 2, TOP + SIDE + 34, { 'text-anchor': 'middle', fill: ink.faint }),
    label('right', 0, 0, { fill: ink.faint, transform: `translate(20 ${TOP + SIDE / 2}) rotate(-90)` }),
  );
  const error = (100 * calibrationError(predictions)).toFixed(1);
  const note = `Calibration error ${error} % (15 bins). Orange: too sure; pale: not sure enough.`;
  return picture(title, note, LEFT + SIDE + 40, TOP + SIDE + STRIP + 76, drawn);
}
