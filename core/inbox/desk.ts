import { LRUCache } from 'lru-cache';
import type { OwnedConversation } from '../store/conversations.js';
import type { Store } from '../store/store.js';
import type { Event } from '../tracker/events.js';
import type { Tracker } from '../tracker/tracker.js';
import { createGroup } from './group.js';
import type { Limits } from './limits.js';

/** A conversation that this process owns, with its state in memory. */
export interface Conversation {
  readonly id: string;
  readonly tracker: Tracker;
  lastSeq: number;
  sessionSeq: number;
  channel: string | undefined;
  recipient: string | undefined;
}

/** Where conversations lie between turns, so that a turn needs no read. */
export interface Desk {
  /** Takes a conversation up; `undefined` when another process works on it. */
  take(conversationId: string): Promise<Conversation | undefined>;
  /** Lays an idle conversation down. */
  lay(conversation: Conversation): void;
  /** Lays down nothing of what was taken up until now, so that it is read anew. */
  forget(): void;
  /** Gives up what was pushed off the desk or has lain too long, so that other processes may have it. */
  clear(): Promise<void>;
}

/** How long an idle conversation stays with this process when there are others, in ms. */
const idleMs = 60_000;

/** Makes the desk. `onClaim` is told what was claimed, before anyone works on it. */
export function createDesk(
  store: Store,
  openTracker: (conversationId: string, events: readonly Event[]) => Tracker,
  limits: Limits,
  onClaim: (conversationIds: readonly string[]) => Promise<void>,
): Desk {
  const released = new Set<string>();
  const idle = new LRUCache<string, Conversation>({
    max: limits.trackers,
    maxSize: limits.trackedEvents,
    maxEntrySize: Number.MAX_SAFE_INTEGER,
    sizeCalculation: (conversation) => conversation.tracker.events.length + 1,
    ...(store.exclusive ? {} : { ttl: idleMs }),
    dispose: (_conversation, id, reason) => {
      if (reason === 'evict' || reason === 'expire') released.add(id);
    },
  });

  const claims = createGroup(async (ids: readonly string[]) => {
    const owned = new Map((await store.claim(ids)).map((conversation) => [conversation.id, conversation]));
    if (!store.exclusive) await onClaim([...owned.keys()]);
    const known = [...owned.values()].filter((conversation) => conversation.lastSeq > 0);
    const starts = known.map(({ id, sessionSeq }) => ({ id, seq: sessionSeq }));
    const events = starts.length > 0 ? await store.eventsFrom(starts) : new Map<string, Event[]>();
    return ids.map((id) => {
      const conversation = owned.get(id);
      return conversation && open(conversation, events.get(id) ?? []);
    });
  }, limits.group);

  let current = new WeakSet<Conversation>();
  const open = (owned: OwnedConversation, events: readonly Event[]): Conversation => {
    const conversation = {
      id: owned.id,
      tracker: openTracker(owned.id, events),
      lastSeq: owned.lastSeq,
      sessionSeq: owned.sessionSeq,
      channel: owned.latestChannel,
      recipient: owned.recipient,
    };
    current.add(conversation);
    return conversation;
  };

  return {
    async take(conversationId) {
      released.delete(conversationId);
      const conversation = idle.get(conversationId);
      if (!conversation) return await claims.add(conversationId);
      idle.delete(conversationId);
      return conversation;
    },
    lay: (conversation) => {
      if (current.has(conversation)) idle.set(conversation.id, conversation);
      else released.add(conversation.id);
    },
    forget() {
      for (const id of idle.keys()) released.add(id);
      current = new WeakSet();
      idle.clear();
    },
    async clear() {
      idle.purgeStale();
      const ids = [...released];
      released.clear();
      if (ids.length > 0 && !store.exclusive) await store.release(ids);
    },
  };
}
