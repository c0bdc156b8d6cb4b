/** What the extractors took for a day or a time and is none: parts of phone numbers, the 11 of "March 11", odd numbers. */
import type { Event } from 'parley';
import { readDay, readTime } from '../studio/when.js';
import type { TattooContext } from '../types.js';
import type { Draft, SlotName } from './form.js';

type Mention = TattooContext['latestMessage']['entities'][number];

/** What a slot held before the message that is being judged. */
export function valueBefore(events: readonly Event[], slot: string): unknown {
  const start = events.findLastIndex((event) => event.event === 'user');
  const last = events.slice(0, Math.max(start, 0)).findLast((event) => event.event === 'slot' && event.name === slot);
  return last?.event === 'slot' ? last.value : null;
}

/** The same for a slot that holds text. */
export function textBefore(events: readonly Event[], slot: string): string | null {
  const value = valueBefore(events, slot);
  return typeof value === 'string' ? value : null;
}

/**
 * Takes misheard days and times out of a draft, which gets back what it held before, and returns the context without
 * the mentions, so that no later step reads them either.
 */
export function withoutMisheard(context: TattooContext, draft: Draft, brought: Set<SlotName>): TattooContext {
  const { latestMessage, events } = context;
  // The mentions of a button's payload all span the whole of it, and are as the bot wrote them.
  if (latestMessage.text.startsWith('/')) return context;
  const entities = latestMessage.entities.filter((mention) => !isMisheard(mention, context, draft.requested_slot));
  if (entities.length === latestMessage.entities.length) return context;
  for (const name of ['date', 'time'] as const) {
    if (!brought.has(name)) continue;
    const last = entities.findLast(({ entity }) => entity === name);
    if (last) draft[name] = String(last.value);
    else {
      draft[name] = textBefore(events, name);
      brought.delete(name);
    }
  }
  return { ...context, latestMessage: { ...latestMessage, entities } };
}

function isMisheard(mention: Mention, { latestMessage, now }: TattooContext, requested: unknown): boolean {
  const { entity } = mention;
  if (entity !== 'date' && entity !== 'time') return false;
  const stronger = entity === 'date' ? patterned : [...patterned, 'date'];
  if (latestMessage.entities.some((other) => stronger.includes(other.entity) && lies(mention, other))) return true;
  if (entity === requested) return false;
  return entity === 'date' ? !readDay(String(mention.value), now) : !readTime(String(mention.value));
}

/** Entities that a pattern finds, so that what lies in one of them is nothing else. */
const patterned: readonly string[] = ['phone', 'email', 'booking_ref'];

const lies = (inner: Mention, outer: Mention): boolean =>
  inner !== outer && outer.start <= inner.start && inner.end <= outer.end;
