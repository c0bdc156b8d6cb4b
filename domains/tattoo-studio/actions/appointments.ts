/** Finding appointments, and saying when they are. */
import { type Button, defineAction, type Event, slotSet } from 'parley';
import type { FullAppointment } from '../studio/service.js';
import { capital } from '../studio/words.js';
import { dayOf, minutesOf, sayDay, sayDayShortly, sayTime } from '../studio/zone.js';
import type { TattooBot, TattooContext } from '../types.js';
import { contactIn, entitiesOf, readContact, refIn } from './answers.js';
import { firstName } from './booking-answers.js';
import type { Judging } from './form.js';
import { inform } from './project.js';

/** Up to so many hours before, the deposit is refunded and moving is free. */
const NOTICE_HOURS = 48;

/** Whether it is too late for free changes. */
export const isShortNotice = (appointment: FullAppointment, now: Date): boolean =>
  appointment.startsAt.getTime() - now.getTime() < NOTICE_HOURS * 3_600_000;

/** Sets `booking_ref` when it is plain which appointment is meant, so that nobody in this chat needs to know it. */
export const findAppointment = defineAction<TattooBot>({
  name: 'action_find_appointment',
  run: async (context): Promise<readonly Event[]> => {
    const given = refIn(context.latestMessage.text) ?? entitiesOf(context, 'booking_ref').map(refIn).at(-1);
    const cleared = [slotSet('cancel_confirmed', null), slotSet('booking_confirmed', null)];
    if (given) return [...cleared, slotSet('booking_ref', given)];
    const own = await ownAppointments(context);
    return [...cleared, slotSet('booking_ref', own.length === 1 ? (own[0]?.ref ?? null) : null)];
  },
});

/** The coming appointments of the person in this chat: those made here, else those of their phone or mail. */
async function ownAppointments({ services, conversationId, now, slots, latestMessage }: TattooContext) {
  const given = refIn(latestMessage.text) ? undefined : contactIn(latestMessage.text);
  const here = given ? [] : await services.studio.upcoming({ conversationId }, now);
  if (here.length > 0) return here;
  const contact = given ?? slots.contact ?? slots.email ?? undefined;
  return contact ? services.studio.upcoming({ contact }, now) : [];
}

/** A reference, or a phone number or mail address that leads to one. */
export async function readRef(text: string, judging: Judging): Promise<string | null> {
  const { context } = judging;
  const { studio } = context.services;
  const ref = refIn(text);
  const contact = ref ? null : readContact(text, { ...judging, alone: false });
  if (!ref && !contact) {
    if (context.latestMessage.intent.name === 'deny') judging.end();
    return null;
  }
  const found = await studio.upcoming(ref ? { ref } : { contact: contact ?? '' }, context.now);
  if (found.length === 1) return found[0]?.ref ?? null;
  // Which of several it is, the form asks next.
  if (found.length > 1) return null;
  context.say({
    text: ref
      ? `I can’t find ${ref} among the coming appointments. It may have a typo, or the day has passed.`
      : 'I can’t find a coming appointment under that.',
    buttons: [{ title: 'Talk to a person', payload: '/speak_to_human' }],
  });
  return null;
}

/** Asks which appointment is meant. */
export const askBookingRef = defineAction<TattooBot>({
  name: 'action_ask_booking_ref',
  run: async (context) => {
    const own = await ownAppointments(context);
    if (own.length > 1)
      context.say({ text: 'There is more than one. Which appointment is it?', buttons: own.map(appointmentButton) });
    else context.utter('utter_which_booking');
  },
});

const appointmentButton = (appointment: FullAppointment): Button => ({
  title: `${sayDayShortly(dayOf(appointment.startsAt))}, ${sayTime(minutesOf(appointment.startsAt))}, ${firstName(appointment.artist)}`,
  payload: inform({ booking_ref: appointment.ref }),
});

/** The coming appointment of a reference. */
export async function appointmentOf(
  ref: string | null,
  { services, now }: TattooContext,
): Promise<FullAppointment | undefined> {
  return ref ? (await services.studio.upcoming({ ref }, now))[0] : undefined;
}

/** Says when somebody's appointments are. */
export const checkAppointment = defineAction<TattooBot>({
  name: 'action_check_appointment',
  run: async (context) => {
    const { services, now, say, utter, latestMessage } = context;
    const ref = refIn(latestMessage.text) ?? entitiesOf(context, 'booking_ref').map(refIn).at(-1);
    const found = ref ? await services.studio.upcoming({ ref }, now) : await ownAppointments(context);
    if (found.length === 0) {
      if (ref) say(`I can’t find ${ref} among the coming appointments. It may have a typo, or the day has passed.`);
      utter('utter_which_booking');
      return;
    }
    say({
      text: found.map((appointment) => `- ${describe(appointment)}`).join('\n'),
      buttons: [
        { title: 'Move it', payload: '/reschedule_appointment' },
        { title: 'Cancel it', payload: '/cancel_appointment' },
        { title: 'How to prepare', payload: '/ask_preparation' },
      ],
    });
  },
});

/** An appointment's day and time in words. */
export const when = (appointment: FullAppointment): string =>
  `${sayDay(dayOf(appointment.startsAt))} at ${sayTime(minutesOf(appointment.startsAt))}`;

/** `**TAT-1234**: consultation with Mara Voss on Friday, October 16 at 2:30 pm`. */
export function describe(appointment: FullAppointment): string {
  const what = appointment.kind === 'tattoo' ? 'session' : appointment.kind;
  return `**${appointment.ref}**: ${capital(what)} with ${appointment.artist.name} on ${when(appointment)}`;
}
