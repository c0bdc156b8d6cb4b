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

/** Distances, volumes, weights and temperatures: a number with a unit of measure behind it. */
export function findMeasures(text: string, numbers: readonly NumberSpan[], lexicon: Lexicon): TypedHit[] {
  return numbers.flatMap(({ start, end, value, alone }): TypedHit[] => {
    const match = alone ? lexicon.measureAhead.exec(text.slice(end, end + 30)) : null;
    const word = match?.[1]?.toLowerCase().replace(/\s+/g, ' ') ?? '';
    const name = abbreviations[word] ?? lexicon.vocabulary.measures[word];
    const measure = name === undefined ? undefined : measures[name];
    if (!match || !measure) return [];
    const [dimension, factor = 1, unit = name] = measure;
    const amount = value * factor;
    const info = { value: amount, type: 'value', unit };
    return [{ dimension, start, end: end + match[0].length, value: amount, info }];
  });
}
