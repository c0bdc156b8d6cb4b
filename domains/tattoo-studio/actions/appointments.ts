/** Finding, moving and calling off appointments. */
import { type Button, defineAction, type Event, slotSet } from 'parley';
import type { FullAppointment } from '../studio/service.js';
import { capital } from '../studio/words.js';
import { dayOf, minutesOf, sayDay, sayDayShortly, sayTime } from '../studio/zone.js';
import type { TattooBot, TattooContext } from '../types.js';
import { contactIn, entitiesOf, readContact, refIn } from './answers.js';
import { spoken } from './book.js';
import { askDate, askTime, firstName, readDate, readStart, type Seeking, startOf } from './booking-answers.js';
import { type Draft, defineTattooForm, type Judging } from './form.js';
import { inform } from './project.js';

/** Up to so many hours before, the deposit is refunded and moving is free. */
const NOTICE_HOURS = 48;

/** Whether it is too late for free changes. */
const isShortNotice = (appointment: FullAppointment, now: Date): boolean =>
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
  const here = await services.studio.upcoming({ conversationId }, now);
  if (here.length > 0) return here;
  const contact = contactIn(latestMessage.text) ?? slots.contact ?? slots.email ?? undefined;
  return contact ? services.studio.upcoming({ contact }, now) : [];
}

/** A reference, or a phone number or mail address that leads to one. */
async function readRef(text: string, judging: Judging): Promise<string | null> {
  const { context } = judging;
  const { studio } = context.services;
  const ref = refIn(text);
  const contact = ref ? null : readContact(text, { ...judging, alone: false });
  if (!ref && !contact) {
    if (judging.alone)
      context.say(
        'I need the reference from your confirmation, like TAT-1234, or the phone number or mail address you booked with.',
      );
    return null;
  }
  const found = await studio.upcoming(ref ? { ref } : { contact: contact ?? '' }, context.now);
  if (found.length === 1) return found[0]?.ref ?? null;
  if (found.length > 1) {
    context.say({ text: 'There is more than one. Which of them?', buttons: found.map(appointmentButton) });
    return null;
  }
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
    if (own.length > 1) context.say({ text: 'Which appointment is it?', buttons: own.map(appointmentButton) });
    else context.utter('utter_which_booking');
  },
});

const appointmentButton = (appointment: FullAppointment): Button => ({
  title: `${sayDayShortly(dayOf(appointment.startsAt))}, ${sayTime(minutesOf(appointment.startsAt))}, ${firstName(appointment.artist)}`,
  payload: inform({ booking_ref: appointment.ref }),
});

async function appointmentOf(
  ref: string | null,
  { services, now }: TattooContext,
): Promise<FullAppointment | undefined> {
  return ref ? (await services.studio.upcoming({ ref }, now))[0] : undefined;
}

function seekingFor(appointment: FullAppointment): Seeking {
  return {
    artists: [appointment.artist],
    duration: (appointment.endsAt.getTime() - appointment.startsAt.getTime()) / 60_000,
    without: appointment.ref,
  };
}

/** Judges the answers of the form that moves an appointment. */
export const validateRescheduleForm = defineTattooForm({
  form: 'reschedule_form',
  answers: {
    booking_ref: (text, judging) => readRef(text, judging),
    date: async (text, { context, draft, alone }) => {
      const appointment = await appointmentOf(draft.booking_ref, context);
      if (!appointment) return text;
      return readNewDate(text, appointment, context, draft, alone);
    },
    time: async (text, { context, draft, alone }) => {
      const appointment = await appointmentOf(draft.booking_ref, context);
      if (!appointment || !draft.date) return text;
      return readStart(text, context, draft, draft.date, seekingFor(appointment), alone);
    },
    booking_confirmed: (text, { context, draft, alone }) => {
      if (/\b(day|date)\b/i.test(text)) draft.date = draft.time = null;
      else if (/\b(time|hour)\b/i.test(text)) draft.time = null;
      else if (context.latestMessage.intent.name === 'deny') return false;
      else if (alone) context.say('Say "yes" to move it, or "no" to leave it where it is.');
      return null;
    },
  },
  settle: async ({ context, draft, brought }) => {
    const appointment = await appointmentOf(draft.booking_ref, context);
    if (!appointment) return;
    if (draft.date && !/^\d{4}-/.test(draft.date))
      draft.date = await readNewDate(draft.date, appointment, context, draft, false);
    const isStale = brought.has('date') && !brought.has('time');
    if (draft.date && draft.time && (isStale || startOf(draft.time) === undefined)) {
      draft.time = await readStart(draft.time, context, draft, draft.date, seekingFor(appointment), false);
    }
    if (draft.booking_confirmed === true && brought.size > 1) draft.booking_confirmed = null;
  },
  asks: () => ['booking_ref', 'date', 'time', 'booking_confirmed'],
});

/** "I'm booked on Saturday, can I move it" names the old day, not a new one. */
async function readNewDate(
  text: string,
  appointment: FullAppointment,
  context: TattooContext,
  draft: Draft,
  isAlone: boolean,
) {
  const date = await readDate(text, context, draft, seekingFor(appointment), isAlone);
  const isOldDay = date === dayOf(appointment.startsAt);
  return isOldDay && draft.requested_slot !== 'date' && !draft.time ? null : date;
}

