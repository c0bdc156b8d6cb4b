import type { Chrono, Component, ParsedComponents, ParsedResult } from 'chrono-node';
import { finer, type Grain, later, startOf } from './grains.js';
import type { TypedHit } from './typed-hit.js';
import { instantInZone, isoInZone, offsetAt, type WallTime, wallAt } from './zones.js';

/** When and where a message was written, and the words of its language around a time. */
export interface TimeReference {
  readonly sentAt: Date;
  /** IANA zone. */
  readonly zone: string;
  /** Matches the words right before a time that leave it open to one side, up to the end of what it is given. */
  readonly openWords: { readonly before: RegExp; readonly after: RegExp };
  /** Matches what means a calendar week as a whole, such as `next week`. */
  readonly wholeWeek: RegExp;
  /** Groups: the word before a span, its start, and the word between its ends. */
  readonly timeSpan: RegExp | undefined;
}

/** Dates and times, read as the future where the words leave it open; `durations` are lengths that were found before. */
export function findTimes(
  text: string,
  chrono: Chrono,
  reference: TimeReference,
  durations: readonly TypedHit[],
): TypedHit[] {
  const { sentAt, zone } = reference;
  const isDuration = ({ index, text: said }: ParsedResult): boolean =>
    durations.some(({ start, end }) => start <= index && index + said.length <= end);
  // chrono-node takes "two hours" for "in two hours".
  const results = chrono
    .parse(dashed(text, reference), { instant: sentAt, timezone: offsetAt(zone, sentAt) }, { forwardDate: true })
    .filter((result) => !isDuration(result));
  return results.map((found) => hitOf(found, text, reference));
}

/**
 * The hours of parts of the day, as Duckling has them; chrono-node tags words such as "evening" when no hour was said.
 */
const partsOfDay: Readonly<Record<string, readonly [from: number, to: number]>> = {
  'casualReference/morning': [4, 12],
  'casualReference/afternoon': [12, 19],
  'casualReference/evening': [18, 24],
  'casualReference/tonight': [18, 24],
  'casualReference/night': [18, 24],
};
const momentsOfDay = ['casualReference/noon', 'casualReference/midnight'];

interface Moment {
  readonly value: string;
  readonly grain: Grain;
}

/** "between 3 and 5" as "        3  -  5", which chrono-node understands; no place in the text changes. */
const dashed = (text: string, { timeSpan }: TimeReference): string => {
  if (!timeSpan) return text;
  return text.replace(timeSpan, (_all, before: string, from: string, word: string) =>
    [' '.repeat(before.length), from, '-'.padEnd(word.length)].join(''),
  );
};

/** Duckling names three moments where the words may mean more than one: `friday` is every Friday. */
function hitOf(found: ParsedResult, text: string, reference: TimeReference): TypedHit {
  const { zone } = reference;
  const place = { dimension: 'time', start: found.index, end: found.index + found.text.length } as const;
  const grain = grainOf(found.start, found.text, reference);
  const from = wallTimeOf(found.start, zone, grain);
  const period = periodOf(found.start);
  const meant = <T>(make: (turn: number) => T): readonly [T, ...T[]] =>
    period ? [make(0), make(1), make(2)] : [make(0)];
  const momentAt = (wall: WallTime, unit: Grain, turn: number): Moment => {
    const shifted = period && turn > 0 ? later(wall, period, turn) : wall;
    return { value: isoInZone(startOf(shifted, unit), zone), grain: unit };
  };
  const span = spanOf(found, from, grain, reference);
  if (span) {
    const values = meant((turn) => ({
      to: momentAt(span.to, span.grain, turn),
      from: momentAt(span.from, span.grain, turn),
      type: 'interval',
    }));
    return { ...place, value: spanValue(values[0]), info: { values, ...values[0] } };
  }
  // An instant ("in two hours", "4pm CET") is no reading of the person's clock, of which one hour comes twice a year.
  const point = (turn: number): Moment =>
    isInstant(found.start) ? { value: instantInZone(found.start.date(), zone), grain } : momentAt(from, grain, turn);
  const open = openSide(text.slice(0, found.index), reference.openWords);
  if (open) {
    const values = meant((turn) => ({
      ...(open.side === 'to' ? { to: point(turn) } : { from: point(turn) }),
      type: 'interval',
    }));
    return { ...place, start: found.index - open.length, value: spanValue(values[0]), info: { values, ...values[0] } };
  }
  const values = meant((turn) => ({ ...point(turn), type: 'value' }));
  return { ...place, value: values[0].value, info: { values, ...values[0] } };
}

