import type { Lexicon } from './lexicon.js';
import type { NumberSpan } from './number-spans.js';
import type { TypedHit } from './typed-hit.js';
import type { DurationUnit } from './words/vocabulary.js';

/** Seconds in the units in which durations are said; a month has 30 days and a year 365, as Duckling has it. */
const secondsIn: Readonly<Record<DurationUnit, number>> = {
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
  year: 31_536_000,
};

/** In what a broken number of units is counted: half an hour is 30 minutes. */
const finerUnit: Readonly<Partial<Record<DurationUnit, readonly [unit: DurationUnit, count: number]>>> = {
  minute: ['second', 60],
  hour: ['minute', 60],
  day: ['hour', 24],
  week: ['day', 7],
  month: ['day', 30],
  year: ['month', 12],
};

interface Length {
  readonly start: number;
  readonly end: number;
  readonly amount: number;
  readonly unit: DurationUnit;
}

const joint = /^\s*(?:,|and|y|et|und|e|en|aur)?\s*$/iu;

/** Lengths of time such as `two hours`, `half an hour`, `1 hour and 30 minutes`. */
export function findDurations(text: string, numbers: readonly NumberSpan[], lexicon: Lexicon): TypedHit[] {
  const lengths: Length[] = [];
  for (const number of numbers) {
    const length = lengthOf(text, number, lexicon);
    if (!length) continue;
    const before = lengths.at(-1);
    const goesOn =
      before && secondsIn[length.unit] < secondsIn[before.unit] && joint.test(text.slice(before.end, length.start));
    if (before && goesOn) lengths[lengths.length - 1] = summed(before, length);
    else lengths.push(length);
  }
  return lengths.map(({ start, end, amount, unit }) => {
    const normalized = { value: amount * secondsIn[unit], unit: 'second' };
    const info = { value: amount, [unit]: amount, type: 'value', unit, normalized };
    return { dimension: 'duration', start, end, value: amount, info };
  });
}

function lengthOf(text: string, { start, end, value }: NumberSpan, lexicon: Lexicon): Length | undefined {
  const match = lexicon.durationAhead.exec(text.slice(end, end + 20));
  const unit = lexicon.vocabulary.durations[match?.[1]?.toLowerCase() ?? ''];
  if (!match || unit === undefined) return undefined;
  const unitEnd = end + match[0].length;
  const half = lexicon.andHalf.exec(text.slice(unitEnd, unitEnd + 20));
  const place = { start, end: unitEnd + (half?.[0].length ?? 0) };
  const amount = half ? value + 0.5 : value;
  const finer = Number.isInteger(amount) ? undefined : finerUnit[unit];
  if (!finer) return { ...place, amount, unit };
  return { ...place, amount: Math.round(amount * finer[1]), unit: finer[0] };
}

const summed = (larger: Length, smaller: Length): Length => ({
  start: larger.start,
  end: smaller.end,
  amount: (larger.amount * secondsIn[larger.unit]) / secondsIn[smaller.unit] + smaller.amount,
  unit: smaller.unit,
});
