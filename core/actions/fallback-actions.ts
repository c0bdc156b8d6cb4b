import type { Event, UserEvent } from '../tracker/events.js';
import { ACTION_LISTEN } from '../tracker/names.js';
import type { Tracker } from '../tracker/tracker.js';
import { FALLBACK_INTENT, OUT_OF_SCOPE_INTENT } from './names.js';
import { type ActionHouse, type ActionRun, type ActionScope, botEvent } from './runner.js';

/** Takes back the latest message and the wait for it. */
const rewind: Event = { event: 'rewind' };
const listen: Event = { event: 'action', name: ACTION_LISTEN };

/** Asks whether a message was understood rightly, with two buttons. */
export const askAffirmation: ActionRun = (_house, { tracker }) => {
  const { intent, intent_ranking } = tracker.latestMessage;
  const second = intent_ranking[1]?.name;
  const guess = intent.name === FALLBACK_INTENT && second ? second : intent.name;
  return [
    botEvent({
      text: `Did you mean '${guess}'?`,
      buttons: [
        { title: 'Yes', payload: `/${guess}` },
        { title: 'No', payload: `/${OUT_OF_SCOPE_INTENT}` },
      ],
      metadata: { utter_action: 'action_default_ask_affirmation' },
    }),
  ];
};

/**
 * The loop of a message that was not understood: asks whether the best guess is right, then for other words, then
 * gives up (rasa.com/docs/rasa/fallback-handoff#two-stage-fallback).
 */
export const twoStageFallback: ActionRun = async (house, scope) => {
  const { tracker } = scope;
  const name = 'action_two_stage_fallback';
  const begins = tracker.activeLoop?.name !== name;
  const events: Event[] = begins ? [{ event: 'active_loop', name }] : [];
  if (!isOver(tracker)) {
    const unclear = begins || tracker.latestMessage.intent.name === FALLBACK_INTENT;
    const ask = unclear ? 'action_default_ask_affirmation' : 'action_default_ask_rephrase';
    return [...events, ...(await house.run(ask, scope))];
  }
  return [...events, { event: 'active_loop', name: null }, ...(await leave(house, scope))];
};

async function leave(house: ActionHouse, scope: ActionScope): Promise<readonly Event[]> {
  const { tracker } = scope;
  if (givesUp(tracker)) return house.run('action_default_fallback', scope);
  const user = latestUser(tracker);
  return user ? [rewind, listen, clarified(user)] : [rewind, listen];
}

function isOver(tracker: Tracker): boolean {
  const intent = tracker.latestMessage.intent.name;
  const clear = intent !== FALLBACK_INTENT && intent !== OUT_OF_SCOPE_INTENT;
  return clear || givesUp(tracker);
}

/** The person was not understood twice in a row, or said no to the second guess. */
function givesUp(tracker: Tracker): boolean {
  const last = latestIntents(tracker, 3).join(' ');
  const twice = `${FALLBACK_INTENT} ${FALLBACK_INTENT}`;
  return last.startsWith(twice) || last === `${OUT_OF_SCOPE_INTENT} ${FALLBACK_INTENT} ${OUT_OF_SCOPE_INTENT}`;
}

/** Intents of the latest messages, newest first; one that was taken back ends the row. */
function latestIntents(tracker: Tracker, count: number): readonly string[] {
  const intents: string[] = [];
  for (let index = tracker.events.length - 1; index >= 0 && intents.length < count; index -= 1) {
    const event = tracker.events[index];
    if (event?.event === 'rewind' || event?.event === 'restart') break;
    if (event?.event === 'user') intents.push(event.parse_data.intent.name ?? '');
  }
  return intents;
}

/** Takes back what a two-stage fallback of older Rasa projects left behind. */
export const revertFallbackEvents: ActionRun = (_house, { tracker }) => {
  const user = latestUser(tracker);
  const actions = tracker
    .appliedEvents()
    .flatMap((event) => (event.event === 'action' && event.name !== ACTION_LISTEN ? [event.name] : []));
  const rephrased = actions.at(-1) === 'action_default_ask_rephrase';
  const affirmed = actions.at(-1) === 'action_default_ask_affirmation';
  if (!user || !(rephrased || affirmed)) return [];
  const afterRephrasing = affirmed && actions.at(-2) === 'action_default_ask_rephrase';
  const single: Event[] = affirmed ? [rewind, rewind, listen] : [];
  const long: Event[] = rephrased || afterRephrasing ? [rewind, rewind, rewind, listen] : [];
  // Other words are as clear as they are; what was affirmed is beyond doubt.
  return [...single, ...long, affirmed ? clarified(user) : fresh(user)];
};

function latestUser(tracker: Tracker): UserEvent | undefined {
  return tracker.events.findLast((event): event is UserEvent => event.event === 'user');
}

/** The same message, now beyond doubt. */
function clarified(user: UserEvent): UserEvent {
  const intent = { ...user.parse_data.intent, confidence: 1 };
  return { ...fresh(user), parse_data: { ...user.parse_data, intent } };
}

/** The same message, said now. */
function fresh({ timestamp: _timestamp, ...user }: UserEvent): UserEvent {
  return user;
}
