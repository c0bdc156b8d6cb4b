import type { ParseResult } from '../nlu/parse-result.js';
import type { ActionEvent, Event } from './events.js';
import { ACTION_LISTEN } from './names.js';
import type { ActiveLoop } from './tracker.js';

/** Everything a conversation's past comes down to at one moment. Never changed, so that it can be gone back to. */
export interface Fold {
  readonly slots: Readonly<Record<string, unknown>>;
  /** For each slot that an event has set: the number of that event. */
  readonly slotSetAt: Readonly<Record<string, number>>;
  readonly message: ParseResult | undefined;
  readonly messageAt: number;
  /** Whether the message is read by its text or by its intent, once a policy has decided. */
  readonly readText: boolean | undefined;
  readonly action: ActionEvent | undefined;
  readonly followup: string | null;
  readonly paused: boolean;
  readonly loop: ActiveLoop | undefined;
  readonly loopAt: number;
}

/** The fold of no events. */
export function emptyFold(slots: Readonly<Record<string, unknown>>): Fold {
  return {
    slots,
    slotSetAt: {},
    message: undefined,
    messageAt: -1,
    readText: undefined,
    action: undefined,
    followup: ACTION_LISTEN,
    paused: false,
    loop: undefined,
    loopAt: -1,
  };
}

/** The name of the latest action or, end to end, its text. */
export const actionLabel = (fold: Fold): string | undefined => labelOf(fold.action);

/** The name of an action event or, end to end, its text. */
export const labelOf = (event: ActionEvent | undefined): string | undefined =>
  event?.name ?? event?.action_text ?? undefined;

/**
 * Takes one event into a fold; `at` is the event's number. Events that take others back (`undo`, `rewind`)
 * and those that begin anew (`restart`, `session_started`) are not for here.
 */
export function step(fold: Fold, event: Event, at: number, empty: Fold): Fold {
  switch (event.event) {
    case 'user': {
      const message = messageOf(event.text, event.parse_data);
      return { ...fold, message, messageAt: at, readText: undefined, followup: null };
    }
    case 'action':
      return { ...fold, action: event, followup: null, loop: fold.loop && afterAction(fold.loop, event.name) };
    case 'slot': {
      if (!(event.name in fold.slots)) return fold;
      return {
        ...fold,
        slots: { ...fold.slots, [event.name]: event.value ?? null },
        slotSetAt: { ...fold.slotSetAt, [event.name]: at },
      };
    }
    case 'reset_slots':
      return { ...fold, slots: empty.slots, slotSetAt: {} };
    case 'active_loop':
      return { ...fold, loop: event.name === null ? undefined : beginLoop(event.name, fold), loopAt: at };
    case 'loop_interrupted':
      return fold.loop ? { ...fold, loop: { ...fold.loop, isInterrupted: event.is_interrupted } } : fold;
    case 'action_execution_rejected':
      return fold.loop?.name === event.name ? { ...fold, loop: { ...fold.loop, rejected: true } } : fold;
    case 'followup':
      return { ...fold, followup: event.name };
    case 'pause':
      return { ...fold, paused: true };
    case 'resume':
      return { ...fold, paused: false };
    case 'entities':
      return fold.message ? { ...fold, message: withEntities(fold.message, event.entities) } : fold;
    case 'user_featurization':
      return fold.action?.name === ACTION_LISTEN ? { ...fold, readText: event.use_text_for_featurization } : fold;
    default:
      return fold;
  }
}

function messageOf(text: string | null, parsed: ParseResult): ParseResult {
  return text === null || text === parsed.text ? parsed : { ...parsed, text };
}

function beginLoop(name: string, fold: Fold): ActiveLoop {
  return { name, isInterrupted: false, rejected: false, triggerMessage: fold.message };
}

function afterAction(loop: ActiveLoop, action: string | null): ActiveLoop {
  const rejected = loop.rejected && action !== loop.name;
  if (!loop.isInterrupted && rejected === loop.rejected) return loop;
  return { ...loop, isInterrupted: false, rejected };
}

function withEntities(message: ParseResult, added: readonly unknown[]): ParseResult {
  const known = new Set(message.entities.map((entity) => JSON.stringify(entity)));
  const fresh = added.filter((entity) => !known.has(JSON.stringify(entity))) as ParseResult['entities'];
  return { ...message, entities: [...message.entities, ...fresh] };
}
