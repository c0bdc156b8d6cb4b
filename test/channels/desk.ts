import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import type { Channel, Incoming, Outgoing } from '../../core/channel.js';
import { admit, defaultLimits } from '../../core/inbox/limits.js';
import type { ChannelFiles } from '../../core/media/file.js';
import type { BotMessage } from '../../core/messages/message.js';
import type { Configured } from '../../core/pack.js';
import { type OpenChannels, openChannels } from '../../core/server/channels.js';
import { createServer, type Server, type ServerOptions } from '../../core/server/server.js';
import type { Tracker } from '../../core/tracker/tracker.js';
import { openEchoTracker } from '../kit/echo.js';
import { type LogLine, listeningLog } from '../kit/log.js';

/** What the desk says to a message. */
export type Answer = (
  incoming: Incoming,
) => AsyncIterable<BotMessage> | Iterable<BotMessage> | Promise<Iterable<BotMessage>>;

/** A front desk in memory: takes messages in, answers, and keeps what nobody was there to take. */
export interface Desk {
  readonly url: string;
  readonly server: Server;
  readonly channels: OpenChannels;
  readonly received: readonly Incoming[];
  readonly log: readonly LogLine[];
  /** Where its channels keep what they keep. */
  readonly folder: string;
  /** What the bot said in a conversation, as far as it was heard. */
  record(conversationId: string): readonly (string | null)[];
  /** Says something that answers no message. */
  tell(channel: string, recipient: string, message: BotMessage): Promise<void>;
  close(): Promise<void>;
}

/** How a desk is opened. */
export interface DeskOptions {
  readonly channels: readonly Configured<Channel>[];
  readonly answer?: Answer;
  readonly server?: Partial<ServerOptions>;
  /** The files of the bot. */
  readonly filesOf?: (channel: string) => ChannelFiles;
  /** Why nothing can be stored. */
  readonly fault?: Error;
  /** A database, for channels that have tables. */
  readonly database?: DataSource;
}

const echo: Answer = ({ text }) => [{ text: `You said: ${text}` }];

/** Opens a desk on a free port. */
export async function openDesk({
  channels: configured,
  answer = echo,
  server: options,
  filesOf,
  fault,
  database,
}: DeskOptions): Promise<Desk> {
  const log = listeningLog();
  const status = () => ({ modelFile: 'model.tar.gz', modelId: 'm1', activeTrainingJobs: 0 });
  const server = createServer({ port: 0, host: '127.0.0.1', version: '1.2.3', log, status, ...options });
  const folder = await mkdtemp(join(tmpdir(), 'parley-desk-'));
  const received: Incoming[] = [];
  const turns = new Map<string, { readonly inboxId: string; readonly settled: Promise<void> }>();
  const trackers = new Map<string, Tracker>();
  const waiting: { channel: string; outgoing: Outgoing }[] = [];

  function trackerOf(conversationId: string): Tracker {
    const tracker = trackers.get(conversationId) ?? openEchoTracker(conversationId);
    trackers.set(conversationId, tracker);
    return tracker;
  }

  async function deliver(channel: string, outgoing: Outgoing): Promise<void> {
    if ((await channels.get(channel)?.send(outgoing)) === 'absent') waiting.push({ channel, outgoing });
  }

  async function turn(channel: string, incoming: Incoming, inboxId: string): Promise<void> {
    const { conversationId, recipient } = incoming;
    channels.get(channel)?.typing?.(recipient, 'on');
    for await (const message of await answer(incoming)) {
      const { text = null, ...data } = message;
      trackerOf(conversationId).apply({ event: 'bot', text, data });
      await deliver(channel, { id: randomUUID(), conversationId, recipient, inboxId, message });
    }
    channels.get(channel)?.typing?.(recipient, 'off');
  }

  const channels: OpenChannels = await openChannels(configured, {
    server,
    log,
    folder,
    ...(database ? { database } : {}),
    ...(filesOf ? { filesOf } : {}),
    inbox: {
      async accept(channel, given) {
        const incoming = { ...given, text: admit(channel, given, defaultLimits, Date.now()).text };
        if (fault) throw fault;
        const known = turns.get(incoming.externalId);
        if (known) return { ...known, duplicate: true };
        received.push(incoming);
        const inboxId = randomUUID();
        const receipt = { inboxId, settled: turn(channel, incoming, inboxId) };
        turns.set(incoming.externalId, receipt);
        return { ...receipt, duplicate: false };
      },
      perform: (conversationId, work) => work(trackerOf(conversationId), new AbortController().signal),
      async flush(channel, recipient) {
        const due = waiting.filter((one) => one.channel === channel && one.outgoing.recipient === recipient);
        for (const one of due) {
          waiting.splice(waiting.indexOf(one), 1);
          await deliver(channel, one.outgoing);
        }
      },
    },
  });
  const { url } = await server.listen();
  return {
    url,
    server,
    channels,
    received,
    log: log.lines,
    folder,
    record: (conversationId) =>
      trackerOf(conversationId).events.flatMap((event) => (event.event === 'bot' ? [event.text] : [])),
    tell: (channel, recipient, message) =>
      deliver(channel, { id: randomUUID(), conversationId: recipient, recipient, inboxId: undefined, message }),
    async close() {
      await server.drain();
      await channels.close();
      await server.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