/** A span's two ends as Rasa hands them on; the end that is open is null. */
const spanValue = ({ to, from }: { readonly to?: Moment; readonly from?: Moment }): TypedHit['value'] => ({
  to: to?.value ?? null,
  from: from?.value ?? null,
});

const isInstant = (said: ParsedComponents): boolean => said.isCertain('timezoneOffset');

/** A span from start to its end, which is, as Duckling has it, the first moment that is no more part of it. */
function spanOf(
  found: ParsedResult,
  from: WallTime,
  grain: Grain,
  reference: TimeReference,
): { readonly from: WallTime; readonly to: WallTime; readonly grain: Grain } | undefined {
  if (found.end) {
    const endGrain = grainOf(found.end, found.text, reference);
    const both = finer(grain, endGrain);
    return { from, to: later(startOf(wallTimeOf(found.end, reference.zone, endGrain), both), both, 1), grain: both };
  }
  const hours = partOfDay(found.start);
  if (!hours) return undefined;
  const day = startOf(from, 'day');
  return { from: later(day, 'hour', hours[0]), to: later(day, 'hour', hours[1]), grain: 'hour' };
}

function partOfDay(said: ParsedComponents): readonly [number, number] | undefined {
  if (said.isCertain('hour')) return undefined;
  const tag = [...said.tags()].find((name) => Object.hasOwn(partsOfDay, name));
  return tag === undefined ? undefined : partsOfDay[tag];
}

/** After how long the words mean the next moment; none for those that mean one only. */
function periodOf(said: ParsedComponents): Grain | undefined {
  if (said.isCertain('year')) return undefined;
  if (said.isCertain('month')) return 'year';
  if (said.isCertain('day')) return 'month';
  if (said.isCertain('weekday')) return 'week';
  return said.isCertain('hour') && !isInstant(said) ? 'day' : undefined;
}

const writtenMinutes = /\d[:.h]\d\d/i;
const units: readonly (readonly [Grain, readonly Component[]])[] = [
  ['second', ['second']],
  ['minute', ['minute']],
  ['hour', ['hour']],
  ['day', ['day', 'weekday']],
  ['month', ['month']],
  ['year', ['year']],
];

function grainOf(said: ParsedComponents, words: string, { wholeWeek }: TimeReference): Grain {
  if (wholeWeek.test(words)) return 'week';
  if (momentsOfDay.some((tag) => said.tags().has(tag))) return 'hour';
  const [grain] = units.find(([, parts]) => parts.some((part) => said.isCertain(part))) ?? (['day'] as const);
  // "at 3pm" sets the minute to 0 without saying it.
  return grain === 'minute' && said.get('minute') === 0 && !writtenMinutes.test(words) ? 'hour' : grain;
}

/** What the person's clock shows at the first moment of what is said. */
function wallTimeOf(said: ParsedComponents, zone: string, grain: Grain): WallTime {
  if (isInstant(said)) return startOf(wallAt(said.date(), zone), grain);
  const part = (name: Component): number => said.get(name) ?? 0;
  const wall = { year: part('year'), month: part('month'), day: part('day') };
  return startOf({ ...wall, hour: part('hour'), minute: part('minute'), second: part('second') }, grain);
}

function openSide(
  ahead: string,
  { before, after }: TimeReference['openWords'],
): { readonly side: 'to' | 'from'; readonly length: number } | undefined {
  const until = before.exec(ahead);
  if (until) return { side: 'to', length: until[0].length };
  const since = after.exec(ahead);
  return since ? { side: 'from', length: since[0].length } : undefined;
}
