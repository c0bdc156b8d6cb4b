import { type Event, type SlotEvent, slotSet } from '../tracker/events.js';
import { REQUESTED_SLOT } from '../tracker/names.js';
import { type Action, type ActionContext, type AnyBotTypes, type BotTypes, defineAction } from './action.js';

/** The slots of a bot as a form sees them. */
type Slots<Types extends BotTypes> = ActionContext<Types>['slots'];

/** Judges a value for a slot: returns the value to keep, or `null` to refuse it, and may say why. */
type Validator<Types extends BotTypes, Slot extends keyof Types['slots']> = (
  value: unknown,
  context: ActionContext<Types>,
) => Promise<Types['slots'][Slot] | null> | Types['slots'][Slot] | null;

/** Finds a value for a slot of mapping `custom` in the latest message; `null` when there is none. */
type Extractor<Types extends BotTypes, Slot extends keyof Types['slots']> = (
  context: ActionContext<Types>,
) => Promise<Types['slots'][Slot] | null> | Types['slots'][Slot] | null;

/** How the answers to a form are judged. */
export interface FormValidation<Types extends BotTypes = AnyBotTypes> {
  readonly form: string;
  readonly timeoutMs?: number;
  readonly slots?: { readonly [Slot in keyof Types['slots']]?: Validator<Types, Slot> };
  readonly extract?: { readonly [Slot in keyof Types['slots']]?: Extractor<Types, Slot> };
  /** The slots that the form needs, given what is known; without it, those of the domain. */
  requiredSlots?(
    slots: Slots<Types>,
    context: ActionContext<Types>,
  ): Promise<readonly (keyof Types['slots'] & string)[]> | readonly (keyof Types['slots'] & string)[];
}

/**
 * Declares how a form's answers are judged; it runs as the action `validate_<form>`.
 *
 * @example
 * defineFormValidation({
 *   form: 'booking_form',
 *   slots: {
 *     guests: (value, { say }) => {
 *       const guests = Number(value);
 *       if (guests >= 1 && guests <= 8) return guests;
 *       say('We seat one to eight.');
 *       return null;
 *     },
 *   },
 *   requiredSlots: (slots) => (slots.guests === 1 ? ['guests'] : ['guests', 'table']),
 * });
 */
export function defineFormValidation<Types extends BotTypes = AnyBotTypes>(validation: FormValidation<Types>): Action {
  return defineAction<Types>({
    name: `validate_${validation.form}`,
    ...(validation.timeoutMs === undefined ? {} : { timeoutMs: validation.timeoutMs }),
    run: (context) => runValidation(validation, context),
  });
}

async function runValidation<Types extends BotTypes>(
  validation: FormValidation<Types>,
  context: ActionContext<Types>,
): Promise<readonly Event[]> {
  const extracted = await extract(validation, context);
  const candidates = [...candidateSlots(context.events), ...extracted];
  const slots: Record<string, unknown> = { ...context.slots };
  for (const { name, value } of candidates) slots[name] = value;
  const seen = { ...context, slots: slots as Slots<Types> };

  const events: Event[] = [];
  const judge = async (name: string, value: unknown) => {
    const validator = validation.slots?.[name as keyof Types['slots']];
    slots[name] = validator && value !== null ? ((await validator(value, seen)) ?? null) : value;
    events.push(slotSet(name, slots[name]));
  };
  for (const { name, value } of candidates) await judge(name, value);
  if (validation.requiredSlots) {
    const required = await validation.requiredSlots(seen.slots, seen);
    events.push(slotSet(REQUESTED_SLOT, required.find((name) => (slots[name] ?? null) === null) ?? null));
  }
  return events;
}

async function extract<Types extends BotTypes>(
  validation: FormValidation<Types>,
  context: ActionContext<Types>,
): Promise<readonly SlotEvent[]> {
  const found: SlotEvent[] = [];
  for (const [name, extractor] of Object.entries(validation.extract ?? {})) {
    const value = await (extractor as Extractor<Types, keyof Types['slots']>)(context);
    if (value !== null && value !== undefined) found.push(slotSet(name, value));
  }
  return found;
}

/** The slots to judge: those at the end of the events, where the form puts its candidates (rasa-sdk `slots_to_validate`). */
function candidateSlots(events: readonly Event[]): readonly SlotEvent[] {
  const start = events.findLastIndex(({ event }) => event !== 'slot');
  return events
    .slice(start + 1)
    .filter((event): event is SlotEvent => event.event === 'slot' && event.name !== REQUESTED_SLOT);
}
