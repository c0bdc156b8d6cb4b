import type { ActionEvent, Event } from './events.js';
import { actionLabel, type Fold, step } from './fold.js';
import { asHeard, interruptedIn } from './heard.js';
import { ACTION_LISTEN, ACTION_UNLIKELY_INTENT } from './names.js';
import type { UserState } from './state.js';

/** An event that counts, with the conversation before and after it. */
export interface Entry {
  /** Rises from entry to entry. */
  readonly at: number;
  readonly event: Event;
  readonly before: Fold;
  readonly after: Fold;
  /** For actions: the turn they belong to, as policies that learn from stories see it. */
  readonly turn: Turn | undefined;
}

/** How a moment appears to policies to which the turns that only rules know are hidden. */
export interface Turn {
  readonly hidden: boolean;
  /** The latest action that was not hidden. */
  readonly action: string | undefined;
  readonly user: UserState | undefined;
  /** A moment before this one was visible. */
  readonly seen: boolean;
}

/** Before anything happened. */
export const firstTurn: Turn = { hidden: false, action: undefined, user: undefined, seen: false };

/**
 * The turn of a moment, from the turn before it. Follow-up actions and the happy path of a loop belong to the turn
 * they are part of; a turn hidden once stays out of sight until an action that stories know.
 */
export function nextTurn(
  previous: Turn,
  fold: Fold,
  hide: boolean,
  userOf: (fold: Fold) => UserState | undefined,
): Turn {
  // A doubt about a message comes before any answer: seen from afar the bot was still listening.
  const shown = previous.action === ACTION_UNLIKELY_INTENT ? ACTION_LISTEN : previous.action;
  const action = previous.hidden ? shown : actionLabel(fold);
  const decides = fold.followup === null && actionLabel(fold) !== fold.loop?.name;
  const hidden = decides ? hide : previous.hidden;
  if (hidden) return { hidden, action, user: previous.user, seen: previous.seen };
  const keepsUser = previous.seen && fold.action?.name !== ACTION_LISTEN;
  return { hidden, action, user: keepsUser ? previous.user : userOf(fold), seen: true };
}

/** The events that count since the session began: what was taken back is gone, answers within a form are one. */
export interface AppliedLog {
  readonly entries: readonly Entry[];
  readonly top: Fold;
  append(event: Event): void;
  /** Whether the action would only repeat the happy path of the loop that is running. */
  repeatsLoop(action: string): boolean;
  fork(): AppliedLog;
}

/** A fork is for trying something out; copying a long past for that would cost more than the try. */
const FORK_MEMORY = 1000;

/** Starts a log; `empty` is the fold of no events. */
export function createAppliedLog(empty: Fold, userOf: (fold: Fold) => UserState | undefined): AppliedLog {
  return makeLog(empty, userOf, [], empty, new Set(), 0);
}

function makeLog(
  empty: Fold,
  userOf: (fold: Fold) => UserState | undefined,
  startEntries: readonly Entry[],
  startTop: Fold,
  startLoops: ReadonlySet<string>,
  startNumber: number,
): AppliedLog {
  const entries = [...startEntries];
  const loops = new Set(startLoops);
  let top = startTop;
  let number = startNumber;

  const push = (event: Event) => {
    number += 1;
    const before = top;
    top = step(before, event, number, empty);
    const turn = event.event === 'action' ? turnOf(event, before) : undefined;
    entries.push({ at: number, event, before, after: top, turn });
  };
  const turnOf = (event: ActionEvent, before: Fold) => {
    const last = entries.findLast((entry) => entry.turn !== undefined)?.turn ?? firstTurn;
    return nextTurn(last, before, event.hide_rule_turn === true, userOf);
  };
  const removeThrough = (kind: 'user' | 'action') => {
    while (entries.length > 0) {
      const removed = entries.pop();
      top = entries.at(-1)?.after ?? empty;
      if (removed?.event.event === kind) return;
    }
  };
  const mergeIntoLoop = (name: string) => {
    const start = entries.findLastIndex(({ event }) => event.event === 'action' && event.name === name);
    const tail = entries.splice(start + 1);
    top = entries.at(-1)?.after ?? empty;
    for (const { event } of tail) {
      if (event.event !== 'action' && event.event !== 'user' && event.event !== 'user_featurization') push(event);
    }
  };

  const log: AppliedLog = {
    get entries() {
      return entries;
    },
    get top() {
      return top;
    },
    append(event) {
      switch (event.event) {
        case 'restart':
        case 'session_started':
          entries.length = 0;
          top = empty;
          return;
        case 'undo':
          return removeThrough('action');
        case 'rewind':
          // Before a message there is always an `action_listen`, which goes with it.
          removeThrough('user');
          return removeThrough('action');
        case 'bot_interrupted': {
          const index = interruptedIn(
            entries.map((entry) => entry.event),
            event,
          );
          const entry = entries[index];
          if (entry) entries[index] = { ...entry, event: asHeard(entry.event, event) };
          return push(event);
        }
        case 'active_loop':
          if (event.name !== null) loops.add(event.name);
          return push(event);
        case 'action':
          return event.name !== null && log.repeatsLoop(event.name) ? mergeIntoLoop(event.name) : push(event);
        default:
          return push(event);
      }
    },
    repeatsLoop: (action) => loops.has(action) && !isFirstOrUnhappy(action, entries),
    fork: () => makeLog(empty, userOf, entries.slice(-FORK_MEMORY), top, loops, number),
  };
  return log;
}

/**
 * A loop's action begins it, or comes back from an unhappy path: the loop rejected a message, or, in stories, which
 * hold no rejections, another action answered the latest message.
 */
function isFirstOrUnhappy(loop: string, entries: readonly Entry[]): boolean {
  let nextAction: string | null | undefined;
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    const event = entries[index]?.event;
    if (event?.event === 'active_loop' && event.name === null) return true;
    if (event?.event === 'action_execution_rejected' && event.name === loop) return true;
    if (event?.event === 'user' && nextAction !== undefined && nextAction !== loop) return true;
    if (event?.event !== 'action') continue;
    if (event.name === loop) return false;
    nextAction = event.name;
  }
  return true;
}
