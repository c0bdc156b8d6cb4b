import { LANGUAGE_SLOT, languageOf } from '../domain/language-slot.js';
import { certainLanguage } from '../nlu/multilingual.js';
import type { Event } from '../tracker/events.js';
import type { Tracker } from '../tracker/tracker.js';

/** What the latest message changes about the language of the conversation. */
export function languageEvents(tracker: Tracker): readonly Event[] {
  const { language } = tracker.latestMessage;
  if (!language || language.confidence < certainLanguage || language.name === languageOf(tracker)) return [];
  return LANGUAGE_SLOT in tracker.slots ? [{ event: 'slot', name: LANGUAGE_SLOT, value: language.name }] : [];
}
