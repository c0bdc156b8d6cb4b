import type { Dialogue, TurnResult } from '../dialogue/dialogue.js';
import type { Domain } from '../domain/domain.js';
import { type Event, slotSet } from '../tracker/events.js';
import { SESSION_METADATA_SLOT } from '../tracker/names.js';
import type { Tracker } from '../tracker/tracker.js';
import type { LinkNote } from './links.js';

/** The intent of the turn that tells a conversation of its link; it runs where the domain has it. */
export const LINKED_INTENT = 'chat_linked';

/** What taking a link in needs. */
export interface LinkNotes {
  readonly dialogue: Dialogue;
  readonly domain: Domain;
  /** The state of a conversation as it is stored. */
  trackerOf(conversationId: string): Promise<Tracker>;
}

const passing = new Set(['requested_slot', SESSION_METADATA_SLOT]);

/**
 * What a link means for the conversation that goes on: slots that only the other one has filled are filled here too, and
 * the bot may say something where the person was last.
 */
export async function takeLinkIn(
  { dialogue, domain, trackerOf }: LinkNotes,
  tracker: Tracker,
  note: LinkNote,
  signal: AbortSignal,
): Promise<TurnResult> {
  const carried = slotsToCarry(domain, tracker, await trackerOf(note.from));
  const opening: Event[] =
    tracker.events.length > 0 ? [] : [{ event: 'action', name: 'action_session_start' }, { event: 'session_started' }];
  const now = Date.now() / 1_000;
  const events = [...opening, ...carried].map((event): Event => ({ ...event, timestamp: now }));
  for (const event of events) tracker.apply(event);
  if (!domain.intents.has(LINKED_INTENT) || tracker.paused) return { events, messages: [] };
  const told = await dialogue.trigger(tracker, { intent: LINKED_INTENT, metadata: { linked: note.channel } }, signal);
  return { events: [...events, ...told.events], messages: told.messages };
}

function slotsToCarry(domain: Domain, here: Tracker, there: Tracker): Event[] {
  const isEmpty = (name: string, value: unknown) =>
    value === null || value === undefined || value === domain.slots.get(name)?.initialValue;
  return [...domain.slots.keys()]
    .filter((name) => !passing.has(name) && isEmpty(name, here.slots[name]) && !isEmpty(name, there.slots[name]))
    .map((name) => slotSet(name, there.slots[name]));
}
