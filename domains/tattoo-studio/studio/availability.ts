/** Which hours are free: pure functions of working hours, bookings and the clock. */
import { BOOKING_HORIZON_DAYS, LUNCH, type Span } from './hours.js';
import type { Artist, Booked, WorkingHours } from './tables.js';
import { addDays, type Day, dayOf, instantOf, type Minutes, minutesOf, weekdayOf } from './zone.js';

/** Starts lie on this grid, in minutes. */
const GRID = 30;

/** So long before a session it can still be booked through the bot, in minutes. */
const NOTICE = 60;

/** All that is needed to know who is free when. */
export interface Calendar {
  readonly artists: readonly Artist[];
  readonly hours: readonly WorkingHours[];
  readonly booked: readonly Booked[];
  readonly now: Date;
}

/** A start that is free: who, when. */
export interface FreeStart {
  readonly artist: Artist;
  readonly day: Day;
  readonly start: Minutes;
}

/** When an artist works on a day, without the lunch break. */
export function workingSpans(calendar: Calendar, artist: Artist, day: Day): readonly Span[] {
  return calendar.hours
    .filter((row) => row.artistId === artist.id && row.weekday === weekdayOf(day))
    .flatMap((row) => subtract([{ start: row.fromMinute, end: row.toMinute }], LUNCH));
}

/** The stretches of a day in which an artist is free, past and short-notice time left out. */
function freeSpans(calendar: Calendar, artist: Artist, day: Day): readonly Span[] {
  const today = dayOf(calendar.now);
  if (day < today || day > addDays(today, BOOKING_HORIZON_DAYS)) return [];
  const midnight = instantOf(day, 0);
  const nextMidnight = instantOf(addDays(day, 1), 0);
  let spans = workingSpans(calendar, artist, day);
  for (const booking of calendar.booked) {
    if (booking.artistId !== artist.id || booking.startsAt >= nextMidnight || booking.endsAt <= midnight) continue;
    spans = subtract(spans, { start: minutesOf(booking.startsAt), end: minutesOf(booking.endsAt) });
  }
  if (day > today) return spans;
  const soonest = Math.ceil((minutesOf(calendar.now) + NOTICE) / GRID) * GRID;
  return subtract(spans, { start: 0, end: soonest });
}

/** Every start of the half-hour grid at which so many minutes are free. */
export function freeStarts(calendar: Calendar, artist: Artist, day: Day, duration: Minutes): readonly Minutes[] {
  return freeSpans(calendar, artist, day).flatMap((span) => startsIn(span, duration, GRID));
}

/** The starts worth offering: one every hour from the beginning of each free stretch, so that no half hour is wasted. */
export function offeredStarts(calendar: Calendar, artist: Artist, day: Day, duration: Minutes): readonly Minutes[] {
  const step = duration < 60 ? GRID : 60;
  return freeSpans(calendar, artist, day).flatMap((span) => startsIn(span, duration, step));
}

/** What is free on a day with any of the artists of the calendar, earliest first, the first artist first. */
export function offersOn(calendar: Calendar, day: Day, duration: Minutes): readonly FreeStart[] {
  return calendar.artists
    .flatMap((artist) => offeredStarts(calendar, artist, day, duration).map((start) => ({ artist, day, start })))
    .sort((one, other) => one.start - other.start);
}

/** The free starts of a day that lie nearest to a wanted time, one for each time of day, in order. */
export function nearestOffers(offers: readonly FreeStart[], wanted: Minutes, limit: number): readonly FreeStart[] {
  return distinctTimes(offers)
    .toSorted((one, other) => Math.abs(one.start - wanted) - Math.abs(other.start - wanted))
    .slice(0, limit)
    .sort((one, other) => one.start - other.start);
}

/** One offer for each time of day. */
export function distinctTimes(offers: readonly FreeStart[]): readonly FreeStart[] {
  return offers.filter((offer, index) => offers.findIndex((other) => other.start === offer.start) === index);
}

/** Days with something free, from a day on, each with its offers. */
export function nextFreeDays(
  calendar: Calendar,
  from: Day,
  duration: Minutes,
  limit: number,
  within: Span = { start: 0, end: 24 * 60 },
): readonly { readonly day: Day; readonly offers: readonly FreeStart[] }[] {
  const last = addDays(dayOf(calendar.now), BOOKING_HORIZON_DAYS);
  const found: { day: Day; offers: readonly FreeStart[] }[] = [];
  for (let day = from; day <= last && found.length < limit; day = addDays(day, 1)) {
    const offers = offersOn(calendar, day, duration).filter((offer) => isWithin(offer.start, within));
    if (offers.length > 0) found.push({ day, offers });
  }
  return found;
}

/** Whether a start lies in a stretch of the day. */
export const isWithin = (start: Minutes, span: Span): boolean => start >= span.start && start < span.end;

function startsIn(span: Span, duration: Minutes, step: Minutes): Minutes[] {
  const starts: Minutes[] = [];
  const first = Math.ceil(span.start / GRID) * GRID;
  for (let start = first; start + duration <= span.end; start += step) starts.push(start);
  return starts;
}

function subtract(spans: readonly Span[], taken: Span): readonly Span[] {
  return spans.flatMap((span) =>
    taken.end <= span.start || taken.start >= span.end
      ? [span]
      : [
          { start: span.start, end: taken.start },
          { start: taken.end, end: span.end },
        ].filter((rest) => rest.end > rest.start),
  );
}
