import type { ActionHouse } from '../actions/runner.js';
import { REQUESTED_SLOT } from '../tracker/names.js';
import type { Turn } from './turn.js';

/**
 * Leaves a loop that the bot has no more, such as a form that a new model came without; otherwise the conversation would
 * be asked to go on with it for ever.
 */
export function leaveLostLoop(house: ActionHouse, turn: Turn): void {
  const { activeLoop, conversationId } = turn.tracker;
  if (!activeLoop || house.knows(activeLoop.name)) return;
  house.log.warn(
    { conversationId, loop: activeLoop.name },
    `The conversation was in "${activeLoop.name}", which the bot does not have any more; it goes on without.`,
  );
  turn.record([
    { event: 'active_loop', name: null },
    { event: 'slot', name: REQUESTED_SLOT, value: null },
  ]);
}
