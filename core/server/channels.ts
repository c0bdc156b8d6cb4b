import { join } from 'node:path';
import { Router } from 'express';
import type { DataSource } from 'typeorm';
import type { Capabilities, Channel, ChannelContext, Incoming, OpenChannel, Receipt } from '../channel.js';
import { ParleyError } from '../errors.js';
import type { Inbox } from '../inbox/inbox.js';
import type { Logger } from '../kernel/logger.js';
import { parseConfig } from '../kernel/plugin-config.js';
import { openScope, type Scope } from '../kernel/scope.js';
import type { ChannelFiles } from '../media/file.js';
import { noFiles } from '../media/no-files.js';
import { withAddresses } from '../media/references.js';
import type { Configured } from '../pack.js';
import type { Event } from '../tracker/events.js';
import { numberedChoice } from './choices.js';
import { degrade, showsButtons } from './degrade.js';
import { createHeard, type Heard } from './heard.js';
import { createHold, type HoldKeeper } from './hold.js';
import { createSendParts } from './send-parts.js';
import type { Server } from './server.js';
import { refuseUntaken } from './upgrades.js';

/** Where channels hand in what they received. */
interface Receiver {
  accept(channel: string, incoming: Incoming): Promise<Receipt>;
  flush(channel: string, recipient: string): Promise<void>;
  perform: Inbox['perform'];
}

/** What channels are opened with. */
export interface OpenChannelsOptions {
  readonly server: Server;
  readonly inbox: Receiver;
  readonly log: Logger;
  /** Where each channel has a folder of its own, named like it; default `.parley`. */
  readonly folder?: string;
  /** The files of the bot, as a channel sees them; without it there are none. */
  readonly filesOf?: (channel: string) => ChannelFiles;
  readonly database?: DataSource;
  /** Knows which process does what; without it this process is alone. */
  readonly holds?: HoldKeeper;
}

/** The channels of a running bot. */
export interface OpenChannels {
  readonly names: readonly string[];
  /** A channel by name, to send messages through in a form that it can show; `close` below closes it. */
  get(channel: string): OpenChannel | undefined;
  /**
   * What a person meant by a text, given the conversation so far: on a channel that shows buttons as numbered text, the
   * number of a button is the button's payload.
   */
  understand(channel: string, text: string, events: readonly Event[]): string;
  /** Closes all channels, last opened first. */
  close(): Promise<void>;
}

/** How long a channel may take to close, in ms. */
const closeTimeoutMs = 10_000;

/**
 * Opens channels in order; when one can't be opened, those before it are closed again.
 *
 * @throws ParleyError CHANNEL_DUPLICATE, CHANNEL_OPEN_FAILED, PLUGIN_CONFIG_INVALID, CHANNEL_PATH_TAKEN
 */
export async function openChannels(
  configured: readonly Configured<Channel>[],
  { server, inbox, log, folder = '.parley', filesOf = noFiles, database, holds }: OpenChannelsOptions,
): Promise<OpenChannels> {
  const open = new Map<string, { readonly can: Capabilities; readonly door: OpenChannel }>();
  const scope = openScope('channels', log, closeTimeoutMs);

  async function openOne({ use: channel, config }: Configured<Channel>): Promise<void> {
    if (open.has(channel.name)) throw new ParleyError('CHANNEL_DUPLICATE', { channel: channel.name });
    const parsed = parseConfig(channel.name, channel.config, config);
    const channelLog = log.child({ channel: channel.name });
    const heard = createHeard(inbox, channelLog);
    const files = filesOf(channel.name);
    const around = { server, inbox, log: channelLog, folder, heard, files, database, holds };
    const door = await openInScope(channel, parsed, around, scope);
    const typing = door.typing ? { typing: door.typing.bind(door) } : {};
    const fetching = door.fetch ? { fetch: door.fetch.bind(door) } : {};
    const can = door.capabilities ?? channel.capabilities;
    open.set(channel.name, { can, door: { send: sendWhatFits({ can, door, heard, files }), ...typing, ...fetching } });
  }

  try {
    for (const one of configured) await openOne(one);
    if (server.http.listenerCount('upgrade') > 0) scope.add(refuseUntaken(server.http));
  } catch (error) {
    await scope.close();
    throw error;
  }
  return {
    names: [...open.keys()],
    get: (name) => open.get(name)?.door,
    understand(name, text, events) {
      const can = open.get(name)?.can;
      const meant = can
        ? numberedChoice(text, events, (data) => can.numbersButtons === true || !showsButtons(data, can))
        : undefined;
      return meant ?? text;
    },
    close: () => scope.close(),
  };
}

