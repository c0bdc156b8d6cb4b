import { setMaxListeners } from 'node:events';
import type { Incoming, Receipt } from '../channel.js';
import type { Dialogue, TurnResult } from '../dialogue/dialogue.js';
import { formatError, ParleyError } from '../errors.js';
import type { Collect } from '../media/collect.js';
import type { BotMessage } from '../messages/message.js';
import type { NewMessage, PendingMessage, Taken } from '../store/intake.js';
import type { Event } from '../tracker/events.js';
import type { Tracker } from '../tracker/tracker.js';
import { systemClock } from './clock.js';
import { createDesk } from './desk.js';
import { createGroup } from './group.js';
import type { Destination, Job } from './items.js';
import { admit, defaultLimits, type Limits } from './limits.js';
import { createOutbox, type Surroundings } from './outbox.js';
import { createPace } from './pace.js';
import { createPatrol } from './patrol.js';
import { sessionStart } from './session.js';
import { createTurnLine } from './turns.js';

/** What the inbox is made of. */
export interface InboxOptions
  extends Omit<Surroundings, 'clock' | 'limits' | 'pace'>,
    Partial<Pick<Surroundings, 'clock'>> {
  readonly dialogue: Dialogue;
  /** Makes a tracker from the events of the current session. */
  openTracker(conversationId: string, events: readonly Event[]): Tracker;
  readonly limits?: Partial<Limits>;
  /** Does what a message says that the bot left for itself in a conversation (see `NOTE_CHANNEL`); default: nothing. */
  takeNote?(tracker: Tracker, note: PendingMessage, signal: AbortSignal): Promise<TurnResult>;
  /** Fetches the files that came with a message, before its turn; default: they stay where they are. */
  readonly collect?: Collect;
  /** Resolves when messages can be answered, or `signal` is aborted; until then they wait. Default: always. */
  whenReady?(signal: AbortSignal): Promise<void>;
  /** What a person is told when a message could not be answered. */
  readonly apology?: BotMessage;
}

/** Takes messages in, has them answered in order, and sends the answers. */
export interface Inbox {
  /**
   * Stores a message and puts it in the queue of its conversation.
   *
   * @throws ParleyError MESSAGE_EMPTY, MESSAGE_TOO_LONG, MESSAGE_TOO_LARGE, MESSAGE_ID_INVALID, INBOX_FULL,
   * INBOX_STOPPED, STORE_WRITE, STORE_FULL; the message is not stored then
   */
  accept(channel: string, incoming: Incoming): Promise<Receipt>;
  /**
   * Does something in a conversation between its turns, and commits it like one: a reminder, a hand-over, events from
   * outside. Its messages go where the conversation took place last, or to `to`.
   *
   * @throws ParleyError CONVERSATION_ELSEWHERE, INBOX_STOPPED, and what `work` throws
   */
  perform(
    conversationId: string,
    work: (tracker: Tracker, signal: AbortSignal) => Promise<TurnResult>,
    to?: Destination,
  ): Promise<TurnResult>;
  /** Makes these all the events of a conversation. @throws ParleyError CONVERSATION_ELSEWHERE, INBOX_STOPPED */
  replace(conversationId: string, events: readonly Event[]): Promise<void>;
  /** Has every conversation read anew before its next turn, because trackers are made differently from now on. */
  forget(): void;
  /** Deletes all that is known of a conversation; a message that arrives meanwhile begins a new one. */
  erase(conversationId: string): Promise<void>;
  /** Sends what waits for a recipient of a channel. */
  flush(channel: string, recipient: string): Promise<void>;
  /** Takes up what somebody has put into the inbox of a conversation; the process that works on it does. */
  takeUp(conversationId: string): Promise<void>;
  /** Takes up what was left when the bot stopped or was killed. Channels have to be open. */
  start(): Promise<void>;
  /** Finishes what is in line, for so many ms at most; the rest stays in the store for the next start. */
  stop(limitMs?: number): Promise<void>;
}

const defaultApology: BotMessage = { text: 'Sorry, something went wrong on our side. Please try again.' };