/** Asks for the new day, and says what moving costs at this point. */
export const askRescheduleDate = defineAction<TattooBot>({
  name: 'action_ask_reschedule_form_date',
  run: async (context) => {
    const appointment = await appointmentOf(context.slots.booking_ref, context);
    if (!appointment) return;
    context.say(
      `Your appointment with ${appointment.artist.name} is on ${when(appointment)}. ${movingTerms(appointment, context.now)}`,
    );
    await askDate(
      context,
      seekingFor(appointment),
      `Which day would you like instead? ${firstName(appointment.artist)} is free on:`,
    );
  },
});

function movingTerms(appointment: FullAppointment, now: Date): string {
  if (appointment.kind !== 'tattoo') return 'Moving it is free.';
  if (isShortNotice(appointment, now))
    return 'It is less than 48 hours away, so the deposit would be lost if it moves.';
  return appointment.moves > 0
    ? 'It was moved once already, so moving it again needs a new deposit.'
    : 'Moving it once is free.';
}

/** Asks for the new time. */
export const askRescheduleTime = defineAction<TattooBot>({
  name: 'action_ask_reschedule_form_time',
  run: async (context) => {
    const appointment = await appointmentOf(context.slots.booking_ref, context);
    if (!appointment || !context.slots.date) return;
    await askTime(context, seekingFor(appointment), `At what time on ${sayDay(context.slots.date)}?`);
  },
});

/** Asks for a yes to the move. */
export const askRescheduleConfirmation = defineAction<TattooBot>({
  name: 'action_ask_reschedule_form_booking_confirmed',
  run: async (context) => {
    const { slots } = context;
    const appointment = await appointmentOf(slots.booking_ref, context);
    const start = startOf(slots.time);
    if (!appointment || !slots.date || start === undefined) return;
    context.say({
      text: `From ${when(appointment)} to **${sayDay(slots.date)} at ${sayTime(start)}**, with ${appointment.artist.name}. Shall I move it?`,
      buttons: [
        { title: 'Yes, move it', payload: '/affirm' },
        { title: 'Another day', payload: 'another day' },
        { title: 'Leave it as it is', payload: '/stop' },
      ],
    });
  },
});

/** Moves the appointment. */
export const reschedule = defineAction<TattooBot>({
  name: 'action_reschedule_appointment',
  run: async (context): Promise<readonly Event[]> => {
    const { slots, services, now, utter, say } = context;
    const cleared = (['date', 'time', 'date_window', 'time_window', 'booking_confirmed'] as const).map((slot) =>
      slotSet(slot, null),
    );
    const start = startOf(slots.time);
    if (slots.booking_confirmed !== true || !slots.booking_ref || !slots.date || start === undefined) {
      utter('utter_left_as_it_is');
      return cleared;
    }
    const outcome = await services.studio.reschedule(slots.booking_ref, slots.date, start, now);
    if (outcome.kind === 'booked') {
      utter('utter_moved', spoken(outcome.appointment));
      return cleared;
    }
    say({
      text: 'That hour was taken just now, so your appointment is still where it was. Shall we look for another?',
      buttons: [{ title: 'Yes, another time', payload: '/reschedule_appointment' }],
    });
    return cleared;
  },
});

/** Judges the answers of the form that calls an appointment off. */
export const validateCancelForm = defineTattooForm({
  form: 'cancel_form',
  answers: {
    booking_ref: (text, judging) => readRef(text, judging),
    cancel_confirmed: (_text, { context, alone }) => {
      const { intent } = context.latestMessage;
      if (intent.name === 'cancel_appointment') return true;
      if (alone) context.say('Say "yes" to cancel it, or "no" to keep it.');
      return null;
    },
  },
  asks: () => ['booking_ref', 'cancel_confirmed'],
});

/** Asks for a yes to calling off, and says what becomes of the deposit. */
export const askCancelConfirmation = defineAction<TattooBot>({
  name: 'action_ask_cancel_form_cancel_confirmed',
  run: async (context) => {
    const appointment = await appointmentOf(context.slots.booking_ref, context);
    if (!appointment) return;
    const deposit =
      appointment.kind !== 'tattoo'
        ? ''
        : isShortNotice(appointment, context.now)
          ? ' It is less than 48 hours away, so the deposit is kept.'
          : ' It is more than 48 hours away, so your deposit is refunded.';
    context.say({
      text: `${describe(appointment)}.${deposit} Shall I cancel it?`,
      buttons: [
        { title: 'Yes, cancel it', payload: '/affirm' },
        { title: 'Move it instead', payload: '/reschedule_appointment' },
        { title: 'Keep it', payload: '/deny' },
      ],
    });
  },
});

/** Calls the appointment off. */
export const cancel = defineAction<TattooBot>({
  name: 'action_cancel_appointment',
  run: async ({ slots, services, utter }): Promise<readonly Event[]> => {
    if (slots.cancel_confirmed !== true || !slots.booking_ref) {
      utter('utter_left_as_it_is');
      return [slotSet('cancel_confirmed', null)];
    }
    await services.studio.cancel(slots.booking_ref);
    utter('utter_cancelled', { ref: slots.booking_ref });
    return [slotSet('cancel_confirmed', null), slotSet('booking_ref', null)];
  },
});

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

const when = (appointment: FullAppointment): string =>
  `${sayDay(dayOf(appointment.startsAt))} at ${sayTime(minutesOf(appointment.startsAt))}`;

/** `**TAT-1234**: consultation with Mara Voss on Friday, October 16 at 2:30 pm`. */
function describe(appointment: FullAppointment): string {
  const what = appointment.kind === 'tattoo' ? 'session' : appointment.kind;
  return `**${appointment.ref}**: ${capital(what)} with ${appointment.artist.name} on ${when(appointment)}`;
}
