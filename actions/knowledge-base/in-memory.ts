import type { KnowledgeBase, KnowledgeObject } from './knowledge-base.js';

/** How objects of some types differ from the rest. */
export interface InMemoryOptions {
  /** The attribute that tells objects of a type apart, by type; default `id`. */
  readonly keys?: Readonly<Record<string, string>>;
  /** What people call an object, by type; default: its attribute `name`. */
  readonly names?: Readonly<Record<string, (object: KnowledgeObject) => string>>;
}

/**
 * A knowledge base of objects by type, as Rasa's `InMemoryKnowledgeBase` reads them from a JSON file. Objects are found in
 * the order in which they stand, where Rasa shuffles them.
 *
 * @example
 * inMemoryKnowledgeBase({ restaurant: [{ id: 0, name: 'Donath', cuisine: 'Italian', wifi: false }] });
 */
export function inMemoryKnowledgeBase(
  objects: Readonly<Record<string, readonly KnowledgeObject[]>>,
  { keys = {}, names = {} }: InMemoryOptions = {},
): KnowledgeBase {
  const all = (type: string): readonly KnowledgeObject[] => (Object.hasOwn(objects, type) ? (objects[type] ?? []) : []);
  const keyOf = (type: string): string => keys[type] ?? 'id';
  const nameOf = (type: string, object: KnowledgeObject): string => names[type]?.(object) ?? String(object.name ?? '');
  return {
    attributesOf: (type) => Object.keys(all(type)[0] ?? {}),
    keyOf,
    nameOf,
    find: (type, filters, limit) =>
      all(type)
        .filter((object) => filters.every(({ attribute, value }) => object[attribute] === value))
        .slice(0, limit),
    get: (type, identifier) => {
      const wanted = identifier.toLowerCase();
      const byKey = all(type).filter((object) => String(object[keyOf(type)]).toLowerCase() === wanted);
      const found =
        byKey.length > 0 ? byKey : all(type).filter((one) => nameOf(type, one).toLowerCase().includes(wanted));
      return found.length === 1 ? found[0] : undefined;
    },
  };
}
