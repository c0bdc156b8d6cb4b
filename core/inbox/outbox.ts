import type { OpenChannel, Outgoing } from '../channel.js';
import { formatError, ParleyError } from '../errors.js';
import type { HookName, Hooks } from '../kernel/hooks.js';
import type { Logger } from '../kernel/logger.js';
import type { Letter, Mark, Recipient } from '../store/mail.js';
import type { Store } from '../store/store.js';
import { type Clock, growing, pause } from './clock.js';
import { createGroup } from './group.js';
import type { Limits } from './limits.js';
import type { Pace } from './pace.js';
import { createSlots } from './slots.js';

/** What the inbox and the outbox work with. */
export interface Surroundings {
  readonly store: Store;
  /** Open channels by name. */
  readonly channels: { get(name: string): OpenChannel | undefined };
  emit<Name extends HookName>(hook: Name, payload: Hooks[Name]): void;
  readonly log: Logger;
  readonly clock: Clock;
  readonly limits: Limits;
  /** Turns and sends begin at it. */
  readonly pace: Pace;
}

/** Sends what was committed, in the order of each conversation. */
export interface Outbox {
  /** Puts stored messages in line; resolves when each was handed to its channel, or put off. */
  post(letters: readonly Letter[]): Promise<void>;
  /** Sends what waits for a recipient. */
  flush(channel: string, recipient: string): Promise<void>;
  /** Resolves when every message was sent or put off, and every mark is stored. */
  idle(): Promise<void>;
}

/** Pauses between attempts: 1 s at first, at most 5 minutes. */
const firstPause = 1_000;
const longestPause = 300_000;
/** A platform may ask for a longer pause, up to a day. */
const longestAskedPause = 86_400_000;

interface Entry {
  letter: Letter;
  /** Called when it was tried or put off; calls after the first do nothing. */
  tried(): void;
  /** Its recipient came back while it was being sent. */
  flushed: boolean;
}

interface Lane {
  readonly entries: Entry[];
  /** It waits before it tries its first message again. */
  pausing: boolean;
  work: Promise<void>;
}

