import type { Dispose } from '../kernel/plugin.js';
import type { Address } from './address.js';

/** Who is erased: all conversations of one person, and the addresses they came from. */
export interface ErasedPerson {
  readonly conversationIds: readonly string[];
  readonly addresses: readonly Address[];
}

/**
 * What a plugin or pack keeps of people beside their conversations.
 *
 * @example erasure.holds({ name: 'appointments', count: ({ conversationIds }) => …, erase: ({ conversationIds }) => … })
 */
export interface Holder {
  /** In the plural, as a list shows it: "media files", "appointments". */
  readonly name: string;
  /** How many of them belong to the person. */
  count(person: ErasedPerson): Promise<number>;
  /** Deletes them; it may be called again for the same person. */
  erase(person: ErasedPerson): Promise<void>;
}

/** Where plugins say what they hold, so that erasing a person reaches it. */
export interface Holders {
  /** Registers a holder; returns the way to take it off, for `effect`. */
  holds(holder: Holder): Dispose;
  readonly all: readonly Holder[];
}

/** Makes an empty register. */
export function createHolders(): Holders {
  const holders = new Set<Holder>();
  return {
    holds(holder) {
      holders.add(holder);
      return () => void holders.delete(holder);
    },
    get all() {
      return [...holders];
    },
  };
}
