import type { Dialogue, TurnResult } from '../dialogue/dialogue.js';
import { formatError, ParleyError } from '../errors.js';
import { type Collect, hasFiles } from '../media/collect.js';
import type { BotMessage } from '../messages/message.js';
import { isDataFault } from '../store/failures.js';
import type { PendingMessage } from '../store/intake.js';
import type { TurnRecord } from '../store/turns.js';
import type { Tracker } from '../tracker/tracker.js';
import { growing, pause } from './clock.js';
import type { Conversation, Desk } from './desk.js';
import { createGroup } from './group.js';
import { type Item, insert, isNote, type Job, lettersOf, recordOf } from './items.js';
import type { Outbox, Surroundings } from './outbox.js';
import { createSlots } from './slots.js';
import { showTyping } from './typing.js';

/** Runs turns: one at a time in a conversation, many conversations side by side. */
export interface TurnLine {
  /**
   * Reads pending messages and puts them in line, but for those that are in line already, or whose turn ended while they
   * were read.
   */
  bring(read: () => Promise<readonly PendingMessage[]>): Promise<void>;
  perform(conversationId: string, job: Job): void;
  /** Resolves when nothing is in line. */
  idle(): Promise<void>;
}

/** What the line tells of a message that left it. */
export interface TurnEvents {
  /** Its turn has ended and its answers were tried or put off. */
  settled(inboxId: number): void;
  /** Another process works on it. */
  elsewhere(inboxId: number): void;
}

interface Lane {
  readonly id: string;
  readonly items: Item[];
  conversation: Conversation | undefined;
}

/** Pauses before a turn is tried again, and before a commit is, in ms: the first and the longest. */
const turnPauses = [200, 5_000] as const;
const storePauses = [200, 10_000] as const;

