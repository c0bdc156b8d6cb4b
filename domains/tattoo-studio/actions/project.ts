/** What the slots say of the piece that a person plans, in the studio's terms. */
import type { Button } from 'parley';
import type { Span } from '../studio/hours.js';
import { placeIn } from '../studio/places.js';
import { artistsFor, type Estimate, estimate, type Piece } from '../studio/pricing.js';
import { artistsForIdea } from '../studio/recommend.js';
import { artistNamed, type Studio } from '../studio/service.js';
import { sessionsOf, sizeIn } from '../studio/sizes.js';
import type { AppointmentKind, Artist } from '../studio/tables.js';
import { clockOf, type Day, type Minutes, sayDayShortly, sayTime } from '../studio/zone.js';
import type { Slots } from '../types.js';
import { ANY_ARTIST, OPEN } from './answers.js';

/** What kind of appointment the slots speak of. */
export function kindOf({ appointment_kind: kind }: Pick<Slots, 'appointment_kind'>): AppointmentKind {
  return kind === 'consultation' || kind === 'piercing' ? kind : 'tattoo';
}

/** How long the appointment takes, in minutes. */
export function durationOf(slots: Slots): Minutes {
  if (kindOf(slots) !== 'tattoo') return 30;
  const size = sizeIn(slots.size ?? '');
  return (size ? sessionsOf(size).hours : 1) * 60;
}

/** The artists who may do it, the best first: the one asked for, or all who suit. */
export async function artistsOf(slots: Slots, studio: Studio): Promise<readonly Artist[]> {
  const artists = await studio.artists();
  if (kindOf(slots) === 'piercing') return artists.filter((artist) => artist.role === 'piercing');
  const named = slots.artist && slots.artist !== ANY_ARTIST ? artistNamed(slots.artist, artists) : undefined;
  return named ? [named] : artistsForIdea(slots, artists).map((advice) => advice.artist);
}

/** The piece as the price list sees it; `undefined` without a size. */
function pieceOf(slots: Slots): Piece | undefined {
  if (!slots.size) return undefined;
  const style = slots.style === OPEN ? null : slots.style;
  const color = slots.color === OPEN ? null : slots.color;
  const place = placeIn(slots.body_part ?? '')?.piercing ? null : slots.body_part;
  return { size: slots.size, place, style, color, idea: slots.idea };
}

/** What the piece will cost, with the artist chosen or over all who suit. */
export async function priceOf(slots: Slots, studio: Studio): Promise<Estimate | undefined> {
  const piece = pieceOf(slots);
  if (!piece) return undefined;
  const artists = (await studio.artists()).filter((artist) => artist.role === 'tattoo');
  const named = slots.artist && slots.artist !== ANY_ARTIST ? artistNamed(slots.artist, artists) : undefined;
  return estimate(piece, named ? [named] : artistsFor(piece, artists));
}

/** The piece in a few words: `a small fine line lavender on the left forearm`. */
export function describePiece(slots: Slots): string {
  const style = slots.style && slots.style !== OPEN ? slots.style : undefined;
  const what = slots.idea ?? (style ? `${style} piece` : 'tattoo');
  const details = [
    slots.idea && style && !slots.idea.toLowerCase().includes(style) ? style : undefined,
    slots.size ?? undefined,
    slots.color && slots.color !== OPEN ? slots.color : undefined,
    slots.body_part && !what.toLowerCase().includes(slots.body_part) ? slots.body_part : undefined,
  ].filter((detail) => detail !== undefined);
  return details.length > 0 ? `${what} (${details.join(', ')})` : what;
}

/** The stretch of days in the slot `date_window`. */
export function windowOfDays(slots: Pick<Slots, 'date_window'>): { readonly from: Day; readonly to: Day } | undefined {
  const [from, to] = slots.date_window?.split('..') ?? [];
  return from && to ? { from, to } : undefined;
}

/** The part of the day in the slot `time_window`. */
export function windowOfTimes(slots: Pick<Slots, 'time_window'>): Span | undefined {
  const [start, end] = slots.time_window?.split('..').map(Number) ?? [];
  return start !== undefined && end !== undefined ? { start, end } : undefined;
}

/** A button that answers with a day. */
export const dayButton = (day: Day): Button => ({ title: sayDayShortly(day), payload: inform({ date: day }) });

/** A button that answers with a time of day. */
export const timeButton = (start: Minutes): Button => ({
  title: sayTime(start),
  payload: inform({ time: clockOf(start) }),
});

/** The payload of an answer: `/inform{"time":"14:30"}`. */
export const inform = (values: Readonly<Record<string, string>>): string => `/inform${JSON.stringify(values)}`;

/** The payload of a wish with what is known for it. */
export const wish = (intent: string, values: Readonly<Record<string, string>> = {}): string =>
  Object.keys(values).length === 0 ? `/${intent}` : `/${intent}${JSON.stringify(values)}`;
