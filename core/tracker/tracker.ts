import type { Domain } from '../domain/domain.js';
import type { ParseResult } from '../nlu/parse-result.js';
import { type AppliedLog, createAppliedLog } from './applied.js';
import { createEventList, type EventList } from './event-list.js';
import type { ActionEvent, BotInterruptedEvent, Event } from './events.js';
import { type Featurizer, featurizerOf } from './features.js';
import { emptyFold, type Fold, step } from './fold.js';
import { asHeard, interruptedIn } from './heard.js';
import { forgettingHistories, type StateOptions, statesOf, storyStatesOf } from './history.js';
import type { DialogueState, Reading, RuleOnly } from './state.js';

/** The state of a conversation: a fold over its events. */
export interface Tracker {
  readonly conversationId: string;
  /** Events since the session began, oldest first; what the bot said and nobody heard is cut. */
  readonly events: readonly Event[];
  /** Slot values; `null` where empty. Every slot of the domain has an entry. */
  readonly slots: Readonly<Record<string, unknown>>;
  readonly latestMessage: ParseResult;
  readonly latestInputChannel: string | undefined;
  readonly latestAction: ActionEvent | undefined;
  readonly followupAction: string | null;
  readonly paused: boolean;
  readonly activeLoop: ActiveLoop | undefined;
  /** Seconds since 1970 of the latest event; `undefined` for a new conversation. */
  readonly latestEventTime: number | undefined;
  /** Seconds since 1970 of the latest message; `undefined` before the first. */
  readonly latestMessageTime: number | undefined;
  /** Whether nothing that counts has happened, such as at the very beginning. */
  readonly isEmpty: boolean;
  /** Takes an event into the state. */
  apply(event: Event): void;
  /** The events that count: without what was taken back, and the answers within a form as one. */
  appliedEvents(): readonly Event[];
  /** The latest states, at most `limit`, oldest first and the present one last. */
  states(limit: number, options?: StateOptions): readonly DialogueState[];
  /** The latest states without the turns, slots and loops that only rules know; the newest message by its intent unless told. */
  storyStates(limit: number, hidden: RuleOnly, reading?: Reading): readonly DialogueState[];
  /** The story states had the conversation begun later, from the longest memory to the shortest. */
  forgetting(limit: number, hidden: RuleOnly): Iterable<readonly DialogueState[]>;
  /** Whether the action would only repeat the happy path of the loop that is running. */
  repeatsLoop(action: string): boolean;
  /** An equal tracker that goes its own way from here; it can go back no further than its latest 1,000 events. */
  fork(): Tracker;
}

/** The loop that is running. */
export interface ActiveLoop {
  readonly name: string;
  readonly isInterrupted: boolean;
  readonly rejected: boolean;
  readonly triggerMessage: ParseResult | undefined;
}

const noMessage: ParseResult = {
  text: '',
  intent: { name: null, confidence: 0 },
  entities: [],
  intent_ranking: [],
};

/** What a tracker holds beside its log. */
interface Head {
  readonly events: EventList;
  live: Fold;
  inputChannel: string | undefined;
  messageTime: number | undefined;
  number: number;
}

/** Makes the tracker of a conversation from its events so far, oldest first. */
export function createTracker(conversationId: string, domain: Domain, events: readonly Event[] = []): Tracker {
  const featurizer = featurizerOf(domain);
  const empty = emptyFold(featurizer.initialSlots);
  const head: Head = {
    events: createEventList(),
    live: empty,
    inputChannel: undefined,
    messageTime: undefined,
    number: 0,
  };
  const tracker = makeTracker(conversationId, featurizer, empty, head, createAppliedLog(empty, featurizer.user));
  for (const event of events) tracker.apply(event);
  return tracker;
}

function makeTracker(
  conversationId: string,
  featurizer: Featurizer,
  empty: Fold,
  head: Head,
  log: AppliedLog,
): Tracker {
  return {
    conversationId,
    get events() {
      return head.events.all;
    },
    get slots() {
      return head.live.slots;
    },
    get latestMessage() {
      return head.live.message ?? noMessage;
    },
    get latestInputChannel() {
      return head.inputChannel;
    },
    get latestAction() {
      return head.live.action;
    },
    get followupAction() {
      return head.live.followup;
    },
    get paused() {
      return head.live.paused;
    },
    get activeLoop() {
      return head.live.loop;
    },
    get isEmpty() {
      return log.entries.length === 0;
    },
    get latestEventTime() {
      return head.events.last?.timestamp;
    },
    get latestMessageTime() {
      return head.messageTime;
    },
    apply(event) {
      if (event.event === 'session_started') head.events.clear();
      if (event.event === 'bot_interrupted') cut(head.events, event);
      head.events.push(event);
      head.number += 1;
      log.append(event);
      head.live = nextLive(head, event, log, empty);
      if (event.event !== 'user') return;
      head.inputChannel = event.input_channel ?? head.inputChannel;
      head.messageTime = event.timestamp;
    },
    appliedEvents: () => log.entries.map((entry) => entry.event),
    states: (limit, options) => statesOf(featurizer, log.entries, log.top, limit, options),
    storyStates: (limit, hidden, reading) => storyStatesOf(featurizer, log.entries, log.top, limit, hidden, reading),
    forgetting: (limit, hidden) => forgettingHistories(featurizer, log.entries, log.top, limit, hidden, empty),
    repeatsLoop: (action) => log.repeatsLoop(action),
    fork: () => makeTracker(conversationId, featurizer, empty, { ...head, events: head.events.fork() }, log.fork()),
  };
}

function cut(events: EventList, interrupted: BotInterruptedEvent): void {
  const index = interruptedIn(events.all, interrupted);
  const said = events.all[index];
  if (said) events.replace(index, asHeard(said, interrupted));
}

/**
 * The state right now. It differs from the top of the log only within a form, whose repeated runs the log leaves out;
 * taking something back goes to the state of the log.
 */
function nextLive(head: Head, event: Event, log: AppliedLog, empty: Fold): Fold {
  switch (event.event) {
    case 'restart':
    case 'session_started':
    case 'undo':
    case 'rewind':
      return log.top;
    default:
      return step(head.live, event, head.number, empty);
  }
}
