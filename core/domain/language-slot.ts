import type { Place } from '../place.js';
import type { Domain } from './domain.js';
import { unseenSlot } from './unseen-slot.js';

/** The slot with the language that a conversation is in; a bot of several languages has it. The name is Rasa Pro's. */
export const LANGUAGE_SLOT = 'language';

/** A domain with the slot for the language, which it may also define itself. */
export function withLanguageSlot(domain: Domain, place: Place): Domain {
  if (domain.slots.has(LANGUAGE_SLOT)) return domain;
  return { ...domain, slots: new Map([...domain.slots, [LANGUAGE_SLOT, unseenSlot(LANGUAGE_SLOT, place)]]) };
}

/** The language that a conversation is in, where its bot has several and it is known. */
export function languageOf({ slots }: { readonly slots: Readonly<Record<string, unknown>> }): string | undefined {
  const language = slots[LANGUAGE_SLOT];
  return typeof language === 'string' && language !== '' ? language : undefined;
}
