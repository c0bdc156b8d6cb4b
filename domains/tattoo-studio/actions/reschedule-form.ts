/** Moving an appointment. */
import { defineAction, type Event, slotSet } from 'parley';
import type { FullAppointment } from '../studio/service.js';
import { hear } from '../studio/speech/hear.js';
import { dayOf, sayDay, sayTime } from '../studio/zone.js';
import type { TattooBot, TattooContext } from '../types.js';
import { appointmentOf, isShortNotice, readRef, when } from './appointments.js';
import { spoken } from './book.js';
import { askDate, askTime, firstName, readDate, readStart, type Seeking, startOf } from './booking-answers.js';
import { type Draft, defineTattooForm } from './form.js';

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
      if (!alone) return null;
      if (/\b(day|date)\b/i.test(hear(text))) draft.date = draft.time = null;
      else if (/\b(time|hour)\b/i.test(hear(text))) draft.time = null;
      else if (context.latestMessage.intent.name === 'deny') return false;
      else context.say('Say "yes" to move it, or "no" to leave it where it is.');
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
