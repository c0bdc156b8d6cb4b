import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { formatError } from '../errors.js';
import { takeLinkIn } from '../identity/note.js';
import type { Inbox, InboxOptions } from '../inbox/inbox.js';
import type { Logger } from '../kernel/logger.js';
import type { Store } from '../store/store.js';
import type { Runtime } from './runtime.js';

const linkNote = z.object({ channel: z.string(), from: z.string() });

/** How long a conversation waits for the line of the one that goes on in it, in ms. */
const longestWait = 5_000;

/** What taking links in needs. */
export interface LinkSurroundings {
  readonly store: Store;
  readonly runtime: Pick<Runtime, 'dialogue' | 'openTracker' | 'domain'>;
  readonly log: Logger;
  inbox(): Inbox;
}

/**
 * Does what a link means for the conversation that goes on, in the line of its messages: first what is still in the line
 * of the other one is waited for.
 */
export function noteTaker(around: LinkSurroundings): NonNullable<InboxOptions['takeNote']> {
  const { store, runtime, log, inbox } = around;
  const trackerOf = async (id: string) =>
    runtime.openTracker(id, (await store.eventsFrom([{ id, seq: 1 }])).get(id) ?? []);

  async function finishLine(conversationId: string): Promise<void> {
    const late = new AbortController();
    const line = inbox()
      .perform(conversationId, async () => ({ events: [], messages: [] }))
      .catch((error) => log.debug({ conversationId, reason: formatError(error) }, 'A linked chat was not waited for.'));
    const limit = wait(longestWait, undefined, { signal: late.signal }).catch(() => undefined);
    await Promise.race([line, limit]);
    late.abort();
  }

  return async (tracker, note, signal) => {
    const link = linkNote.parse(note.metadata);
    await finishLine(link.from);
    return await takeLinkIn({ dialogue: runtime.dialogue, domain: runtime.domain, trackerOf }, tracker, link, signal);
  };
}

/** Has a link taken in at once; the patrol of the inbox would find it too, a little later. */
export function followLinks(inbox: Pick<Inbox, 'takeUp'>, log: Logger) {
  return (_from: string, to: string): void => {
    inbox.takeUp(to).catch((error) => {
      log.warn({ conversationId: to, reason: formatError(error) }, 'A link is taken in a little later.');
    });
  };
}
