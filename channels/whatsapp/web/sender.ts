import type { MessageSendOptions } from 'whatsapp-web.js';
import {
  type ChannelContext,
  createSendParts,
  type Delivery,
  formatError,
  type Outgoing,
  ParleyError,
  permanent,
} from '../../../core/index.js';
import type { WebConfig } from '../config.js';
import { whatsappError } from '../errors.js';
import { bytesOf } from './bytes.js';
import type { WebClient, WebLibrary } from './client.js';
import { chatIdOf } from './decode.js';
import { type Content, encode } from './encode.js';
import { createPace } from './pace.js';
import { within } from './within.js';

/** What a sender works with. */
interface SenderOptions {
  readonly library: WebLibrary;
  /** The client that is connected, if one is. */
  readonly connected: () => WebClient | undefined;
  readonly context: Pick<ChannelContext, 'files' | 'log' | 'signal'>;
  readonly config: WebConfig;
}

/** Makes what sends messages, as long as WhatsApp is connected; otherwise they wait. */
export function createSender({ library, connected, context, config }: SenderOptions) {
  const { files, log, signal } = context;
  const sendParts = createSendParts();
  const pace = createPace(config.messages_per_minute);
  const timeoutMs = config.timeout * 1_000;

  async function sendOne(client: WebClient, recipient: string, content: Content): Promise<void> {
    const chatId = chatIdOf(recipient);
    const sending =
      content.type === 'text' ? client.sendMessage(chatId, content.text) : sendFile(client, chatId, content);
    const sent = await within(timeoutMs, sending).catch((cause: unknown) => {
      if (cause instanceof ParleyError) throw cause;
      throw whatsappError('WHATSAPP_WEB_SEND_FAILED', { reason: formatError(cause) }, { cause });
    });
    if (!sent) throw permanent(whatsappError('WHATSAPP_WEB_NOBODY', { recipient }));
  }

  async function sendFile(client: WebClient, chatId: string, content: Exclude<Content, { type: 'text' }>) {
    const { type, link, filename, caption } = content;
    const { mime, base64, name } = await bytesOf(link, files, AbortSignal.timeout(timeoutMs));
    const options: MessageSendOptions = {
      ...(type === 'document' ? { sendMediaAsDocument: true } : {}),
      ...(caption === undefined ? {} : { caption }),
    };
    return client.sendMessage(chatId, library.makeFile(mime, base64, name ?? filename), options);
  }

  return async ({ id, recipient, message }: Outgoing): Promise<Delivery> => {
    const contents = encode(message);
    if (contents.length === 0) log.warn({ outboxId: id }, 'a message holds nothing that WhatsApp Web can show');
    return sendParts(id, contents, async (content) => {
      if (connected()) await pace(signal);
      const client = connected();
      if (!client) return 'absent';
      await sendOne(client, recipient, content);
      return 'delivered';
    });
  };
}
