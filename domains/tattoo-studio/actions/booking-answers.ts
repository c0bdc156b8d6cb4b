/** Days and times for an appointment: which answers will do, and what is said when they won't. */
import {
  distinctTimes,
  freeStarts,
  isWithin,
  nearestOffers,
  nextFreeDays,
  offersOn,
  workingSpans,
} from '../studio/availability.js';
import { BOOKING_HORIZON_DAYS, openOn, saySpan } from '../studio/hours.js';
import type { Artist } from '../studio/tables.js';
import { readDay, readTime } from '../studio/when.js';
import { capital, listOf } from '../studio/words.js';
import { addDays, clockOf, type Day, dayOf, type Minutes, minutesOfClock, sayDay, sayTime } from '../studio/zone.js';
import type { TattooContext } from '../types.js';
import { wholeMention } from './answers.js';
import type { Draft } from './form.js';
import { dayButton, timeButton, windowOfDays, windowOfTimes } from './project.js';

/** For whom and how long a time is looked for. */
export interface Seeking {
  readonly artists: readonly Artist[];
  readonly duration: Minutes;
  /** The booking that is being moved; its own hours count as free. */
  readonly without?: string | undefined;
}

/** A day as a slot keeps it, or `null` with the reason said. A stretch of days goes to `date_window`. */
export async function readDate(
  text: string,
  context: TattooContext,
  draft: Draft,
  seeking: Seeking,
  isAlone: boolean,
): Promise<Day | null> {
  const said = readDay(wholeMention(context, 'date') ?? text, context.now);
  if (said?.kind === 'range') {
    if (/\b(?:first one|earliest|soonest)\b/i.test(text)) return firstFreeDay(said.from, context, seeking);
    draft.date_window = `${said.from}..${said.to}`;
    return null;
  }
  if (!said) {
    if (isAlone) context.say('I didn’t catch the day. Something like "Friday", "October 16" or "next week" works.');
    return null;
  }
  const problem = await problemOfDay(said.kind === 'past' ? { past: said.day } : { day: said.day }, context, seeking);
  if (problem === undefined) {
    draft.date_window = null;
    return said.day;
  }
  context.say(problem);
  const last = addDays(dayOf(context.now), BOOKING_HORIZON_DAYS);
  draft.date_window = said.kind === 'past' || said.day > last ? null : `${said.day}..${last}`;
  return null;
}

async function firstFreeDay(from: Day, { services, now }: TattooContext, seeking: Seeking): Promise<Day | null> {
  const calendar = await services.studio.calendar(seeking.artists, now, from, undefined, seeking.without);
  return nextFreeDays(calendar, from, seeking.duration, 1)[0]?.day ?? null;
}

async function problemOfDay(
  said: { readonly past: Day } | { readonly day: Day },
  { now, services }: TattooContext,
  { artists, duration, without }: Seeking,
): Promise<string | undefined> {
  if ('past' in said) return `${sayDay(said.past)} has passed already.`;
  const { day } = said;
  if (day > addDays(dayOf(now), BOOKING_HORIZON_DAYS)) return 'Our books are open six months ahead, no further yet.';
  if (!openOn(day)) return `We’re closed on Sundays and Mondays, and ${sayDay(day)} is one of them.`;
  const calendar = await services.studio.calendar(artists, now, day, day, without);
  const [only] = artists;
  const name = only && artists.length === 1 ? firstName(only) : undefined;
  if (name && artists.every((artist) => workingSpans(calendar, artist, day).length === 0)) {
    return `${name} isn’t in on ${sayDay(day)}.`;
  }
  if (offersOn(calendar, day, duration).length > 0) return undefined;
  const hours = duration > 60 ? ` for ${duration / 60} hours in a row` : '';
  return `${sayDay(day)} is fully booked${name ? ` with ${name}` : ''}${hours}.`;
}

