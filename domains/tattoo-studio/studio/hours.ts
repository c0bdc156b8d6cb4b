import { type Day, type Minutes, sayTime, weekdayOf } from './zone.js';

/** A stretch of a day; `end` is exclusive. */
export interface Span {
  readonly start: Minutes;
  readonly end: Minutes;
}

const hours = (from: number, to: number): Span => ({ start: from * 60, end: to * 60 });

/** When the studio is open, by weekday (0 is Sunday); Sundays and Mondays it is closed. */
const openingHours: ReadonlyMap<number, Span> = new Map([
  [2, hours(11, 19)],
  [3, hours(11, 19)],
  [4, hours(11, 19)],
  [5, hours(11, 19)],
  [6, hours(10, 18)],
]);

/** Everybody's lunch break. */
export const LUNCH: Span = { start: 14 * 60, end: 14 * 60 + 30 };

/** How many days ahead the books are open. */
export const BOOKING_HORIZON_DAYS = 180;

/** The opening hours of a day, or `undefined` when the studio is closed. */
export const openOn = (day: Day): Span | undefined => openingHours.get(weekdayOf(day));

/** The opening hours of a weekday, 0 for Sunday. */
export const openingHoursOf = (weekday: number): Span | undefined => openingHours.get(weekday);

/** Opening hours in words: `11 am to 7 pm`. */
export const saySpan = (span: Span): string => `${sayTime(span.start)} to ${sayTime(span.end)}`;
