import type { SlotDefinition, SlotMapping } from '../domain/domain.js';
import { formatError } from '../errors.js';
import type { Event, SlotEvent } from '../tracker/events.js';
import { REQUESTED_SLOT, SESSION_METADATA_SLOT } from '../tracker/names.js';
import { ActionRejected } from './action.js';
import type { ActionHouse, ActionRun, ActionScope } from './runner.js';
import { mappedValue } from './slot-mappings.js';

const VALIDATE = 'action_validate_slot_mappings';

/**
 * Fills slots from the latest message, as `action_extract_slots` of Rasa 3.x does: for each slot its mappings in
 * order, the first that gives a value wins, and the slot is set even to the value it has.
 */
export const extractSlots: ActionRun = async (house, scope) => {
  const found: Event[] = [];
  const ran = new Set<string>();
  for (const slot of house.domain.slots.values()) {
    if (slot.name === REQUESTED_SLOT || slot.name === SESSION_METADATA_SLOT) continue;
    found.push(...(await extractSlot(slot, house, scope, ran)));
  }
  return validate(found, house, scope);
};

async function extractSlot(
  slot: SlotDefinition,
  house: ActionHouse,
  scope: ActionScope,
  ran: Set<string>,
): Promise<readonly Event[]> {
  const events: Event[] = [];
  for (const mapping of slot.mappings) {
    const value = mappedValue(slot, mapping, house.domain, scope.tracker);
    if (value === undefined) continue;
    if (value.kind === 'found') return [...events, { event: 'slot', name: slot.name, value: value.value }];
    const action = customAction(mapping, house);
    if (action === undefined || ran.has(action)) continue;
    ran.add(action);
    events.push(...(await runExtraction(action, house, scope)));
  }
  return events;
}

function customAction(mapping: SlotMapping, house: ActionHouse): string | undefined {
  const action = mapping.type === 'custom' ? mapping.action : undefined;
  return action !== undefined && house.knows(action) ? action : undefined;
}

async function validate(found: readonly Event[], house: ActionHouse, scope: ActionScope): Promise<readonly Event[]> {
  if (!house.defines(VALIDATE)) return found;
  const trial = scope.tracker.fork();
  const candidates = found.filter((event): event is SlotEvent => event.event === 'slot');
  for (const event of candidates) trial.apply(event);
  const validated = await runExtraction(VALIDATE, house, { ...scope, tracker: trial });
  const judged = new Set(validated.flatMap((event) => (event.event === 'slot' ? [event.name] : [])));
  const said = found.filter((event) => event.event === 'bot');
  return [...said, ...validated, ...candidates.filter((event) => !judged.has(event.name))];
}

/** Runs an action that fills slots. One that fails fills none; the turn goes on without it. */
async function runExtraction(action: string, house: ActionHouse, scope: ActionScope): Promise<readonly Event[]> {
  try {
    const events = await house.run(action, scope);
    return events.filter((event) => event.event === 'slot' || event.event === 'bot');
  } catch (error) {
    if (error instanceof ActionRejected) return [];
    if (scope.signal.aborted) throw error;
    house.log.warn(
      { conversationId: scope.tracker.conversationId, action, error: formatError(error) },
      `No slots from ${action}.`,
    );
    return [];
  }
}
