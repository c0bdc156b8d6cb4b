import { type ActionHouse, botMessage } from '../actions/runner.js';
import { ParleyError } from '../errors.js';
import type { ParseResult } from '../nlu/parse-result.js';
import { predictNext } from '../policies/ensemble.js';
import type { PolicyPrediction } from '../policies/policy.js';
import type { Event, UserEvent } from '../tracker/events.js';
import type { Tracker } from '../tracker/tracker.js';
import { act, fillSlots } from './act.js';
import type { TurnInput, TurnResult } from './dialogue.js';
import { languageEvents } from './language.js';
import type { DialogueParts } from './parts.js';
import { startSessionIfDue } from './session.js';
import type { Turn } from './turn.js';

/** Single steps of a turn, for those who hold the conversation from outside: the HTTP API, an interactive trainer. */
export interface Moves {
  /** Starts the first session of a conversation in which nothing has happened. */
  begin(tracker: Tracker, signal: AbortSignal): Promise<TurnResult>;
  /** Adds events as they are; a new conversation is begun first, unless the events themselves do. */
  add(tracker: Tracker, events: readonly Event[], signal: AbortSignal): Promise<TurnResult>;
  /** Runs one action, whatever the policies think. @throws ParleyError ACTION_UNKNOWN */
  execute(tracker: Tracker, order: ExecuteOrder, signal: AbortSignal): Promise<TurnResult>;
  /** Takes a message in and fills slots, and answers nothing. `meaning` is what somebody else understood of it. */
  read(tracker: Tracker, input: ReadInput, signal: AbortSignal): Promise<TurnResult>;
  /** What comes next; the tracker stays as it is. */
  predict(tracker: Tracker): PolicyPrediction;
}

/** An action to run, and whose choice it is said to be. */
interface ExecuteOrder {
  readonly action: string;
  readonly policy?: string | undefined;
  readonly confidence?: number | undefined;
}

/** A message that came through no channel. */
interface ReadInput extends Omit<TurnInput, 'inputChannel'> {
  readonly meaning?: ParseResult | undefined;
}

interface MoveParts {
  readonly parts: DialogueParts;
  readonly house: ActionHouse;
  begin(tracker: Tracker, signal: AbortSignal): Turn;
  messageOf(turn: Turn, input: TurnInput): Promise<UserEvent>;
}

/** Makes the moves of a dialogue. */
export function createMoves({ parts, house, begin, messageOf }: MoveParts): Moves {
  return {
    async begin(tracker, signal) {
      const turn = begin(tracker, signal);
      if (isNew(tracker)) await startSessionIfDue(house, turn, undefined);
      return resultOf(turn);
    },
    async add(tracker, events, signal) {
      const turn = begin(tracker, signal);
      if (isNew(tracker) && !beginsSession(events)) await startSessionIfDue(house, turn, undefined);
      // What happened elsewhere keeps the time at which it happened there.
      const added = events.map((event) => stamped(event, turn.now, parts.origin));
      for (const event of added) tracker.apply(event);
      const said = added.flatMap((event) => (event.event === 'bot' ? [botMessage(event)] : []));
      return { events: [...turn.events, ...added], messages: [...turn.messages, ...said] };
    },
    async execute(tracker, { action, policy, confidence }, signal) {
      if (!house.knows(action)) throw new ParleyError('ACTION_UNKNOWN', { action });
      const turn = begin(tracker, signal);
      await startSessionIfDue(house, turn, undefined);
      await act(house, turn, { action, policy: policy ?? '', confidence: confidence ?? 0, priority: 0 });
      return resultOf(turn);
    },
    async read(tracker, { meaning, ...input }, signal) {
      const turn = begin(tracker, signal);
      await startSessionIfDue(house, turn, input.metadata);
      const { input_channel: _, ...message } = await messageOf(turn, { ...input, inputChannel: '' });
      turn.record([meaning ? { ...message, parse_data: { ...meaning, message_id: input.messageId } } : message]);
      turn.record(languageEvents(tracker));
      await fillSlots(house, turn);
      return resultOf(turn);
    },
    predict(tracker) {
      const action = tracker.followupAction;
      if (action !== null && house.knows(action)) {
        return { policy: 'followup_action', action, confidence: 1, priority: 0 };
      }
      return predictNext(parts.policies, tracker, parts.domain);
    },
  };
}

const isNew = (tracker: Tracker): boolean => tracker.events.length === 0;

const resultOf = ({ events, messages }: Turn): TurnResult => ({ events, messages });

const stamped = (event: Event, now: Date, origin: DialogueParts['origin']): Event => ({
  ...event,
  timestamp: event.timestamp ?? now.getTime() / 1000,
  ...(origin ? { metadata: { ...origin, ...event.metadata } } : {}),
});

/** Rasa looks at the first two events alone (rasa/shared/core/events.py, `do_events_begin_with_session_start`). */
function beginsSession([first, second]: readonly Event[]): boolean {
  return first?.event === 'action' && first.name === 'action_session_start' && second?.event === 'session_started';
}
