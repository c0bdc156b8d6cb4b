import type { Token } from '../../core/index.js';
import { spansOf } from './labels.js';

/** A mention among pieces: the first and the last, and its label. */
interface Span {
  readonly first: number;
  readonly last: number;
  readonly label: number;
}

/** Whether there is a comma from one piece to the next. */
const commaBehind = (text: string, pieces: readonly Token[], at: number): boolean =>
  text.slice(pieces[at]?.end, pieces[at + 1]?.start).includes(',') || pieces[at]?.text === ',';

/** The labels that mentions of an example have which hold a comma, such as those of addresses. */
export function labelsWithCommas(text: string, pieces: readonly Token[], tags: Uint16Array): number[] {
  return spansOf(tags).flatMap((span) => (partsOf(span, text, pieces).length > 1 ? [span.label] : []));
}

/**
 * The parts of a mention between its commas: "ham, olives" is two toppings. Rasa asks for it by `split_entities_by_comma`;
 * here it is done for labels whose annotations never hold a comma.
 */
export function partsOf<Found extends Span>(span: Found, text: string, pieces: readonly Token[]): Found[] {
  const parts: Found[] = [];
  let first = span.first;
  for (let at = span.first; at <= span.last; at++) {
    if (at < span.last && !commaBehind(text, pieces, at)) continue;
    const last = pieces[at]?.text === ',' ? at - 1 : at;
    if (last >= first) parts.push({ ...span, first, last });
    first = at + 1;
  }
  return parts;
}
