import type { ConfusionMatrix } from '../../stories/classification-report.js';
import { element, escapeXml, ink, label, picture, shorten, widthOf } from './svg.js';

const TOP = 84;
const LEFT = 24;
/** Letters of a label that are drawn; all of them are in the tooltip. */
const LETTERS = 34;

/**
 * Draws which label was predicted for which: a row for what was right, a column for what was predicted. Right ones are
 * green, the others orange, darker the greater their share of the row, so that mistakes stand out among 80 labels too.
 */
export function drawConfusion(title: string, { labels, counts }: ConfusionMatrix): string {
  const cell = Math.max(12, Math.min(36, 960 / Math.max(1, labels.length)));
  const size = Math.min(12, cell - 2);
  const names = labels.map((name) => shorten(name === '' ? '(none)' : name, LETTERS));
  const margin = Math.max(40, ...names.map((name) => widthOf(name, size))) + 10;
  const left = LEFT + 20 + margin;
  const side = cell * labels.length;
  const drawn = names.flatMap((name, at) => {
    const middle = at * cell + cell / 2;
    const below = `translate(${left + middle} ${TOP + side + 8}) rotate(-90)`;
    return [
      label(name, left - 8, TOP + middle, { 'font-size': size, 'text-anchor': 'end', 'dominant-baseline': 'central' }),
      label(name, 0, 0, { 'font-size': size, 'text-anchor': 'end', 'dominant-baseline': 'central', transform: below }),
    ];
  });
  const lines = Array.from({ length: labels.length + 1 }, (_, at) => {
    const along = at * cell;
    return `M${left} ${TOP + along}h${side}M${left + along} ${TOP}v${side}`;
  });
  drawn.push(element('path', { d: lines.join(''), stroke: ink.line, 'stroke-width': 0.5, fill: 'none' }));
  for (const [row, own] of counts.entries()) {
    const total = own.reduce((sum, count) => sum + count, 0);
    for (const [column, count] of own.entries()) {
      if (count === 0) continue;
      const tip = `${labels[row]} → ${labels[column] || '(none)'}: ${count} of ${total}`;
      drawn.push(square(left + column * cell, TOP + row * cell, cell, count, count / total, row === column, tip));
    }
  }
  drawn.push(
    label('right', 0, 0, { fill: ink.faint, transform: `translate(${LEFT + 6} ${TOP + side / 2}) rotate(-90)` }),
    label('predicted', left + side / 2, TOP + side + margin + 24, { fill: ink.faint, 'text-anchor': 'middle' }),
  );
  const all = counts.flat().reduce((sum, count) => sum + count, 0);
  const right = counts.reduce((sum, row, at) => sum + (row[at] ?? 0), 0);
  const note = `${right} of ${all} right; rows: what was right, columns: what was predicted`;
  const width = Math.max(left + side + 24, widthOf(note, 12) + 48);
  return picture(title, note, width, TOP + side + margin + 40, drawn);
}

function square(x: number, y: number, cell: number, count: number, share: number, right: boolean, tip: string): string {
  // One mistake among many is still to be seen.
  const opacity = Math.round((0.22 + 0.78 * share ** 0.6) * 100) / 100;
  const fill = right ? ink.right : ink.wrong;
  const parts = [
    element('title', {}, escapeXml(tip)),
    element('rect', {
      x: x + 0.5,
      y: y + 0.5,
      width: cell - 1,
      height: cell - 1,
      rx: 1.5,
      fill,
      'fill-opacity': opacity,
    }),
  ];
  const text = String(count);
  const size = Math.min(11, cell * 0.55, (cell - 2) / (text.length * 0.6));
  const anchor = { 'font-size': size, 'text-anchor': 'middle', 'dominant-baseline': 'central' };
  if (size >= 6.5) {
    parts.push(label(text, x + cell / 2, y + cell / 2, { ...anchor, fill: opacity > 0.55 ? ink.paper : ink.text }));
  }
  return element('g', {}, parts.join(''));
}
