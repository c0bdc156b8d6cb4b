import { formatPlace, type Place } from '../place.js';
import { contentOf } from '../project/fingerprint.js';
import { errorAt, type Problem, warningAt } from '../project/problem.js';
import type { ActionDeclaration, Domain, SessionConfig, SlotDefinition } from './domain.js';
import type { DomainPart, ResponseDefinition } from './domain-part.js';

interface Named {
  readonly name: string;
  readonly place: Place;
}

/**
 * Merges what the files of a project say of the domain.
 *
 * Two files may list the same intent, entity or action, so that packs can share `greet`; two definitions of one name
 * that differ are an error that names both places (Rasa takes one of them and warns).
 */
export function mergeDomain(parts: readonly DomainPart[], problems: Problem[]): Domain {
  const merge = <Item extends Named>(kind: string, items: readonly Item[], repeats: 'allowed' | 'reported') =>
    mergeNamed(kind, items, repeats, problems);
  const responses = merge(
    'response',
    parts.flatMap((part) => part.responses),
    'reported',
  );
  const actions = merge(
    'action',
    parts.flatMap((part) => part.actions),
    'allowed',
  );
  checkIds([...responses.values()], problems);
  const session = mergeSession(parts, problems);
  const stores = parts.map((part) => part.storeEntitiesAsSlots).findLast((value) => value !== undefined);
  return {
    intents: merge(
      'intent',
      parts.flatMap((part) => part.intents),
      'allowed',
    ),
    entities: merge(
      'entity',
      parts.flatMap((part) => part.entities),
      'allowed',
    ),
    slots: withKnowledgeBase(
      merge(
        'slot',
        parts.flatMap((part) => part.slots),
        'reported',
      ),
      actions,
    ),
    responses: new Map([...responses].map(([name, { variations }]) => [name, variations])),
    actions,
    forms: merge(
      'form',
      parts.flatMap((part) => part.forms),
      'reported',
    ),
    endToEndActions: [...new Set(parts.flatMap((part) => part.endToEndActions))],
    session,
    ...(stores ? { storeEntitiesAsSlots: stores.value } : {}),
  };
}

/** A response id names one variation of the whole domain. */
function checkIds(responses: readonly ResponseDefinition[], problems: Problem[]): void {
  const seen = new Map<string, Place>();
  for (const { id, place } of responses.flatMap(({ variations }) => variations)) {
    if (id === undefined) continue;
    const other = seen.get(id);
    if (other) problems.push(errorAt(place, 'RESPONSE_ID_REPEATED', { id, other: formatPlace(other) }));
    else seen.set(id, place);
  }
}

/** The slots that Rasa adds for its action on knowledge bases (rasa.com/docs/action-server/knowledge-bases). */
function withKnowledgeBase(
  slots: Map<string, SlotDefinition>,
  actions: ReadonlyMap<string, ActionDeclaration>,
): Map<string, SlotDefinition> {
  const action = actions.get('action_query_knowledge_base');
  if (!action) return slots;
  for (const part of ['listed_objects', 'last_object', 'last_object_type']) {
    const name = `knowledge_base_${part}`;
    if (!slots.has(name)) slots.set(name, unseenSlot(name, action.place));
  }
  return slots;
}

const unseenSlot = (name: string, place: Place): SlotDefinition => ({
  name,
  type: 'text',
  initialValue: null,
  influenceConversation: false,
  values: [],
  minValue: 0,
  maxValue: 1,
  mappings: [],
  place,
});

function mergeNamed<Item extends Named>(
  kind: string,
  items: readonly Item[],
  repeats: 'allowed' | 'reported',
  problems: Problem[],
): Map<string, Item> {
  const merged = new Map<string, Item>();
  for (const item of items) {
    const earlier = merged.get(item.name);
    if (!earlier) {
      merged.set(item.name, item);
      continue;
    }
    const parameters = { kind, name: item.name, other: formatPlace(earlier.place) };
    if (contentOf(item) !== contentOf(earlier)) problems.push(errorAt(item.place, 'DOMAIN_CLASH', parameters));
    else if (item.place.file === earlier.place.file) problems.push(errorAt(item.place, 'DOMAIN_DUPLICATE', parameters));
    else if (repeats === 'reported') problems.push(warningAt(item.place, 'DOMAIN_REPEATED', parameters));
  }
  return merged;
}

function mergeSession(parts: readonly DomainPart[], problems: Problem[]): SessionConfig {
  const sessions = parts.map((part) => part.session).filter((session) => session !== undefined);
  const named = sessions.map((session) => ({ ...session, name: 'session_config' }));
  const merged = mergeNamed('setting', named, 'reported', problems).get('session_config');
  return { expirationMinutes: merged?.expirationMinutes ?? 60, carryOverSlots: merged?.carryOverSlots ?? true };
}