/** What messages are sent with. */
interface Sending {
  readonly can: Capabilities;
  readonly door: OpenChannel;
  readonly heard: Heard;
  readonly files: ChannelFiles;
}

/** Sends what the channel can show. */
function sendWhatFits({ can, door, heard, files }: Sending): OpenChannel['send'] {
  const sendParts = createSendParts();
  return async (outgoing) => {
    const scope = can.uploads ? 'all but files to upload' : 'all';
    const messages = degrade(withAddresses(outgoing.message, scope, files.addressOf), can);
    const { text } = outgoing.message;
    heard.sent(outgoing, text, '');
    if (messages.length === 1) return door.send({ ...outgoing, message: messages[0] ?? outgoing.message });
    const parts = messages.map((message, index) => ({ ...outgoing, id: `${outgoing.id}.${index + 1}`, message }));
    let before = '';
    for (const part of parts) {
      heard.sent(part, text, before);
      before += `${part.message.text ?? ''} `;
    }
    return sendParts(outgoing.id, parts, (part) => door.send(part));
  };
}

/** What one channel is opened with. */
interface Surroundings extends Omit<Required<OpenChannelsOptions>, 'filesOf' | 'database' | 'holds'> {
  readonly database: DataSource | undefined;
  readonly holds: HoldKeeper | undefined;
  readonly heard: Heard;
  readonly files: ChannelFiles;
}

/** Opens one channel; closing the scope aborts its signal, closes it, and takes its routes off, in this order. */
async function openInScope(
  channel: Channel,
  config: unknown,
  { server, inbox, log, folder, heard, files, database, holds }: Surroundings,
  scope: Scope,
): Promise<OpenChannel> {
  const abort = new AbortController();
  const base = `/webhooks/${channel.name}`;
  let door: OpenChannel | undefined;
  scope.add(
    server.mount(
      `${base}/`,
      healthRoute(() => door?.state?.()),
    ),
  );
  const context: ChannelContext = {
    receive: (incoming) => inbox.accept(channel.name, incoming),
    flush: (recipient) => inbox.flush(channel.name, recipient),
    heard: heard.report,
    hold: createHold({ keeper: holds, owner: channel.name, log, closing: abort.signal }),
    mount: (router, { path = base, bodyBytes, body } = {}) =>
      scope.add(body === 'stream' ? server.mountStream(path, router) : server.mount(path, router, bodyBytes)),
    requireToken: server.requireToken,
    folder: join(folder, channel.name),
    files,
    database,
    server: server.http,
    allowedOrigins: server.allowedOrigins,
    log,
    signal: abort.signal,
  };
  const opened = await openOrSayWhy(channel, context, config);
  door = opened;
  scope.add(async () => {
    abort.abort();
    await opened.close?.();
  });
  return opened;
}

/** Answers `GET /webhooks/<name>/`, as Rasa's channels do, and with what the channel says of itself. */
function healthRoute(stateOf: () => string | undefined): Router {
  const router = Router();
  router.get('/', (_request, response) => {
    const state = stateOf();
    response.json({ status: 'ok', ...(state === undefined ? {} : { state }) });
  });
  return router;
}

async function openOrSayWhy(channel: Channel, context: ChannelContext, config: unknown): Promise<OpenChannel> {
  try {
    return await channel.open(context, config);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const remedy = cause instanceof ParleyError ? cause.remedy : 'The cause of this error says where it comes from.';
    const parameters = { channel: channel.name, reason, remedy };
    throw new ParleyError('CHANNEL_OPEN_FAILED', parameters, { owner: channel.name, cause });
  }
}
