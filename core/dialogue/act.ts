import { ActionRejected } from '../actions/action.js';
import { ERROR_RESPONSE } from '../actions/names.js';
import { type ActionHouse, botEvent } from '../actions/runner.js';
import { utterIfThere } from '../actions/utter.js';
import { formatError, ParleyError } from '../errors.js';
import type { PolicyPrediction } from '../policies/policy.js';
import type { ActionEvent, Event } from '../tracker/events.js';
import { ACTION_LISTEN } from '../tracker/names.js';
import type { Tracker } from '../tracker/tracker.js';
import type { Turn } from './turn.js';

/** How an action went. */
export type Outcome = 'done' | 'rejected' | 'failed';

/** What the bot says when an action failed and the domain has no `utter_error`. */
const APOLOGY = 'Sorry, something went wrong on my side. Please try again in a moment.';

/** Runs the action of a prediction and records what came of it: all of its events, or none. */
export async function act(house: ActionHouse, turn: Turn, prediction: PolicyPrediction): Promise<Outcome> {
  const { action } = prediction;
  if (action === null) return 'rejected';
  const events = await attempt(house, turn, prediction, action);
  if (!Array.isArray(events)) return recordTrouble(house, turn, prediction, action, events as Trouble);
  const refused = events.some((event) => event.event === 'action_execution_rejected');
  if (!refused) turn.record([...(prediction.events ?? []), actionEvent(house, prediction, action)]);
  warnOfUnknownSlots(house, turn.tracker, action, events);
  turn.record(events);
  if (events.some((event) => event.event === 'user')) await fillSlots(house, turn);
  return 'done';
}

/** Fills slots from the latest message. A fault here leaves the slots alone. */
export async function fillSlots(house: ActionHouse, turn: Turn): Promise<void> {
  const { tracker, now, signal } = turn;
  try {
    turn.record(await house.run('action_extract_slots', { tracker, now, signal }));
  } catch (error) {
    signal.throwIfAborted();
    house.log.error(
      { conversationId: tracker.conversationId, error: formatError(error) },
      'Slots could not be filled.',
    );
  }
}

/** Says that something went wrong. */
export function apologize(house: ActionHouse, turn: Turn): void {
  const { tracker, now, signal } = turn;
  const events = utterIfThere(house, { tracker, now, signal }, ERROR_RESPONSE);
  turn.record(events.length > 0 ? events : [botEvent({ text: APOLOGY })]);
}

/** The bot waits for the person. */
export const listenEvent: ActionEvent = { event: 'action', name: ACTION_LISTEN, policy: null, confidence: null };

type Trouble = { readonly rejected: true } | { readonly error: unknown };

async function attempt(
  house: ActionHouse,
  turn: Turn,
  prediction: PolicyPrediction,
  action: string,
): Promise<readonly Event[] | Trouble> {
  const { now, signal } = turn;
  try {
    const tracker = withEvents(turn.tracker, prediction.events);
    return await house.run(action, { tracker, now, signal, metadata: prediction.actionMetadata });
  } catch (error) {
    signal.throwIfAborted();
    return error instanceof ActionRejected ? { rejected: true } : { error };
  }
}

/** A policy's events count only when the action runs; until then they are seen by it alone. */
function withEvents(tracker: Tracker, events: readonly Event[] | undefined): Tracker {
  if (!events || events.length === 0) return tracker;
  const trial = tracker.fork();
  for (const event of events) trial.apply(event);
  return trial;
}

function recordTrouble(
  house: ActionHouse,
  turn: Turn,
  prediction: PolicyPrediction,
  action: string,
  trouble: Trouble,
): Outcome {
  const { policy, confidence } = prediction;
  if ('rejected' in trouble) {
    turn.record([{ event: 'action_execution_rejected', name: action, policy, confidence }]);
    return 'rejected';
  }
  const code = trouble.error instanceof ParleyError ? trouble.error.code : 'ACTION_FAILED';
  const conversationId = turn.tracker.conversationId;
  house.log.error({ conversationId, action, code, error: trouble.error }, formatError(trouble.error));
  turn.record([{ ...actionEvent(house, prediction, action), metadata: { failed: code } }]);
  apologize(house, turn);
  return 'failed';
}

function actionEvent(house: ActionHouse, prediction: PolicyPrediction, action: string): ActionEvent {
  const { policy, confidence, hideRuleTurn, actionMetadata } = prediction;
  const byText = !house.defines(action) && house.domain.endToEndActions.includes(action);
  return {
    event: 'action',
    name: byText ? null : action,
    policy: policy || null,
    confidence,
    ...(byText ? { action_text: action } : {}),
    ...(hideRuleTurn ? { hide_rule_turn: true } : {}),
    ...(actionMetadata ? { metadata: actionMetadata } : {}),
  };
}

function warnOfUnknownSlots(house: ActionHouse, tracker: Tracker, action: string, events: readonly Event[]): void {
  for (const event of events) {
    if (event.event !== 'slot' || event.name in tracker.slots) continue;
    const { conversationId } = tracker;
    house.log.warn(
      { conversationId, action, slot: event.name },
      `${action} sets a slot that the domain does not have.`,
    );
  }
}
