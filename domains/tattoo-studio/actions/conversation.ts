/** The reusable actions, made for this bot. */
import { defineAction, followup } from 'parley';
import { breakOff, handover, suggestIntents, takeUpOffer } from 'parley/actions';
import type { TattooBot } from '../types.js';

/** What the intents are called where the bot suggests them. */
const titles: Readonly<Record<string, string>> = {
  book_appointment: 'Book a session',
  book_consultation: 'Plan a tattoo together',
  reschedule_appointment: 'Move my appointment',
  cancel_appointment: 'Cancel my appointment',
  check_appointment: 'See my appointment',
  list_artists: 'Meet the artists',
  ask_artist_portfolio: 'See an artist’s work',
  recommend_artist: 'Find the right artist',
  ask_artist_availability: 'When an artist is free',
  recommend_style: 'Find the right style',
  ask_style_info: 'About a style',
  ask_placement_advice: 'Where to put it',
  ask_size_advice: 'How big it must be',
  ask_custom_design: 'Custom designs',
  ask_price_estimate: 'What it costs',
  ask_deposit: 'The deposit',
  ask_payment_methods: 'How to pay',
  ask_tip: 'Tips',
  ask_walk_in: 'Walk-ins',
  ask_waiting_time: 'The next free date',
  ask_services: 'All services',
  ask_cover_up: 'Cover-ups',
  ask_touch_up: 'Touch-ups',
  ask_piercing: 'Piercings',
  ask_tattoo_removal: 'Removal and lightening',
  ask_age_requirement: 'Age and ID',
  ask_health_restrictions: 'Health questions',
  ask_sterilization: 'Hygiene',
  ask_pain: 'How much it hurts',
  ask_preparation: 'How to prepare',
  ask_aftercare: 'Aftercare',
  ask_healing_time: 'Healing time',
  report_healing_problem: 'A healing problem',
  ask_activity_restrictions: 'Sport, sun and swimming',
  ask_hours: 'Opening hours',
  ask_location: 'Where we are',
  ask_policies: 'Studio rules',
  ask_amenities: 'Comfort and access',
  ask_discounts: 'Offers',
  ask_gift_card: 'Gift cards',
  ask_contact: 'Contact',
  speak_to_human: 'Talk to a person',
  make_complaint: 'Make a complaint',
  give_feedback: 'Give feedback',
  ask_help: 'What I can do',
};

const leave = breakOff({
  response: 'utter_stopped',
  idleResponse: 'utter_deny_idle',
  clears: ['booking_confirmed', 'cancel_confirmed', 'date_window', 'time_window'],
});

/** Less sure than this, a "stop" in a form may mean something else, and the form asks again. */
const sureOfStop = 0.55;

/** Leaves the form, unless it only seemed that somebody wants to: what they told is not given up on a guess. */
const leaveWhenMeant = defineAction<TattooBot>({
  name: leave.name,
  run: (context) => {
    if (context.activeLoop === null || context.latestMessage.intent.confidence >= sureOfStop) return leave.run(context);
    context.utter('utter_please_rephrase');
    return [];
  },
});

/** Less sure than this that something is no matter of the studio, it was not understood. */
const sureOfScope = 0.5;

/** Turns down what the studio has nothing to do with; what only may be such a wish is asked for in other words. */
const turnDown = defineAction<TattooBot>({
  name: 'action_turn_down',
  run: ({ latestMessage, utter }) => {
    if (latestMessage.intent.confidence < sureOfScope) return [followup('action_suggest_intents')];
    utter('utter_out_of_scope');
    return [];
  },
});

/** The actions of the conversation itself. */
export const conversationActions = [
  handover({ response: 'utter_handover', slot: 'handed_over' }),
  leaveWhenMeant,
  turnDown,
  takeUpOffer({
    offers: {
      book_appointment: 'booking_form',
      book_consultation: 'consultation_form',
      reschedule_appointment: 'reschedule_form',
      ask_price_estimate: 'price_form',
      speak_to_human: 'action_handover',
    },
    always: ['speak_to_human'],
    idleResponse: 'utter_affirm_idle',
  }),
  suggestIntents({
    titles,
    response: 'utter_please_rephrase',
    secondResponse: 'utter_not_understood_again',
    human: { title: 'Talk to a person', payload: '/speak_to_human' },
  }),
];
