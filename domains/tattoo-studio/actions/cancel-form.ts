/** Calling an appointment off. */
import { defineAction, type Event, slotSet } from 'parley';
import type { TattooBot } from '../types.js';
import { appointmentOf, describe, isShortNotice, readRef } from './appointments.js';
import { defineTattooForm } from './form.js';

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
