/** What a policy sees of the latest message. */
export interface UserState {
  readonly intent: string | undefined;
  readonly text: string | undefined;
  /** Labels such as `city` and `city#from`, sorted. */
  readonly entities: readonly string[];
}

/** What a policy sees of a conversation at one moment, just before an action. */
export interface DialogueState {
  readonly user: UserState | undefined;
  /** The action before, by name or, end to end, by text; `undefined` at the very beginning. */
  readonly action: string | undefined;
  readonly loop: string | undefined;
  /** Slot name to its features as text; slots without features have no entry. In the order of the domain. */
  readonly slots: Readonly<Record<string, string>>;
}

/** Slots and loops that occur in rules but in no story; policies that learn from stories do not see them. */
export interface RuleOnly {
  readonly slots: readonly string[];
  readonly loops: readonly string[];
}

/** Hides nothing. */
export const nothingHidden: RuleOnly = { slots: [], loops: [] };

/** How the last message of a history is to be read: by its text (end to end), by its intent, or by what it has. */
export type Reading = 'text' | 'intent' | 'either';

const keys = new WeakMap<DialogueState, string>();

/** A text that is equal for equal states and different for different ones. */
export function stateKey(state: DialogueState): string {
  const known = keys.get(state);
  if (known !== undefined) return known;
  const { user, action, loop, slots } = state;
  const key = JSON.stringify([
    user && [user.intent ?? null, user.text ?? null, user.entities],
    action ?? null,
    loop ?? null,
    slots,
  ]);
  keys.set(state, key);
  return key;
}
