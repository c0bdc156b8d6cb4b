import { defaultIntentNames } from './default-actions.js';
import type { Domain, EntityDefinition, IntentDefinition } from './domain.js';

/** Which labels of entities, such as `city` and `city#from`, the policies see with an intent. */
export interface UsedEntities {
  /** Whether a label counts; with an intent that nobody declared, every one does. */
  sees(intent: string | null, label: string): boolean;
}

/**
 * Works out `use_entities`, `ignore_entities` and `influence_conversation` of a domain, as `used_entities` of
 * `rasa/shared/core/domain.py`: a name stands for its roles and groups too, those that the domain lists, and what is
 * ignored wins over what is used.
 */
export function usedEntities({ intents, entities }: Pick<Domain, 'intents' | 'entities'>): UsedEntities {
  const all = [...entities.keys()];
  const silent = [...entities.values()].filter((entity) => !entity.influenceConversation).map(({ name }) => name);
  const expand = (names: readonly string[]) => names.flatMap((name) => [name, ...partsOf(entities.get(name))]);
  const usedBy = ({ useEntities, ignoreEntities }: Pick<IntentDefinition, 'useEntities' | 'ignoreEntities'>) => {
    const used = new Set(expand(useEntities === true ? all : useEntities));
    for (const label of expand([...silent, ...ignoreEntities])) used.delete(label);
    return used;
  };
  const byDefault = usedBy({ useEntities: true, ignoreEntities: [] });
  const byIntent = new Map(defaultIntentNames.map((name): [string, ReadonlySet<string>] => [name, byDefault]));
  for (const intent of intents.values()) byIntent.set(intent.name, usedBy(intent));
  return { sees: (intent, label) => byIntent.get(intent ?? '')?.has(label) ?? true };
}

const partsOf = (entity: EntityDefinition | undefined): string[] =>
  entity ? [...entity.roles, ...entity.groups].map((part) => `${entity.name}#${part}`) : [];
