import type { Chrono, Component, ParsedComponents } from 'chrono-node';
import type { TypedHit } from './typed-hit.js';
import { instantInZone, isoInZone, offsetAt } from './zones.js';

/** When and where a message was written. */
export interface TimeReference {
  readonly sentAt: Date;
  /** IANA zone. */
  readonly zone: string;
}

/** The units in which a time can be meant, the finest first, with what has to be said for each. */
const grains: readonly (readonly [grain: string, said: readonly Component[]])[] = [
  ['second', ['second']],
  ['minute', ['minute']],
  ['hour', ['hour']],
  ['day', ['day', 'weekday']],
  ['month', ['month']],
  ['year', ['year']],
];

/** Dates and times, read as the future where the words leave it open. */
export function findTimes(text: string, chrono: Chrono, { sentAt, zone }: TimeReference): TypedHit[] {
  const reference = { instant: sentAt, timezone: offsetAt(zone, sentAt) };
  return chrono.parse(text, reference, { forwardDate: true }).map((found) => {
    const from = pointOf(found.start, zone);
    const place = { dimension: 'time', start: found.index, end: found.index + found.text.length } as const;
    if (!found.end) return { ...place, value: from.value, info: { ...from, type: 'value', values: [from] } };
    const to = pointOf(found.end, zone);
    return { ...place, value: { from: from.value, to: to.value }, info: { type: 'interval', from, to } };
  });
}

interface TimePoint {
  readonly value: string;
  readonly grain: string;
  readonly type: 'value';
}

function pointOf(said: ParsedComponents, zone: string): TimePoint {
  return {
    value: said.isCertain('timezoneOffset') ? instantInZone(said.date(), zone) : wallTimeOf(said, zone),
    grain: grainOf(said),
    type: 'value',
  };
}

function grainOf(said: ParsedComponents): string {
  // "at 3pm" sets the minute to 0 without saying it.
  const [grain] = grains.find(([, parts]) => parts.some((part) => said.isCertain(part))) ?? ['day'];
  return grain === 'minute' && said.get('minute') === 0 ? 'hour' : grain;
}

/** A day without a time is its first second, as Duckling has it. */
function wallTimeOf(said: ParsedComponents, zone: string): string {
  const timed = said.isCertain('hour') || (said.get('hour') ?? 12) !== 12;
  const part = (name: Component): number => said.get(name) ?? 0;
  const day = { year: part('year'), month: part('month'), day: part('day') };
  if (!timed) return isoInZone({ ...day, hour: 0, minute: 0, second: 0 }, zone);
  return isoInZone({ ...day, hour: part('hour'), minute: part('minute'), second: part('second') }, zone);
}