/** Makes the line; when `signal` is aborted, turns in hand are abandoned and stay pending in the store. */
export function createTurnLine(
  around: Surroundings & {
    readonly dialogue: Dialogue;
    readonly apology: BotMessage;
    readonly desk: Desk;
    /** Fetches the files of a message before its turn. */
    readonly collect: Collect;
    /** Resolves when messages can be answered, or `signal` is aborted. */
    whenReady(signal: AbortSignal): Promise<void>;
    takeNote(tracker: Tracker, note: PendingMessage, signal: AbortSignal): Promise<TurnResult>;
  },
  outbox: Outbox,
  events: TurnEvents,
  signal: AbortSignal,
): TurnLine {
  const { store, desk, dialogue, emit, log, clock, limits, pace } = around;
  const lanes = new Map<string, Lane>();
  const known = new Set<number>();
  /** For each read in progress: the messages that left the line since it began. */
  const readings = new Set<Set<number>>();
  const working = new Set<Promise<void>>();
  const inSlot = createSlots(limits.turns);
  const commits = createGroup(async (records: readonly TurnRecord[]) => {
    const committed = await store.commit(records);
    return records.map((record) => committed.get(record.conversationId));
  }, limits.group);

  function laneOf(conversationId: string): Lane {
    const found = lanes.get(conversationId);
    if (found) return found;
    const lane: Lane = { id: conversationId, items: [], conversation: undefined };
    lanes.set(conversationId, lane);
    const work = Promise.resolve()
      .then(() => empty(lane))
      .finally(() => working.delete(work));
    working.add(work);
    return lane;
  }

  async function empty(lane: Lane): Promise<void> {
    for (let item = lane.items[0]; item && !signal.aborted; item = lane.items[0]) {
      if (item.message) await around.whenReady(signal);
      if (signal.aborted) break;
      lane.conversation ??= await take(lane.id);
      if (signal.aborted) break;
      // A claim may have brought older messages into the line.
      if (lane.conversation) await work(lane, lane.conversation, lane.items[0] ?? item);
      else sendElsewhere(lane);
    }
    lanes.delete(lane.id);
    for (const item of lane.items) item.job?.reject(new ParleyError('INBOX_STOPPED'));
    if (lane.conversation) desk.lay(lane.conversation);
  }

  async function take(conversationId: string): Promise<Conversation | undefined> {
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      try {
        return await desk.take(conversationId);
      } catch (error) {
        log.error({ conversationId, reason: formatError(error) }, 'A conversation could not be loaded yet.');
        await pause(clock, growing(attempt, ...storePauses), signal);
      }
    }
    return undefined;
  }

  function sendElsewhere(lane: Lane): void {
    for (const item of lane.items.splice(0)) {
      item.job?.reject(new ParleyError('CONVERSATION_ELSEWHERE', { conversation: lane.id }));
      if (!item.message) continue;
      known.delete(item.message.inboxId);
      events.elsewhere(item.message.inboxId);
    }
  }

  async function work(lane: Lane, conversation: Conversation, item: Item): Promise<void> {
    item.attempts += 1;
    let result: TurnResult | undefined;
    let failure: unknown;
    try {
      // Outside of the slots: a slow platform holds up its own conversation alone.
      if (item.message && hasFiles(item.message)) item.message = await around.collect(item.message, signal);
      result = await inSlot(() => pace().then(() => runTurn(conversation, item)));
    } catch (error) {
      failure = error;
    }
    if (signal.aborted) return forget(lane);
    if (item.job && !result && failure === undefined) {
      forget(lane);
      remove(lane, item);
      item.job.resolve(undefined);
      return;
    }
    if (result) failure = await commit(lane, conversation, item, recordOf(conversation, item, result));
    if (failure === undefined) {
      if (result) item.job?.resolve(result);
      return;
    }
    await fail(lane, conversation, item, failure);
  }

  function runTurn(conversation: Conversation, item: Item): Promise<TurnResult | undefined> {
    if (item.job) return item.job.run(conversation.tracker, signal);
    const { message } = item;
    if (!message) return Promise.resolve(undefined);
    if (isNote(message)) return around.takeNote(conversation.tracker, message, signal);
    const input = {
      text: message.text,
      messageId: message.externalId,
      inputChannel: message.inputChannel ?? message.channel,
      receivedAt: message.receivedAt,
      ...(message.metadata === undefined ? {} : { metadata: message.metadata }),
    };
    return showTyping(around, message, () => dialogue.turn(conversation.tracker, input, signal));
  }

  /** Commits a turn, waiting for the store where it must. @returns what was wrong with the turn itself, if anything */
  async function commit(lane: Lane, conversation: Conversation, item: Item, record: TurnRecord): Promise<unknown> {
    for (let attempt = 1; !signal.aborted; attempt += 1) {
      try {
        const ids = await commits.add(record);
        if (ids === undefined) await reconsider(lane, item);
        else finish(lane, conversation, item, record, ids);
        return undefined;
      } catch (error) {
        if (isDataFault(error)) return error;
        log.error({ conversationId: lane.id, reason: formatError(error) }, 'A turn could not be stored yet.');
        await pause(clock, growing(attempt, ...storePauses), signal);
      }
    }
    forget(lane);
    return undefined;
  }

  function finish(
    lane: Lane,
    conversation: Conversation,
    item: Item,
    record: TurnRecord,
    ids: readonly number[],
  ): void {
    conversation.lastSeq += record.events.length;
    conversation.sessionSeq = record.sessionSeq;
    conversation.channel = record.channel ?? conversation.channel;
    conversation.recipient = record.recipient ?? conversation.recipient;
    remove(lane, item);
    emit('committed', { conversationId: lane.id, events: record.events, messages: record.messages });
    const tried = ids.length === 0 ? Promise.resolve() : outbox.post(lettersOf(record, ids));
    if (!item.message) return;
    const { inboxId } = item.message;
    void tried.then(() => events.settled(inboxId));
  }

  /** The conversation is not as the turn found it: another process had it meanwhile. */
  async function reconsider(lane: Lane, item: Item): Promise<void> {
    forget(lane);
    item.attempts -= 1;
    if (!item.message) return;
    const { inboxId } = item.message;
    const pending = await store.pendingOf([lane.id]);
    if (pending.some((message) => message.inboxId === inboxId)) return;
    remove(lane, item);
    events.settled(inboxId);
  }

  async function fail(lane: Lane, conversation: Conversation, item: Item, failure: unknown): Promise<void> {
    forget(lane);
    if (item.job) {
      remove(lane, item);
      item.job.reject(failure);
      return;
    }
    const about = { conversationId: lane.id, inboxId: item.message?.inboxId, reason: formatError(failure) };
    if (item.attempts < limits.turnAttempts) {
      log.warn(about, `A turn failed (attempt ${item.attempts}); it is tried again.`);
      await pause(clock, growing(item.attempts, ...turnPauses), signal);
      return;
    }
    log.error(about, `A message was given up after ${item.attempts} failed turns.`);
    const messages = item.message && isNote(item.message) ? [] : [around.apology];
    const apology = recordOf(conversation, item, { events: [], messages });
    const error = await commit(lane, conversation, item, { ...apology, status: 'failed', error: about.reason });
    if (error !== undefined) await pause(clock, turnPauses[1], signal);
  }

  /** A tracker that took in events which are not stored is of no use any more. */
  function forget(lane: Lane): void {
    lane.conversation = undefined;
  }

  function remove(lane: Lane, item: Item): void {
    const index = lane.items.indexOf(item);
    if (index >= 0) lane.items.splice(index, 1);
    if (!item.message) return;
    known.delete(item.message.inboxId);
    for (const gone of readings) gone.add(item.message.inboxId);
  }

  function enqueue(message: PendingMessage): void {
    if (known.has(message.inboxId)) return;
    known.add(message.inboxId);
    insert(laneOf(message.conversationId).items, { message, job: undefined, attempts: 0 });
  }

  return {
    async bring(read) {
      const gone = new Set<number>();
      readings.add(gone);
      try {
        for (const message of await read()) if (!gone.has(message.inboxId)) enqueue(message);
      } finally {
        readings.delete(gone);
      }
    },
    perform(conversationId, job) {
      laneOf(conversationId).items.push({ message: undefined, job, attempts: 0 });
    },
    async idle() {
      while (working.size > 0) await Promise.all(working);
    },
  };
}
