import type { Calendar } from '../../../domains/tattoo-studio/studio/availability.js';
import { openingHoursOf } from '../../../domains/tattoo-studio/studio/hours.js';
import type { Artist, Booked } from '../../../domains/tattoo-studio/studio/tables.js';
import { instantOf } from '../../../domains/tattoo-studio/studio/zone.js';

const artist = (id: number, name: string, styles: string[], hourlyRate: number, minimum: number): Artist => ({
  id,
  slug: name.split(' ')[0]?.toLowerCase() ?? '',
  name,
  role: 'tattoo',
  bio: '',
  styles,
  hourlyRate,
  minimum,
});

export const mara = artist(1, 'Mara Voss', ['fine line', 'botanical', 'lettering'], 160, 120);
export const kenji = artist(2, 'Kenji Sato', ['japanese'], 220, 200);
export const luis = artist(3, 'Luis Ortega', ['realism', 'portrait'], 210, 200);
export const freya = artist(4, 'Freya Lind', ['blackwork', 'dotwork', 'geometric', 'tribal', 'minimalist'], 170, 120);
export const dmitri = artist(5, 'Dmitri Volkov', ['traditional', 'neo-traditional'], 150, 100);
export const aisha = artist(
  6,
  'Aisha Rahman',
  ['watercolor', 'realism', 'cover-up', 'illustrative', 'anime'],
  190,
  150,
);
export const team = [mara, kenji, luis, freya, dmitri, aisha];

const weekdays = new Map([
  [mara, [2, 3, 4, 6]],
  [kenji, [3, 4, 5, 6]],
]);

/** Tuesday, October 13, 2026, 10:00 at the studio. */
export const tuesdayAtTen = instantOf('2026-10-13', 600);

/** The calendar of Mara and Kenji, or of those given, with what is booked. */
export function calendarWith(booked: readonly Booked[] = [], now = tuesdayAtTen, artists = [mara, kenji]): Calendar {
  const hours = artists.flatMap((one) =>
    (weekdays.get(one) ?? []).flatMap((weekday) => {
      const open = openingHoursOf(weekday);
      return open ? [{ artistId: one.id, weekday, fromMinute: open.start, toMinute: open.end }] : [];
    }),
  );
  return { artists, hours, booked, now };
}

/** A booking of an artist between two hours of a day. */
export const booking = (who: Artist, day: string, from: number, to: number): Booked => ({
  artistId: who.id,
  startsAt: instantOf(day, from * 60),
  endsAt: instantOf(day, to * 60),
});
