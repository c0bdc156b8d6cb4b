import type { defaultActionNames } from '../domain/default-actions.js';
import type { Event } from '../tracker/events.js';
import { ACTION_LISTEN, REQUESTED_SLOT } from '../tracker/names.js';
import type { Tracker } from '../tracker/tracker.js';
import { extractSlots } from './extract-slots.js';
import { askAffirmation, revertFallbackEvents, twoStageFallback } from './fallback-actions.js';
import { type ActionRun, botEvent } from './runner.js';
import { composeIfThere } from './utter.js';

const nothing: ActionRun = () => [];

/** What the default actions do, as Rasa 3.x has them (rasa.com/docs/rasa/default-actions). */
export const defaultActions: Readonly<Record<(typeof defaultActionNames)[number], ActionRun>> = {
  action_listen: nothing,
  action_unlikely_intent: nothing,
  action_restart: async (house, scope) => [
    ...(await composeIfThere(house, scope, 'utter_restart')),
    { event: 'restart' },
  ],
  action_session_start: (house, { tracker }) => [
    { event: 'session_started' },
    ...(house.domain.session.carryOverSlots ? slotsToCarry(tracker) : []),
    { event: 'action', name: ACTION_LISTEN },
  ],
  action_default_fallback: async (house, scope) => [
    ...(await composeIfThere(house, scope, 'utter_default')),
    { event: 'rewind' },
  ],
  action_deactivate_loop: () => [
    { event: 'active_loop', name: null },
    { event: 'slot', name: REQUESTED_SLOT, value: null },
  ],
  action_back: async (house, scope) => [
    ...(await composeIfThere(house, scope, 'utter_back')),
    { event: 'rewind' },
    { event: 'rewind' },
  ],
  action_default_ask_affirmation: askAffirmation,
  action_default_ask_rephrase: (house, scope) => composeIfThere(house, scope, 'utter_ask_rephrase'),
  action_two_stage_fallback: twoStageFallback,
  action_revert_fallback_events: revertFallbackEvents,
  action_extract_slots: extractSlots,
  action_send_text: (_house, { tracker, metadata }) => {
    const message = metadata?.message ?? tracker.latestMessage.metadata?.message ?? textEntity(tracker);
    if (typeof message === 'string') return [botEvent({ text: message })];
    return typeof message === 'object' && message !== null ? [botEvent(message)] : [];
  },
};

/** A trigger from elsewhere may bring what is to be said as an entity `text`. */
function textEntity(tracker: Tracker): unknown {
  return tracker.latestMessage.entities.find((entity) => entity.entity === 'text')?.value;
}

/** The slots as they are, for those that something has set; one event each, however often a slot changed. */
function slotsToCarry(tracker: Tracker): readonly Event[] {
  const set = new Set<string>();
  for (const event of tracker.appliedEvents()) {
    if (event.event === 'slot' && event.name in tracker.slots) set.add(event.name);
    if (event.event === 'reset_slots') set.clear();
  }
  return [...set].map((name) => ({ event: 'slot', name, value: tracker.slots[name] ?? null }));
}