/** Makes the outbox; it stops at the end of the attempt in hand when `signal` is aborted. */
export function createOutbox(around: Surroundings, signal: AbortSignal): Outbox {
  const { store, channels, emit, log, clock, limits, pace } = around;
  const lanes = new Map<string, Lane>();
  const working = new Set<Promise<void>>();
  const inSlot = createSlots(limits.sends);
  const marks = createGroup(async (group: readonly Mark[]) => {
    await store.mark(group);
    return [];
  }, limits.group);
  // Some channels ask with each message that comes in whether something waits for its sender.
  const returns = createGroup(async (group: readonly Recipient[]) => {
    const letters = await store.takeWaiting(group);
    const taken = new Map<string, Letter[]>();
    for (const letter of letters) taken.set(nameOf(letter), [...(taken.get(nameOf(letter)) ?? []), letter]);
    return group.map((recipient) => {
      const own = taken.get(nameOf(recipient)) ?? [];
      taken.delete(nameOf(recipient));
      return own;
    });
  }, limits.group);

  let wake = () => {};
  const woken = () =>
    new Promise<void>((resolve) => {
      wake = resolve;
    });

  function post(letters: readonly Letter[]): Promise<void> {
    const tried = letters.map(
      (letter) =>
        new Promise<void>((resolve) => {
          const lane = lanes.get(letter.conversationId) ?? start(letter.conversationId);
          if (lane.entries.some((entry) => entry.letter.id === letter.id)) return resolve();
          insert(lane.entries, { letter, tried: resolve, flushed: false });
          if (lane.pausing) resolve();
        }),
    );
    return Promise.all(tried).then(() => undefined);
  }

  function start(conversationId: string): Lane {
    const lane: Lane = { entries: [], pausing: false, work: Promise.resolve() };
    lanes.set(conversationId, lane);
    lane.work = lane.work.then(() => empty(conversationId, lane)).finally(() => working.delete(lane.work));
    working.add(lane.work);
    return lane;
  }

  async function empty(conversationId: string, lane: Lane): Promise<void> {
    for (let entry = lane.entries[0]; entry && !signal.aborted; entry = lane.entries[0]) {
      await waitUntilDue(lane, entry.letter);
      if (signal.aborted) break;
      const current = entry;
      const mark = await inSlot(() => pace().then(() => attempt(current)));
      current.tried();
      if (mark.status === 'pending' && mark.nextAttemptAt === null) continue;
      save(mark);
      if (mark.status === 'pending') {
        current.letter = { ...current.letter, attempts: mark.attempts, nextAttemptAt: mark.nextAttemptAt ?? undefined };
      } else {
        lane.entries.splice(lane.entries.indexOf(current), 1);
      }
    }
    lanes.delete(conversationId);
    for (const entry of lane.entries) entry.tried();
  }

  async function waitUntilDue(lane: Lane, letter: Letter): Promise<void> {
    const ms = (letter.nextAttemptAt?.getTime() ?? 0) - clock.now();
    if (ms <= 0) return;
    for (const entry of lane.entries) entry.tried();
    lane.pausing = true;
    working.delete(lane.work);
    wake();
    await pause(clock, ms, signal);
    lane.pausing = false;
    working.add(lane.work);
  }

  async function attempt(entry: Entry): Promise<Mark> {
    const { letter } = entry;
    const mark = { id: letter.id, attempts: letter.attempts + 1, nextAttemptAt: null, lastError: null };
    try {
      const channel = channels.get(letter.channel);
      if (!channel) throw new ParleyError('CHANNEL_CLOSED', { channel: letter.channel });
      entry.flushed = false;
      const delivery = await channel.send(outgoingOf(letter));
      if (delivery === 'absent') return { ...mark, status: entry.flushed ? 'pending' : 'waiting' };
      emit('delivered', { conversationId: letter.conversationId, message: letter.message, channel: letter.channel });
      return { ...mark, status: 'delivered' };
    } catch (error) {
      const reason = formatError(error);
      const about = { channel: letter.channel, conversationId: letter.conversationId, outboxId: letter.id, reason };
      if (Object(error).permanent === true) {
        log.error(about, 'A message was given up: trying again would change nothing.');
        return { ...mark, status: 'dead', lastError: reason };
      }
      if (mark.attempts >= limits.sendAttempts) {
        log.error(about, `A message was given up after ${mark.attempts} attempts to send it.`);
        return { ...mark, status: 'dead', lastError: reason };
      }
      log.warn(about, `A message could not be sent (attempt ${mark.attempts}); it is tried again.`);
      const due = clock.now() + (askedPause(error) ?? growing(mark.attempts, firstPause, longestPause));
      return { ...mark, status: 'pending', nextAttemptAt: new Date(due), lastError: reason };
    }
  }

  /** A mark that is lost means a message sent twice after a restart, so it is kept until it is stored. */
  function save(mark: Mark): void {
    const work = keep(mark).finally(() => working.delete(work));
    working.add(work);
  }

  async function keep(mark: Mark, attempt = 1): Promise<void> {
    try {
      await marks.add(mark);
    } catch (error) {
      log.error({ outboxId: mark.id, reason: formatError(error) }, 'What became of a message could not be stored yet.');
      if (signal.aborted) return;
      await pause(clock, growing(attempt, 200, 10_000), signal);
      await keep(mark, attempt + 1);
    }
  }

  return {
    post,
    async flush(channel, recipient) {
      for (const { entries } of lanes.values()) {
        for (const entry of entries) {
          if (entry.letter.channel === channel && entry.letter.recipient === recipient) entry.flushed = true;
        }
      }
      await marks.idle();
      await post(await returns.add({ channel, recipient }));
    },
    async idle() {
      while (working.size > 0) await Promise.race([Promise.all(working), woken()]);
    },
  };
}

const nameOf = ({ channel, recipient }: Recipient): string => JSON.stringify([channel, recipient]);

/** How long the platform asked to wait, in ms, if it did (see `retryAfter`). */
function askedPause(error: unknown): number | undefined {
  const ms: unknown = Object(error).retryAfterMs;
  return typeof ms === 'number' && ms >= 0 ? Math.min(ms, longestAskedPause) : undefined;
}

function insert(entries: Entry[], entry: Entry): void {
  const later = entries.findIndex((other) => other.letter.id > entry.letter.id);
  if (later === -1) entries.push(entry);
  else entries.splice(later, 0, entry);
}

function outgoingOf(letter: Letter): Outgoing {
  return {
    id: String(letter.id),
    conversationId: letter.conversationId,
    recipient: letter.recipient,
    inboxId: letter.inboxId === undefined ? undefined : String(letter.inboxId),
    message: letter.message,
  };
}
