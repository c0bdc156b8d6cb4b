import type { Chrono, Component, ParsedComponents, ParsedResult } from 'chrono-node';
import { findDurations } from './quantities.js';
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
  const durations = findDurations(text);
  const isDuration = ({ index, text: said }: ParsedResult): boolean =>
    durations.some(({ start, end }) => start === index && end === index + said.length);
  // chrono-node takes "two hours" for "in two hours".
  const results = chrono.parse(text, reference, { forwardDate: true }).filter((result) => !isDuration(result));
  return results.map((found) => {
    const from = pointOf(found.start, zone);
    const place = { dimension: 'time', start: found.index, end: found.index + found.text.length } as const;
    if (!found.end) return { ...place, value: from.value, info: { ...from, type: 'value', values: [from] } };
    const to = pointOf(found.end, zone);
    return { ...place, value: { from: from.value, to: to.value }, info: { type: 'interval', from, to } };
  });
}

/** chrono-node's tags of words that say a time of the day without a figure; a mere "tomorrow" has none. */
const partsOfDay = /^casualReference\/(?:morning|afternoon|noon|evening|tonight|night|midnight)$/;

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
  const timed = said.isCertain('hour') || [...said.tags()].some((tag) => partsOfDay.test(tag));
  const part = (name: Component): number => said.get(name) ?? 0;
  const day = { year: part('year'), month: part('month'), day: part('day') };
  if (!timed) return isoInZone({ ...day, hour: 0, minute: 0, second: 0 }, zone);
  return isoInZone({ ...day, hour: part('hour'), minute: part('minute'), second: part('second') }, zone);
}
