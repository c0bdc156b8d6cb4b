import type { Domain, SlotDefinition } from '../domain/domain.js';
import { NOT_SET } from '../tracker/names.js';
import type { DialogueState } from '../tracker/state.js';

/**
 * How much an entry asks for: the length of its states as Rasa writes them down. Of several rules that apply Rasa takes
 * the longest (`RulePolicy._find_action_from_rules`); measured otherwise, others would win where conditions differ.
 */
export function ruleLength(states: readonly DialogueState[], domain: Domain): number {
  return written(states.map((state) => stateOf(state, domain))).length;
}

function stateOf({ user, action, loop, slots }: DialogueState, domain: Domain): Readonly<Record<string, unknown>> {
  const features = Object.entries(slots).map(([name, feature]) => [name, featuresOf(domain.slots.get(name), feature)]);
  const isText = action !== undefined && domain.endToEndActions.includes(action);
  return {
    ...(loop === undefined ? {} : { active_loop: { name: loop } }),
    ...(action === undefined ? {} : { prev_action: { [isText ? 'action_text' : 'action_name']: action } }),
    ...(features.length === 0 ? {} : { slots: Object.fromEntries(features) }),
    ...(user === undefined
      ? {}
      : {
          user: {
            ...(user.entities.length === 0 ? {} : { entities: user.entities }),
            ...(user.intent === undefined ? {} : { intent: user.intent }),
            ...(user.text === undefined ? {} : { text: user.text }),
          },
        }),
  };
}

/** The numbers that Rasa has for a slot; here only how many they are and how long. */
function featuresOf(slot: SlotDefinition | undefined, feature: string): unknown {
  if (feature === NOT_SET) return NOT_SET;
  switch (slot?.type) {
    case 'bool':
      return [1, 0];
    case 'float':
      return [1, Number(feature)];
    case 'categorical':
      return [...slot.values, 'other'].map(() => 0);
    default:
      return [1];
  }
}

/** JSON as Python's `json.dumps(…, sort_keys=True)` writes it. */
function written(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  if (typeof value === 'number') return Number.isInteger(value) ? `${value}.0` : String(value);
  if (typeof value !== 'object' || value === null) return ascii(JSON.stringify(value));
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, one]) => `${ascii(JSON.stringify(key))}: ${written(one)}`).join(', ')}}`;
}

const ascii = (text: string): string =>
  text.replaceAll(/[^\0-\x7f]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
