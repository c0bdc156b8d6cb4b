import { numberOf, numberSource } from './number-words.js';
import type { TypedHit } from './typed-hit.js';

/** Seconds in the units in which durations are said. */
const secondsIn = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
  year: 31_536_000,
} as const;

const border = '(?<![\\p{L}\\p{N}_.])';
const wordEnd = '(?![\\p{L}\\p{N}_])';
const durationPattern = new RegExp(
  `${border}(?:(?<count>${numberSource})|(?<half>half an?)|(?<one>an?))[ -]?(?<unit>sec|second|min|minute|hr|h|hour|day|week|month|year)s?${wordEnd}`,
  'giu',
);
const numberPattern = new RegExp(`${border}-?${numberSource}${wordEnd}`, 'giu');
const ordinalPattern = new RegExp(
  `${border}(?:(?<figure>\\d+)(?:st|nd|rd|th)|(?<word>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth))${wordEnd}`,
  'giu',
);
const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

const unitNames: Readonly<Record<string, keyof typeof secondsIn>> = {
  sec: 'second',
  second: 'second',
  min: 'minute',
  minute: 'minute',
  h: 'hour',
  hr: 'hour',
  hour: 'hour',
  day: 'day',
  week: 'week',
  month: 'month',
  year: 'year',
};

/** Lengths of time such as `two hours`, `half an hour`, `3 days`. */
export function findDurations(text: string): TypedHit[] {
  return [...text.matchAll(durationPattern)].flatMap((match): TypedHit[] => {
    const unit = unitNames[(match.groups?.unit ?? '').toLowerCase()];
    if (unit === undefined) return [];
    const amount = match.groups?.half ? 0.5 : match.groups?.count ? numberOf(match.groups.count) : 1;
    const normalized = { value: amount * secondsIn[unit], unit: 'second' };
    const info = { value: amount, unit, [unit]: amount, type: 'value', normalized };
    return [hit('duration', match, amount, info)];
  });
}

/** Numbers in figures or in words. */
export function findNumbers(text: string): TypedHit[] {
  return [...text.matchAll(numberPattern)].map((match) => {
    const negative = match[0].startsWith('-');
    const value = numberOf(negative ? match[0].slice(1) : match[0]) * (negative ? -1 : 1);
    return hit('number', match, value, { value, type: 'value' });
  });
}

/** Places in an order, such as `2nd` or `third`. */
export function findOrdinals(text: string): TypedHit[] {
  return [...text.matchAll(ordinalPattern)].map((match) => {
    const { figure, word = '' } = match.groups ?? {};
    const value = figure ? Number(figure) : ordinals.indexOf(word.toLowerCase()) + 1;
    return hit('ordinal', match, value, { value, type: 'value' });
  });
}

function hit(
  dimension: TypedHit['dimension'],
  match: RegExpExecArray,
  value: unknown,
  info: TypedHit['info'],
): TypedHit {
  return { dimension, start: match.index, end: match.index + match[0].length, value, info };
}
