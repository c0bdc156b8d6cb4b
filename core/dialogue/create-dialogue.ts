import { createActionHouse } from '../actions/house.js';
import { FALLBACK_INTENT } from '../actions/names.js';
import type { ActionHouse } from '../actions/runner.js';
import { languageOf } from '../domain/language-slot.js';
import { errorTexts, formatError } from '../errors.js';
import type { HookName, Hooks } from '../kernel/hooks.js';
import type { ParseResult } from '../nlu/parse-result.js';
import { predictNext } from '../policies/ensemble.js';
import type { PolicyPrediction } from '../policies/policy.js';
import type { UserEvent } from '../tracker/events.js';
import { ACTION_LISTEN } from '../tracker/names.js';
import type { Tracker } from '../tracker/tracker.js';
import { act, apologize, fillSlots, listenEvent } from './act.js';
import type { Dialogue, TurnInput, TurnResult } from './dialogue.js';
import { languageEvents } from './language.js';
import { leaveLostLoop } from './lost-loop.js';
import { createMoves, type Moves } from './moves.js';
import type { DialogueParts, ParseOptions } from './parts.js';
import { startSessionIfDue } from './session.js';
import { beginTurn, type Turn } from './turn.js';
import { triggerEvent, userEvent } from './user-events.js';

const DEFAULT_MAX_ACTIONS = 10;

/** What the steps of a turn share. */
interface Stage {
  readonly parts: DialogueParts;
  readonly house: ActionHouse;
  readonly maxActions: number;
  emit<Name extends HookName>(hook: Name, payload: Hooks[Name]): Promise<void>;
}

/**
 * Puts a dialogue together.
 *
 * @throws ParleyError `ACTION_DUPLICATE`
 */
export function createDialogue(parts: DialogueParts): Dialogue & Moves {
  const { domain, actions, log, mediaFor, random = Math.random, clock = () => new Date(), origin } = parts;
  const house = createActionHouse({
    domain,
    actions,
    get services() {
      return parts.services;
    },
    log,
    random,
    remote: parts.remote,
    ...(mediaFor ? { mediaFor } : {}),
  });
  const stage: Stage = {
    parts,
    house,
    maxActions: parts.maxActionsPerTurn ?? DEFAULT_MAX_ACTIONS,
    emit: (hook, payload) => emitSafely(parts, hook, payload),
  };
  return {
    async turn(tracker, input, signal) {
      const turn = beginTurn({ tracker, clock, signal, origin });
      await startSessionIfDue(house, turn, input.metadata);
      const result = await understand(stage, turn, input);
      return respond(stage, turn, userEvent(input, result));
    },
    async trigger(tracker, input, signal) {
      const turn = beginTurn({ tracker, clock, signal, origin });
      await startSessionIfDue(house, turn, input.metadata);
      return respond(stage, turn, triggerEvent(tracker, input));
    },
    ...createMoves({
      parts,
      house,
      begin: (tracker, signal) => beginTurn({ tracker, clock, signal, origin }),
      messageOf: async (turn, input) => userEvent(input, await understand(stage, turn, input)),
    }),
  };
}

async function respond(stage: Stage, turn: Turn, user: UserEvent): Promise<TurnResult> {
  const { tracker } = turn;
  turn.record([user]);
  turn.record(languageEvents(tracker));
  await stage.emit('parsed', { conversationId: tracker.conversationId, result: tracker.latestMessage });
  leaveLostLoop(stage.house, turn);
  // Whoever takes a paused conversation up again finds what the person told meanwhile.
  await fillSlots(stage.house, turn);
  if (!isSilent(tracker)) await actUntilListening(stage, turn);
  return { events: turn.events, messages: turn.messages };
}

/** A paused conversation is only recorded, until somebody restarts or resumes it. */
function isSilent(tracker: Tracker): boolean {
  return tracker.paused && tracker.latestMessage.intent.name !== 'restart';
}

async function actUntilListening(stage: Stage, turn: Turn): Promise<void> {
  const { tracker, signal } = turn;
  const taken: string[] = [];
  let refused = 0;
  while (taken.length < stage.maxActions && refused < stage.maxActions) {
    signal.throwIfAborted();
    const prediction = choose(stage, turn);
    await stage.emit('predicted', { conversationId: tracker.conversationId, prediction });
    const action = prediction.action ?? ACTION_LISTEN;
    // Entities that count only for a message read by its text may fill slots (rasa/core/processor.py).
    if (prediction.endToEnd) await fillSlots(stage.house, turn);
    const before = turn.events.length;
    const outcome = await act(stage.house, turn, { ...prediction, action });
    const events = turn.events.slice(before);
    await stage.emit('acted', { conversationId: tracker.conversationId, action, events });
    if (outcome === 'done' && (action === ACTION_LISTEN || action === 'action_session_start')) return;
    if (outcome === 'rejected' && tracker.followupAction === action) turn.record([{ event: 'followup', name: null }]);
    // A turn ends with the bot listening, however it ends, so that the next message finds it so.
    if (outcome === 'failed' || isSilent(tracker)) return turn.record([listenEvent]);
    if (outcome === 'rejected') refused += 1;
    else taken.push(action);
  }
  stopAtLimit(stage, turn, taken);
}

function choose({ parts, house }: Stage, turn: Turn): PolicyPrediction {
  const { tracker } = turn;
  const action = tracker.followupAction;
  if (action !== null) {
    if (house.knows(action)) return { policy: 'followup_action', action, confidence: 1, priority: 0 };
    const { message, remedy } = errorTexts('ACTION_UNKNOWN', { action });
    parts.log.error({ conversationId: tracker.conversationId, action, code: 'ACTION_UNKNOWN' }, `${message} ${remedy}`);
    turn.record([{ event: 'followup', name: null }]);
  }
  return predictNext(parts.policies, tracker, parts.domain);
}

function stopAtLimit({ parts, house, maxActions }: Stage, turn: Turn, taken: readonly string[]): void {
  const actions = taken.slice(-4).join(', ');
  const { message, remedy } = errorTexts('TURN_LIMIT', { limit: maxActions, actions });
  const { conversationId } = turn.tracker;
  parts.log.warn({ conversationId, code: 'TURN_LIMIT', actions: taken }, `${message} ${remedy}`);
  if (turn.messages.length === 0) apologize(house, turn);
  turn.record([listenEvent]);
}

async function understand({ parts }: Stage, turn: Turn, input: TurnInput): Promise<ParseResult> {
  const { conversationId } = turn.tracker;
  const { text, messageId, inputChannel: channel, receivedAt: sentAt, metadata } = input;
  const conversationLanguage = languageOf(turn.tracker);
  const options: ParseOptions = { conversationId, channel, messageId, sentAt, metadata, conversationLanguage };
  try {
    return await parts.parse(text, options);
  } catch (error) {
    turn.signal.throwIfAborted();
    parts.log.error({ conversationId, error }, `A message could not be understood: ${formatError(error)}`);
    const intent = { name: FALLBACK_INTENT, confidence: 1 };
    return { text, intent, entities: [], intent_ranking: [intent] };
  }
}

async function emitSafely<Name extends HookName>(parts: DialogueParts, hook: Name, payload: Hooks[Name]) {
  try {
    await parts.emit?.(hook, payload);
  } catch (error) {
    parts.log.error({ hook, error }, `A handler of the hook "${hook}" failed: ${formatError(error)}`);
  }
}
