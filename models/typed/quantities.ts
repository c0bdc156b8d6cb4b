import { abbreviations, type Lexicon } from './lexicon.js';
import type { NumberSpan } from './number-spans.js';
import type { Dimension, TypedHit } from './typed-hit.js';

/** Numbers in figures or in words. */
export function findNumbers(text: string, numbers: readonly NumberSpan[]): TypedHit[] {
  return numbers
    .filter(({ alone, end }) => alone && !/^[\p{L}\p{N}_]/u.test(text.slice(end, end + 2)))
    .map(({ start, end, value }) => ({ dimension: 'number', start, end, value, info: { value, type: 'value' } }));
}

/** Places in an order, such as `2nd` or `third`. */
export function findOrdinals(text: string, { ordinals, vocabulary }: Lexicon): TypedHit[] {
  return [...text.matchAll(ordinals)].map((match) => {
    const { figure, word = '' } = match.groups ?? {};
    const value = figure ? Number(figure) : (vocabulary.ordinals[word.toLowerCase()] ?? 0);
    const place = { start: match.index, end: match.index + match[0].length };
    return { dimension: 'ordinal', ...place, value, info: { value, type: 'value' } };
  });
}

/** What Duckling gives for a unit: the dimension, its name there, and how many of those one is. */
const measures: Readonly<Record<string, readonly [dimension: Dimension, factor?: number, unit?: string]>> = {
  kilometre: ['distance'],
  metre: ['distance'],
  centimetre: ['distance'],
  millimetre: ['distance'],
  mile: ['distance'],
  yard: ['distance'],
  foot: ['distance'],
  inch: ['distance'],
  litre: ['volume'],
  millilitre: ['volume'],
  gallon: ['volume'],
  gram: ['quantity'],
  kilogram: ['quantity', 1000, 'gram'],
  milligram: ['quantity', 0.001, 'gram'],
  pound: ['quantity'],
  ounce: ['quantity'],
  cup: ['quantity'],
  celsius: ['temperature'],
  fahrenheit: ['temperature'],
  degree: ['temperature'],
};

/** Distances, volumes, weights and temperatures, and ranges of them such as `5 to 7 cm`. */
export function findMeasures(text: string, numbers: readonly NumberSpan[], lexicon: Lexicon): TypedHit[] {
  return numbers.flatMap((number, at): TypedHit[] => {
    const found = number.alone ? unitAfter(text, number.end, lexicon) : undefined;
    if (!found) return [];
    const { dimension, factor, unit, end } = found;
    const value = number.value * factor;
    const low = numbers[at - 1];
    const isRange = low?.alone && lexicon.between.test(text.slice(low.end, number.start));
    if (!low || !isRange || unitAfter(text, low.end, lexicon))
      return [{ dimension, start: number.start, end, value, info: { value, type: 'value', unit } }];
    const from = low.value * factor;
    const ends = { to: { value, unit }, from: { value: from, unit } };
    return [{ dimension, start: low.start, end, value: { to: value, from }, info: { type: 'interval', ...ends } }];
  });
}

interface FoundUnit {
  readonly dimension: Dimension;
  readonly factor: number;
  readonly unit: string;
  readonly end: number;
}

function unitAfter(text: string, end: number, { measureAhead, vocabulary }: Lexicon): FoundUnit | undefined {
  const match = measureAhead.exec(text.slice(end, end + 30));
  const word = match?.[1]?.toLowerCase().replace(/\s+/g, ' ') ?? '';
  const name = abbreviations[word] ?? vocabulary.measures[word];
  const measure = name === undefined ? undefined : measures[name];
  if (!match || !measure || name === undefined) return undefined;
  const [dimension, factor = 1, unit = name] = measure;
  return { dimension, factor, unit, end: end + match[0].length };
}
