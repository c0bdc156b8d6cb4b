import type { Event, IncomingAttachment } from 'parley';
import type { TattooContext } from '../types.js';
import type { Draft, SlotName } from './form.js';
import { valueBefore } from './misheard.js';

/** What stands for an idea that somebody shows instead of telling. */
const shown = 'the piece in the picture';

/** The pictures that a person has sent since they booked last, as ids of the bot's files. */
export function picturesIn(events: readonly Event[]): readonly string[] {
  const booked = events.findLastIndex((event) => event.event === 'slot' && event.name === 'booking_ref' && event.value);
  return events.slice(booked + 1).flatMap((event) => (event.event === 'user' ? picturesOf(event.metadata) : []));
}

/** Whether a message is a picture without a word beside it. */
export function isPicture({ text, metadata }: TattooContext['latestMessage']): boolean {
  return /^\[\w+\]( \[\w+\])*$/.test(text) && picturesOf(metadata).length > 0;
}

/**
 * A picture answers what the tattoo shall show, and no other question: what its stand-in text was taken for is undone.
 * Returns the slots that it brought.
 */
export function takePicture(context: TattooContext, draft: Draft, misread: ReadonlySet<SlotName>): Set<SlotName> {
  for (const name of misread) Object.assign(draft, { [name]: valueBefore(context.events, name) });
  if (draft.requested_slot === 'idea') {
    draft.idea = shown;
    return new Set(['idea']);
  }
  context.say('Got it, the picture goes with your booking.');
  return new Set();
}

function picturesOf(metadata: unknown): readonly string[] {
  const attachments: unknown = Object(metadata).attachments;
  if (!Array.isArray(attachments)) return [];
  return attachments.flatMap(({ mime, media }: Partial<IncomingAttachment>) =>
    media !== undefined && mime?.startsWith('image/') ? [media] : [],
  );
}