/** Makes the inbox of a bot. */
export function createInbox(options: InboxOptions): Inbox {
  const limits: Limits = { ...defaultLimits, ...options.limits };
  const clock = options.clock ?? systemClock;
  const { store, emit, log } = options;
  const abort = new AbortController();
  // Every turn under way listens to it.
  setMaxListeners(0, abort.signal);
  const { signal } = abort;
  let stopping = false;

  const settlers = new Map<number, { readonly promise: Promise<void>; resolve(): void; readonly queuedAs: string }>();
  const watched = new Set<number>();
  const queued = new Map<string, number>();
  let queuedInAll = 0;

  const nothing = async (): Promise<TurnResult> => ({ events: [], messages: [] });
  const takeNote = options.takeNote ?? nothing;
  const collect = options.collect ?? (async (message) => message);
  const whenReady = options.whenReady ?? (async () => {});
  const around = {
    ...options,
    clock,
    limits,
    pace: createPace(),
    collect,
    takeNote,
    whenReady,
    apology: options.apology ?? defaultApology,
  };
  const desk = createDesk(store, options.openTracker, limits, (ids) => line.bring(() => store.pendingOf(ids)));
  const outbox = createOutbox(around, signal);
  const line = createTurnLine(
    { ...around, desk },
    outbox,
    {
      settled: settle,
      elsewhere: (inboxId) => {
        if (settlers.has(inboxId)) watched.add(inboxId);
      },
    },
    signal,
  );
  const patrol = createPatrol(
    { ...around, desk },
    {
      messages: line.bring,
      letters: (letters) => void outbox.post(letters),
      watched,
      settled: (inboxIds, waiting) => void outbox.post(waiting).then(() => inboxIds.forEach(settle)),
    },
    signal,
  );
  let walking: Promise<void> | undefined;

  const intake = createGroup(async (messages: readonly NewMessage[]) => {
    let taken: readonly Taken[] = [];
    await line.bring(async () => {
      taken = await store.take(messages);
      const fresh = messages.flatMap((message, index) => {
        const { inboxId, duplicate, conversationId } = taken[index] ?? { inboxId: 0, duplicate: true };
        if (duplicate || conversationId === undefined) return [];
        const pending = { ...pendingOf(message, inboxId), conversationId };
        welcome(pending, message.conversationId);
        return [pending];
      });
      return [...(await earlierElsewhere(fresh)), ...fresh];
    });
    return taken;
  }, limits.arrivals);

  /** What another process acknowledged before these arrived comes before them. */
  async function earlierElsewhere(fresh: readonly PendingMessage[]): Promise<readonly PendingMessage[]> {
    if (store.exclusive) return [];
    try {
      return await store.pendingFromOthers([...new Set(fresh.map(({ conversationId }) => conversationId))]);
    } catch (error) {
      log.warn(
        { reason: formatError(error) },
        'Messages of other processes could not be read; the patrol brings them.',
      );
      return [];
    }
  }

  function welcome({ inboxId, conversationId, text, channel }: PendingMessage, queuedAs: string): void {
    const { promise, resolve } = withResolvers();
    settlers.set(inboxId, { promise, resolve, queuedAs });
    emit('message', { conversationId, text, channel });
  }

  function settle(inboxId: number): void {
    watched.delete(inboxId);
    const settler = settlers.get(inboxId);
    if (!settler) return;
    settlers.delete(inboxId);
    leaveQueue(settler.queuedAs);
    settler.resolve();
  }

  function enterQueue(conversationId: string): void {
    const here = queued.get(conversationId) ?? 0;
    if (queuedInAll >= limits.queued)
      throw new ParleyError('INBOX_FULL', { limit: limits.queued, whose: 'all people' });
    if (here >= limits.queuedPerConversation) {
      throw new ParleyError('INBOX_FULL', { limit: limits.queuedPerConversation, whose: 'this conversation' });
    }
    queued.set(conversationId, here + 1);
    queuedInAll += 1;
  }

  function leaveQueue(conversationId: string): void {
    const here = (queued.get(conversationId) ?? 1) - 1;
    if (here > 0) queued.set(conversationId, here);
    else queued.delete(conversationId);
    queuedInAll -= 1;
  }

  async function inLine(conversationId: string, run: Job['run'], to?: Destination): Promise<TurnResult | undefined> {
    if (stopping) throw new ParleyError('INBOX_STOPPED');
    return await new Promise((resolve, reject) => line.perform(conversationId, { run, to, resolve, reject }));
  }

  return {
    async accept(channel, incoming) {
      if (stopping) throw new ParleyError('INBOX_STOPPED');
      const message = admit(channel, incoming, limits, clock.now());
      enterQueue(message.conversationId);
      try {
        const { inboxId, duplicate } = await intake.add(message);
        if (duplicate) leaveQueue(message.conversationId);
        return { inboxId: String(inboxId), duplicate, settled: settlers.get(inboxId)?.promise ?? Promise.resolve() };
      } catch (error) {
        leaveQueue(message.conversationId);
        throw error;
      }
    },
    async perform(conversationId, work, to) {
      return (await inLine(conversationId, work, to)) ?? { events: [], messages: [] };
    },
    async replace(conversationId, events) {
      await inLine(conversationId, async () => {
        await store.replaceEvents(conversationId, events, sessionStart(events, { lastSeq: 0, sessionSeq: 1 }));
        return undefined;
      });
    },
    forget: desk.forget,
    async erase(conversationId) {
      await inLine(conversationId, async () => {
        await store.erase(conversationId);
        return undefined;
      });
    },
    takeUp: (conversationId) => line.bring(() => store.pendingOf([conversationId])),
    flush: outbox.flush,
    async start() {
      await patrol.recover();
      walking = patrol.walk();
    },
    async stop(limitMs = 10_000) {
      stopping = true;
      const callOff = clock.after(limitMs, () => abort.abort());
      const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
      await Promise.race([aborted, intake.idle().then(line.idle).then(outbox.idle)]);
      callOff();
      abort.abort();
      await Promise.all([walking, outbox.idle()]);
      await store.leave();
      for (const inboxId of [...settlers.keys()]) settle(inboxId);
    },
  };
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

function pendingOf(message: NewMessage, inboxId: number): PendingMessage {
  const { metadata, inputChannel, ...rest } = message;
  return {
    ...rest,
    inboxId,
    metadata: metadata === null ? undefined : (JSON.parse(metadata) as Record<string, unknown>),
    inputChannel: inputChannel ?? undefined,
  };
}
