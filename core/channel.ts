import type { IncomingMessage as HttpRequest, Server as HttpServer } from 'node:http';
import type { RequestHandler, Router } from 'express';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { Holder } from './identity/holders.js';
import type { Logger } from './kernel/logger.js';
import type { ChannelFiles, FileToKeep } from './media/file.js';
import type { BotMessage } from './messages/message.js';
import type { Tables } from './store/tables.js';

/** What a channel can show; the core turns what it can't into text. */
export interface Capabilities {
  readonly buttons: boolean;
  /** Buttons of one message at most; more become numbered text. None means any number. */
  readonly maxButtons?: number;
  /** It gives buttons numbers of its own, as a phone does; a number that it hands in means that button. */
  readonly numbersButtons?: boolean;
  readonly images: boolean;
  readonly cards: boolean;
  readonly typing: boolean;
  readonly voice: boolean;
  readonly files: boolean;
  /**
   * It uploads files: `media:<id>` in `image` and `attachment` comes as it is, and `ChannelContext.files` has the bytes. For
   * others a file becomes an address.
   */
  readonly uploads?: boolean;
  readonly edit: boolean;
  /** Characters of one message at most. */
  readonly maxTextLength: number;
}

/** A message that a channel received and decoded. */
export interface Incoming {
  /** The conversation, unique within the bot. */
  readonly conversationId: string;
  /** The platform's id of the message; the same id twice is one turn. */
  readonly externalId: string;
  readonly text: string;
  /** Where answers go; what it means is the channel's own matter. */
  readonly recipient: string;
  /** What the message claims to come through, if not this channel's name (Rasa's `input_channel`). */
  readonly inputChannel?: string;
  /** What else is known. `group: true` says that several people talk there: such a chat is never linked to a person's. */
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** The answer to an accepted message. It is stored when this is returned. */
export interface Receipt {
  readonly inboxId: string;
  /** The same external id was accepted before; no new turn runs. */
  readonly duplicate: boolean;
  /** Resolves when the turn has ended and each of its messages was handed to `send`, or put off. */
  readonly settled: Promise<void>;
}

/** Whether a message reached the platform, or nobody is there to take it now. */
export type Delivery = 'delivered' | 'absent';

/** A message on its way out. `id` is stable over retries; a channel may show it for de-duplication. */
export interface Outgoing {
  readonly id: string;
  readonly conversationId: string;
  readonly recipient: string;
  /** The inbox row that it answers, if any. */
  readonly inboxId: string | undefined;
  readonly message: BotMessage;
}

/** Where a channel's routes are, and what they take. */
export interface MountOptions {
  /** Default: `/webhooks/<channel name>`. */
  readonly path?: string;
  /** Bytes of a request body at most; for a platform that sends more than the server's limit allows. */
  readonly bodyBytes?: number;
  /** `stream`: bodies are left to the router, whatever their type and size, as for uploads. Default: `parsed`. */
  readonly body?: 'parsed' | 'stream';
}

/** What a channel works with. */
export interface ChannelContext {
  /** Stores a message and puts it in the queue of its conversation. Reject only what was not stored. */
  receive(incoming: Incoming): Promise<Receipt>;
  /** Sends what waited because nobody was there to take it. */
  flush(recipient: string): Promise<void>;
  /**
   * Tells that a person heard no more of a message than `text`, for channels that speak. What was not heard is cut from
   * the record of the conversation. Call it before what the person said instead is handed in.
   *
   * @throws ParleyError CONVERSATION_ELSEWHERE, INBOX_STOPPED
   */
  heard(outgoingId: string, text: string): Promise<void>;
  /**
   * Does something in one process at a time, of all that share the bot's database: waits while another living process
   * holds `name`, then runs `work` until it ends. The signal of `work` is aborted when the channel closes, or another
   * process took over because this one was silent for too long; then it waits again.
   *
   * @example await context.hold('poll', (signal) => poll(signal));
   */
  hold(name: string, work: (signal: AbortSignal) => Promise<void>): Promise<void>;
  /** Mounts HTTP routes at `/webhooks/<channel name>`, or elsewhere. */
  mount(router: Router, options?: MountOptions): void;
  /** Lets only callers pass who know the server's token; where it has none, nobody. For pages that are not for everyone. */
  readonly requireToken: RequestHandler;
  /** A folder of the bot for what this channel keeps from one run to the next; the channel makes it when it needs it. */
  readonly folder: string;
  /** The files that people sent, and those that the bot sends. */
  readonly files: ChannelFiles;
  /** The bot's database, the channel's tables in it; a channel that is tried without a store has none. */
  readonly database?: DataSource | undefined;
  /** The HTTP server, for channels that upgrade connections. */
  readonly server: HttpServer;
  /** The web origins whose pages may talk to the bot, `*` for all; none means just the bot's own. */
  readonly allowedOrigins: '*' | readonly string[];
  readonly log: Logger;
  /** Aborted first when the channel closes. */
  readonly signal: AbortSignal;
}

/** An open channel. */
export interface OpenChannel {
  /** What it can show with these settings, where that is not what the channel can in general. */
  readonly capabilities?: Capabilities;
  /** Sends one message; a throw is retried with growing pauses, or when `retryAfter` says, unless it is `permanent`. */
  send(outgoing: Outgoing): Promise<Delivery>;
  /** Shows that the bot is at work, or no longer is, where the platform can; called for turns that take a while. */
  typing?(recipient: string, state: 'on' | 'off'): void;
  /**
   * Fetches a file that the channel named in `metadata.attachments` (`source`), from its platform and nowhere else. Called
   * before the turn, after the message was acknowledged; a throw is tried again, unless it is `permanent`.
   */
  fetch?(source: string, signal: AbortSignal): Promise<FileToKeep>;
  /** How it stands with the platform, in a few words without anything secret; its health route tells it. */
  state?(): string;
  close?(): void | Promise<void>;
}

/** An address that belongs to a channel, under the name that its platform has for the field, or for a page to open. */
export interface ChannelAddress {
  readonly label: string;
  readonly url: string;
}

/** How a channel is set up, as `parley channels` shows it. The value of a secret never belongs in it. */
export interface ChannelSetup {
  /**
   * From whom something can come in: `everybody` who reaches the address; only the `platform`, which has to show that it is
   * the platform; or `nobody`, where the channel itself connects to the platform.
   */
  readonly openTo: 'everybody' | 'platform' | 'nobody';
  /** What is missing or wrong beyond what the schema of the settings tells, each with how to mend it. */
  readonly missing: readonly string[];
  /** What a person does, in order: at the platform, and in `credentials.yml`. */
  readonly steps: readonly string[];
  /** What to enter at the platform, or to open. */
  readonly addresses: readonly ChannelAddress[];
}

/** Where a bot is, for the addresses of `ChannelSetup`. */
export interface BotPlace {
  /** The address at which the platform, or people, reach the bot, without a slash at the end. */
  readonly publicUrl: string;
}

/** A channel: decodes what comes in, encodes what goes out, and holds no dialogue logic. */
export interface Channel<Config = unknown> {
  readonly name: string;
  readonly capabilities: Capabilities;
  readonly config: z.ZodType<Config>;
  /** It answers requests and cannot reach anybody by itself. */
  readonly answersOnly?: true;
  /** Tables of its own, made in bots that have the channel. */
  readonly tables?: Tables;
  open(context: ChannelContext, config: Config): OpenChannel | Promise<OpenChannel>;
  /** What it keeps of people in its tables, so that erasing a person reaches it; the tables may not be there. */
  holds?(database: DataSource): Holder;
  /** How it is set up; `config` is undefined where the bot has no settings for it, or none that are valid. */
  setup?(config: Config | undefined, place: BotPlace): ChannelSetup;
}

/**
 * Marks an error of `send` with the time that the platform asks to wait, in ms; the outbox tries again then.
 *
 * @example throw retryAfter(new Error('too many messages'), 3_000);
 */
export function retryAfter<Fault extends Error>(error: Fault, ms: number): Fault & { readonly retryAfterMs: number } {
  return Object.assign(error, { retryAfterMs: ms });
}

/**
 * Marks an error of `send` after which trying again changes nothing; the outbox gives the message up at once.
 *
 * @example throw permanent(new Error('there is no such number'));
 */
export function permanent<Fault extends Error>(error: Fault): Fault & { readonly permanent: true } {
  return Object.assign(error, { permanent: true as const });
}

/** An HTTP request whose raw body is kept, for channels that verify signatures. */
export type RawRequest = HttpRequest & { readonly rawBody?: Buffer };

/** Declares a channel; the type of its config follows from the definition. */
export function defineChannel<Config>(channel: Channel<Config>): Channel {
  return channel as unknown as Channel;
}
