import { type Action, activeLoop, defineAction, type Event, slotSet } from '../core/index.js';

/** How a bot hands a conversation over. */
export interface HandoverOptions {
  /** The action's name; default `action_handover`. */
  readonly name?: string;
  /** What is said before the bot falls silent: a response of the domain. */
  readonly response: string;
  /** A bool slot that is true while a person has the conversation. */
  readonly slot?: string;
}

/**
 * Hands the conversation to a person: the bot says so, leaves any form, and is silent until the conversation is given
 * back with the events of `giveBack`, for example over the HTTP API (`POST /conversations/{id}/tracker/events`).
 *
 * @example handover({ response: 'utter_handover', slot: 'handed_over' })
 */
export function handover({ name = 'action_handover', response, slot }: HandoverOptions): Action {
  return defineAction({
    name,
    run: ({ utter, activeLoop: loop }) => {
      utter(response);
      return [
        ...(loop === null ? [] : [activeLoop(null), slotSet('requested_slot', null)]),
        ...(slot === undefined ? [] : [slotSet(slot, true)]),
        { event: 'pause' },
      ];
    },
  });
}

/** The events that give a conversation back to the bot. */
export function giveBack(slot?: string): readonly Event[] {
  return [{ event: 'resume' }, ...(slot === undefined ? [] : [slotSet(slot, false)])];
}

/** Whether a person has the conversation: it was paused and not given back since. */
export function isHandedOver(events: readonly Event[]): boolean {
  const last = events.findLast(({ event }) => event === 'pause' || event === 'resume' || event === 'restart');
  return last?.event === 'pause';
}
