import { defineAction, type Event, followup, slotSet } from 'parley';
import type { FullAppointment } from '../studio/service.js';
import { listOf } from '../studio/words.js';
import { clockOf, dayOf, minutesOf, sayDay, sayTime } from '../studio/zone.js';
import type { TattooBot, TattooSlots } from '../types.js';
import { startOf } from './booking-answers.js';
import { picturesIn } from './pictures.js';
import { artistsOf, durationOf, kindOf, priceOf, timeButton } from './project.js';

/** What belongs to one booking and not to the next. */
const bookingSlots: readonly (keyof TattooSlots)[] = [
  'idea',
  'style',
  'body_part',
  'size',
  'color',
  'artist',
  'date',
  'time',
  'date_window',
  'time_window',
  'booking_confirmed',
  'appointment_kind',
];

/** Books what the form has gathered; when somebody was faster, asks for another hour. */
export const bookAppointment = defineAction<TattooBot>({
  name: 'action_book_appointment',
  run: async ({ slots, services, now, conversationId, events, say, utter }): Promise<readonly Event[]> => {
    const start = startOf(slots.time);
    if (slots.booking_confirmed !== true || !slots.date || start === undefined) {
      utter('utter_stopped');
      return [slotSet('booking_confirmed', null)];
    }
    const kind = kindOf(slots);
    const price = kind === 'tattoo' ? await priceOf(slots, services.studio) : undefined;
    const contact = slots.contact ?? '';
    const pictures = picturesIn(events);
    const outcome = await services.studio.book(
      {
        kind,
        artists: await artistsOf(slots, services.studio),
        day: slots.date,
        start,
        duration: durationOf(slots),
        client: { name: slots.name ?? '', ...(contact.includes('@') ? { email: contact } : { phone: contact }) },
        idea: slots.idea,
        style: slots.style,
        bodyPart: slots.body_part,
        size: slots.size,
        price,
        conversationId,
        pictures,
      },
      now,
    );
    if (outcome.kind === 'taken') {
      const { alternatives } = outcome;
      const others = alternatives.map((offer) => sayTime(offer.start));
      say({
        text: `Somebody just took ${sayTime(start)}, a moment before you. ${others.length > 0 ? `Still free that day: ${listOf(others, 'or')}.` : 'That day is full now.'}`,
        buttons: alternatives.map((offer) => timeButton(offer.start)),
      });
      const day = alternatives.length > 0 ? [] : [slotSet('date', null)];
      return [slotSet('time', null), slotSet('booking_confirmed', null), ...day, followup('booking_form')];
    }
    const { appointment } = outcome;
    utter(`utter_booked_${kind}`, { ...spoken(appointment), contact });
    if (pictures.length > 0) say(pictures.length === 1 ? 'Your picture is with it.' : 'Your pictures are with it.');
    return [...bookingSlots.map((slot) => slotSet(slot, null)), slotSet('booking_ref', appointment.ref)];
  },
});

/** An appointment as responses speak of it. */
export function spoken({ ref, artist, startsAt }: FullAppointment): Readonly<Record<string, string>> {
  return {
    ref,
    artist: artist.name,
    day: sayDay(dayOf(startsAt)),
    time: sayTime(minutesOf(startsAt)),
    clock: clockOf(minutesOf(startsAt)),
  };
}
