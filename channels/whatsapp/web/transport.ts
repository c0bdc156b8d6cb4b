import { LRUCache } from 'lru-cache';
import { renderUnicodeCompact } from 'uqr';
import {
  type Capabilities,
  type ChannelContext,
  type FileToKeep,
  formatError,
  type OpenChannel,
} from '../../../core/index.js';
import type { WebConfig } from '../config.js';
import { whatsappError } from '../errors.js';
import { catchUp } from './catch-up.js';
import type { WebClient } from './client.js';
import { chatIdOf } from './decode.js';
import { createIntake } from './intake.js';
import { loadLibrary } from './library.js';
import { qrPage, wordsOf } from './qr-page.js';
import { createSender } from './sender.js';
import { type WebState, watch } from './watchdog.js';
import { within } from './within.js';

/** WhatsApp Web shows no buttons, whoever sends them; they become numbered text. */
export const webCapabilities: Capabilities = {
  buttons: false,
  images: true,
  cards: false,
  typing: true,
  voice: false,
  files: true,
  uploads: true,
  edit: false,
  maxTextLength: 4_096,
};

/** People for whom it is known that nothing waits. */
const maxPeople = 100_000;

const risks =
  'WhatsApp Web is driven by an unofficial library, against the terms of WhatsApp: the number can be banned at any time. ' +
  'Use one that you can lose, or `transport: cloud`';

/**
 * Opens the channel by a browser in which WhatsApp Web runs. The bot starts without waiting for it: until the QR code is
 * scanned and WhatsApp has loaded, messages to people wait.
 */
export async function openWhatsAppWeb(
  context: ChannelContext,
  config: WebConfig,
  load = loadLibrary,
): Promise<OpenChannel> {
  const { log, signal, folder } = context;
  log.warn({}, risks);
  const library = await load(config, folder);
  const upToDate = new LRUCache<string, true>({ max: maxPeople });
  const waiting = new Set<string>();
  let state: WebState = { phase: 'starting' };
  let connected: WebClient | undefined;
  let isNewlyLinked = false;

  const aside = (work: Promise<unknown>, failure: string): void => {
    work.catch((error: unknown) => log.warn({ reason: formatError(error) }, failure));
  };
  const flush = (recipient: string) => aside(sendWaiting(recipient), 'what waited for a person could not be sent yet');

  async function sendWaiting(recipient: string): Promise<void> {
    try {
      await context.flush(recipient);
    } catch (error) {
      isAway(recipient);
      throw error;
    }
  }

  /** What waits for somebody is sent when WhatsApp is ready again, or they write. */
  function isAway(recipient: string): void {
    waiting.add(recipient);
    upToDate.delete(recipient);
  }

  const intake = createIntake({
    context,
    startMessage: config.start_message,
    onStored({ recipient }, { from }) {
      if (config.read_receipts && connected) aside(connected.sendSeen(from), 'a chat could not be marked as read');
      if (upToDate.has(recipient)) return;
      upToDate.set(recipient, true);
      flush(recipient);
    },
  });

  function onState(next: WebState): void {
    const isNews = next.phase !== state.phase;
    state = next;
    if (next.phase !== 'ready') connected = undefined;
    if (next.phase === 'scan') showCode(next.qr);
    else if (isNews) log.info({ state: wordsOf(next) }, 'WhatsApp Web');
  }

  function showCode(qr: string): void {
    isNewlyLinked = true;
    log.warn(
      {},
      'scan the QR code with the phone of the bot’s number; it is at /webhooks/whatsapp/qr?token=<token> too',
    );
    if (process.stderr.isTTY) process.stderr.write(`\n${renderUnicodeCompact(qr)}\n`);
  }

  function onReady(client: WebClient): void {
    connected = client;
    aside(
      intake.belongsTo(client),
      'the hidden id of the own number could not be read: groups may know it only by that',
    );
    const due = [...waiting];
    waiting.clear();
    for (const recipient of due) flush(recipient);
    // What waited on a number before the bot was linked to it was not meant for the bot.
    if (!isNewlyLinked) aside(catchUp(client, intake.take), 'unread messages could not be read');
    isNewlyLinked = false;
  }

  const send = createSender({ library, connected: () => connected, context, config });
  context.mount(qrPage(context.requireToken, () => state));
  const { makeClient } = library;
  const watching = watch({ makeClient, onState, onReady, onMessage: intake.take, log, signal });

  return {
    capabilities: webCapabilities,
    async send(outgoing) {
      const delivery = await send(outgoing);
      if (delivery === 'absent') isAway(outgoing.recipient);
      return delivery;
    },
    typing(recipient, show) {
      if (!config.typing || !connected) return;
      const chat = connected.getChatById(chatIdOf(recipient));
      const shown = chat.then((one) => (show === 'on' ? one.sendStateTyping() : one.clearState()));
      aside(shown, 'WhatsApp could not show that the bot is writing');
    },
    fetch: (source) => fetchFile(connected, source, config.timeout * 1_000),
    state: () => wordsOf(state),
    async close() {
      await watching;
      await intake.idle();
    },
  };
}

/** The file of a message, whose id is its `source`. */
async function fetchFile(client: WebClient | undefined, source: string, timeoutMs: number): Promise<FileToKeep> {
  const refuse = (reason: string) => whatsappError('WHATSAPP_WEB_FILE_UNAVAILABLE', { link: source, reason });
  if (!client) throw refuse('WhatsApp is not connected');
  const message = await within(timeoutMs, client.getMessageById(source));
  const file = message && (await within(timeoutMs, message.downloadMedia()));
  if (!file) throw refuse('WhatsApp has it no longer, or not yet');
  const bytes = Buffer.from(file.data, 'base64');
  return { stream: only(bytes), mime: file.mimetype, name: file.filename ?? undefined, size: bytes.length };
}

async function* only(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
