/** Who is free when, and how long the wait is. */
import { defineAction } from 'parley';
import { distinctTimes, isWithin, nextFreeDays, offersOn, workingSpans } from '../studio/availability.js';
import { openOn, saySpan } from '../studio/hours.js';
import { artistsFor } from '../studio/pricing.js';
import type { Artist } from '../studio/tables.js';
import { readDay, readTime } from '../studio/when.js';
import { listOf } from '../studio/words.js';
import { addDays, type Day, dayOf, sayDay, sayDayShortly, sayTime, weekdayOf } from '../studio/zone.js';
import type { TattooBot, TattooContext } from '../types.js';
import { entitiesOf } from './answers.js';
import { namedArtist } from './artists.js';
import { wish } from './project.js';

const weekdayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Says when an artist, or anybody, is free, from the calendar. */
export const artistAvailability = defineAction<TattooBot>({
  name: 'action_artist_availability',
  run: async (context) => {
    const { services, now, say } = context;
    const all = await services.studio.artists();
    const tattooers = all.filter((artist) => artist.role === 'tattoo');
    const mentioned = entitiesOf(context, 'artist').at(-1);
    const named = namedArtist(context, all);
    if (mentioned && !named) say(`Nobody called ${mentioned} works here, so let me tell you about our own artists.`);
    const style = entitiesOf(context, 'style').at(-1);
    const artists = named ? [named] : style ? artistsFor({ style }, tattooers) : tattooers;
    const saidDay = entitiesOf(context, 'date').at(-1);
    const when = saidDay ? readDay(saidDay, now) : undefined;
    if (when?.kind === 'day') {
      await sayDayAvailability(context, artists, when.day);
      return;
    }
    const from = when?.kind === 'range' ? when.from : dayOf(now);
    await sayNextFree(context, artists, from, when?.kind === 'range' ? when.to : undefined);
  },
});

async function sayDayAvailability(context: TattooContext, artists: readonly Artist[], day: Day): Promise<void> {
  const { services, now, say } = context;
  const open = openOn(day);
  if (!open) {
    say(`The studio is closed on ${sayDay(day)}: we’re open Tuesday to Saturday.`);
    return sayNextFree(context, artists, day, undefined);
  }
  const time = readTime(entitiesOf(context, 'time').at(-1) ?? '');
  const span =
    time?.kind === 'part'
      ? time.span
      : time?.kind === 'time'
        ? { start: time.minutes, end: time.minutes + 60 }
        : undefined;
  const calendar = await services.studio.calendar(artists, now, day, day);
  const lines = artists.flatMap((artist) => {
    if (workingSpans(calendar, artist, day).length === 0) return [];
    const offers = distinctTimes(offersOn({ ...calendar, artists: [artist] }, day, 60));
    const fitting = span ? offers.filter((offer) => isWithin(offer.start, span)) : offers;
    const times = fitting.map((offer) => sayTime(offer.start));
    if (times.length === 0) return [`- **${artist.name}** is in, but ${span ? 'not free then' : 'fully booked'}`];
    return [`- **${artist.name}**: ${listOf(times.slice(0, 6), 'or')}`];
  });
  if (lines.length === 0) lines.push('Nobody who does that is in on that day.');
  const [first] = artists;
  if (first && artists.length === 1 && workingSpans(calendar, first, day).length === 0) {
    say(`${first.name} isn’t in on ${sayDay(day)}.`);
    await sayNextFree(context, artists, day, undefined);
    return;
  }
  say({
    text: `${sayDay(day)} (open ${saySpan(open)}):\n${lines.join('\n')}`,
    buttons: [
      {
        title: 'Book that day',
        payload: wish('book_appointment', {
          date: day,
          ...(first && artists.length === 1 ? { artist: first.name } : {}),
        }),
      },
      { title: 'Another day', payload: '/ask_artist_availability' },
    ],
  });
}

async function sayNextFree(
  context: TattooContext,
  artists: readonly Artist[],
  from: Day,
  to: Day | undefined,
): Promise<void> {
  const { services, now, say } = context;
  const calendar = await services.studio.calendar(artists, now, from);
  const [only] = artists;
  const days = (artist: Artist, count: number) =>
    nextFreeDays({ ...calendar, artists: [artist] }, from, 60, count).filter(
      ({ day }) => to === undefined || day <= to,
    );
  if (only && artists.length === 1) {
    const free = days(only, 4);
    const works = new Set(calendar.hours.filter((row) => row.artistId === only.id).map((row) => row.weekday));
    const weekdays = listOf([...works].sort().map((weekday) => weekdayNames[weekday] ?? ''));
    say({
      text: [
        `${only.name} works on ${weekdays}.`,
        free.length > 0 ? 'The next free days:' : 'Nothing is free in that time.',
        ...free.map(
          ({ day, offers }) =>
            `- **${sayDay(day)}**: ${listOf(
              offers.slice(0, 4).map((offer) => sayTime(offer.start)),
              'or',
            )}`,
        ),
      ].join('\n'),
      buttons: free.slice(0, 3).map(({ day }) => ({
        title: sayDayShortly(day),
        payload: wish('book_appointment', { artist: only.name, date: day }),
      })),
    });
    return;
  }
  const lines = artists.flatMap((artist) => {
    const [next] = days(artist, 1);
    const first = next?.offers[0];
    return next && first ? [`- **${artist.name}**: ${sayDayShortly(next.day)} from ${sayTime(first.start)}`] : [];
  });
  say({
    text: lines.length > 0 ? `The next free hours:\n${lines.join('\n')}` : 'Nothing is free in that time, I’m afraid.',
    buttons: [
      { title: 'Book a session', payload: '/book_appointment' },
      { title: 'Free consultation', payload: '/book_consultation' },
    ],
  });
}

/** Says how long the wait is, from the calendar: for a short session, a long one, a consultation. */
export const waitingTime = defineAction<TattooBot>({
  name: 'action_waiting_time',
  run: async (context) => {
    const { services, now, say } = context;
    const tattooers = (await services.studio.artists()).filter((artist) => artist.role === 'tattoo');
    const named = namedArtist(context, tattooers);
    const artists = named ? [named] : tattooers;
    const today = dayOf(now);
    const calendar = await services.studio.calendar(artists, now, today);
    const row = (label: string, minutes: number) => {
      const [next] = nextFreeDays(calendar, today, minutes, 1);
      const offer = next?.offers[0];
      return next && offer
        ? [`- **${label}:** ${wait(today, next.day)}, with ${offer.artist.name} at ${sayTime(offer.start)}`]
        : [];
    };
    say({
      text: [
        `The earliest you can come${named ? ` to ${named.name}` : ''}:`,
        ...row('Consultation (30 minutes)', 30),
        ...row('Small piece (1 hour)', 60),
        ...row('Long session (4 hours)', 240),
        '',
        'Small flash is also done without an appointment: Tuesday, Wednesday and Friday, 11 am to 1 pm.',
      ].join('\n'),
      buttons: [
        { title: 'Book a session', payload: '/book_appointment' },
        { title: 'About walk-ins', payload: '/ask_walk_in' },
      ],
    });
  },
});

function wait(today: Day, day: Day): string {
  if (day === today) return 'today';
  if (day === addDays(today, 1)) return 'tomorrow';
  const days = Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000);
  return days < 7
    ? `this ${weekdayNames[weekdayOf(day)]}`
    : `${sayDay(day)}, in ${Math.round(days / 7)} ${days < 11 ? 'week' : 'weeks'}`;
}
