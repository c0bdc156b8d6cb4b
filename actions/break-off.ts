import { type Action, activeLoop, defineAction, slotSet } from '../core/index.js';

/** How a form is broken off. */
export interface BreakOffOptions {
  /** The action's name; default `action_break_off`. */
  readonly name?: string;
  /** Said when a form was running. */
  readonly response: string;
  /** Said when there was nothing to break off. */
  readonly idleResponse: string;
  /** Slots to empty, for what should not be taken up again. */
  readonly clears?: readonly string[];
}

/**
 * Leaves the form that is running, for people who say "stop". What they told stays in its slots, so that they can take
 * it up again.
 *
 * @example breakOff({ response: 'utter_stopped', idleResponse: 'utter_deny_idle' })
 */
export function breakOff({ name = 'action_break_off', response, idleResponse, clears = [] }: BreakOffOptions): Action {
  return defineAction({
    name,
    run: ({ utter, activeLoop: loop }) => {
      utter(loop === null ? idleResponse : response);
      return [activeLoop(null), slotSet('requested_slot', null), ...clears.map((slot) => slotSet(slot, null))];
    },
  });
}
