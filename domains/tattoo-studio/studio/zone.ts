/** Days and hours on the studio's wall clock, safe across changes of daylight saving time. */

/** The studio's time zone. */
const STUDIO_ZONE = 'America/New_York';

/** A day of the calendar as `2026-10-16`; days sort as text. */
export type Day = string;

/** Minutes since midnight on the wall clock. */
export type Minutes = number;

const wallClock = new Intl.DateTimeFormat('en-CA', {
  timeZone: STUDIO_ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

const longDay = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', weekday: 'long', month: 'long', day: 'numeric' });
const shortDay = new Intl.DateTimeFormat('en-US', {
  timeZone: 'UTC',
  weekday: 'short',
  month: 'short',
  day: 'numeric',
});

function wallParts(instant: Date): { day: Day; minutes: Minutes } {
  const parts = new Map(wallClock.formatToParts(instant).map((part) => [part.type, part.value]));
  return {
    day: `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`,
    minutes: Number(parts.get('hour')) * 60 + Number(parts.get('minute')),
  };
}

/** The studio's day at an instant. */
export const dayOf = (instant: Date): Day => wallParts(instant).day;

/** The studio's wall clock at an instant, in minutes since midnight. */
export const minutesOf = (instant: Date): Minutes => wallParts(instant).minutes;

/** How far the studio's wall clock is ahead of UTC at an instant, in minutes (negative in America). */
export function offsetOf(instant: Date): number {
  const { day, minutes } = wallParts(instant);
  return Math.round((Date.parse(`${day}T00:00:00Z`) + minutes * 60_000 - instant.getTime()) / 60_000);
}

/** The instant at which the studio's wall clock shows these minutes on this day. */
export function instantOf(day: Day, minutes: Minutes): Date {
  const asUtc = Date.parse(`${day}T00:00:00Z`) + minutes * 60_000;
  // The offset of a first guess may be that of the other side of a clock change; the second one is right.
  const guess = new Date(asUtc - offsetOf(new Date(asUtc)) * 60_000);
  return new Date(asUtc - offsetOf(guess) * 60_000);
}

/** The day so many days later. */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The weekday of a day, 0 for Sunday to 6 for Saturday. */
export const weekdayOf = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay();

/** A day in words: `Friday, October 16`. */
export const sayDay = (day: Day): string => longDay.format(new Date(`${day}T00:00:00Z`));

/** A day in few words, for buttons: `Fri, Oct 16`. */
export const sayDayShortly = (day: Day): string => shortDay.format(new Date(`${day}T00:00:00Z`));

/** A time of day in words: `2:30 pm`, `noon`. */
export function sayTime(minutes: Minutes): string {
  if (minutes === 720) return 'noon';
  const hour = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const clock = `${((hour + 11) % 12) + 1}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
  return `${clock} ${hour < 12 ? 'am' : 'pm'}`;
}

/** A time of day as slots hold it: `14:30`. */
export const clockOf = (minutes: Minutes): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** The minutes of a clock text such as `14:30`. */
export function minutesOfClock(clock: string): Minutes {
  const [hour, minute] = clock.split(':');
  return Number(hour) * 60 + Number(minute ?? 0);
}