/** A time as a slot keeps it, or `null` with the reason and the nearest free hours said. */
export async function readStart(
  text: string,
  context: TattooContext,
  draft: Draft,
  day: Day,
  seeking: Seeking,
  isAlone: boolean,
): Promise<string | null> {
  const said = readTime(wholeMention(context, 'time') ?? text) ?? readTime(spokenText(context));
  if (!said) {
    if (isAlone) context.say('I didn’t catch the time. "3 pm", "half past four" or "in the morning" all work.');
    return null;
  }
  draft.time_window = said.kind === 'part' ? `${said.span.start}..${said.span.end}` : null;
  const calendar = await context.services.studio.calendar(seeking.artists, context.now, day, day, seeking.without);
  const offers = offersOn(calendar, day, seeking.duration);
  if (said.kind === 'any') return offers[0] ? clockOf(offers[0].start) : null;
  if (said.kind === 'part') {
    if (!offers.some((offer) => isWithin(offer.start, said.span))) {
      draft.time_window = null;
      context.say(`Nothing is free ${said.words} that day.`);
    }
    return null;
  }
  if (await isFree(said.minutes, context, day, seeking)) return clockOf(said.minutes);
  const open = openOn(day);
  const closed = open && (said.minutes < open.start || said.minutes + seeking.duration > open.end);
  const reason = closed
    ? said.minutes >= open.start && said.minutes < open.end
      ? `That would run past closing time: the session takes ${seeking.duration / 60} hours and we close at ${sayTime(open.end)}.`
      : `We’re open ${saySpan(open)} that day.`
    : `${capital(sayTime(said.minutes))} isn’t free${seeking.duration > 60 ? ` for ${seeking.duration / 60} hours in a row` : ''}.`;
  const nearest = nearestOffers(offers, said.minutes, 3);
  const around =
    nearest.length > 0
      ? ` Nearest to it: ${listOf(
          nearest.map((offer) => sayTime(offer.start)),
          'or',
        )}.`
      : '';
  context.say(`${reason}${around}`);
  return null;
}

/** The whole message, for when a mention in it was cut too short; nothing when it is a button's payload. */
const spokenText = ({ latestMessage: { text } }: TattooContext): string => (text.startsWith('/') ? '' : text);

/** Whether a session can start then, with any of the artists. */
async function isFree(start: Minutes, context: TattooContext, day: Day, seeking: Seeking): Promise<boolean> {
  return (await freeArtists(start, context, day, seeking)).length > 0;
}

/** The artists with whom a session can start then. */
export async function freeArtists(
  start: Minutes,
  { services, now }: TattooContext,
  day: Day,
  { artists, duration, without }: Seeking,
): Promise<readonly Artist[]> {
  const calendar = await services.studio.calendar(artists, now, day, day, without);
  return artists.filter((artist) => freeStarts(calendar, artist, day, duration).includes(start));
}

/** Asks for the day, with the next ones that have something free as buttons. */
export async function askDate(context: TattooContext, seeking: Seeking, question: string): Promise<void> {
  const window = windowOfDays(context.slots);
  const today = dayOf(context.now);
  const from = window && window.from > today ? window.from : today;
  const calendar = await context.services.studio.calendar(
    seeking.artists,
    context.now,
    from,
    undefined,
    seeking.without,
  );
  const span = windowOfTimes(context.slots);
  const all = nextFreeDays(calendar, from, seeking.duration, 4, span);
  const within = window ? all.filter(({ day }) => day <= window.to) : all;
  const days = within.length > 0 ? within : all;
  if (days.length === 0) {
    context.say({
      text: 'I see nothing free in the next six months. Someone from the studio can look at it with you.',
      buttons: [{ title: 'Talk to a person', payload: '/speak_to_human' }],
    });
    return;
  }
  const note = window && within.length === 0 ? 'Nothing is free in that time. ' : '';
  context.say({ text: `${note}${question}`, buttons: days.map(({ day }) => dayButton(day)) });
}

/** Asks for the time, with the free hours of the day as buttons. */
export async function askTime(context: TattooContext, seeking: Seeking, question: string): Promise<void> {
  const day = context.slots.date;
  if (!day) return;
  const calendar = await context.services.studio.calendar(seeking.artists, context.now, day, day, seeking.without);
  const offers = distinctTimes(offersOn(calendar, day, seeking.duration));
  const span = windowOfTimes(context.slots);
  const within = span ? offers.filter((offer) => isWithin(offer.start, span)) : offers;
  const shown = spread(within.length > 0 ? within : offers, 6);
  context.say({ text: question, buttons: shown.map((offer) => timeButton(offer.start)) });
}

/** An artist's first name. */
export const firstName = (artist: Pick<Artist, 'name'>): string => artist.name.split(' ')[0] ?? artist.name;

/** The minutes of a time slot, if it is one. */
export const startOf = (time: string | null): Minutes | undefined =>
  time && /^\d\d:\d\d$/.test(time) ? minutesOfClock(time) : undefined;

/** So many of a list, spread over its length. */
function spread<Item>(items: readonly Item[], count: number): readonly Item[] {
  if (items.length <= count) return items;
  const step = (items.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, index) => items[Math.round(index * step)]).filter(
    (item) => item !== undefined,
  );
}
