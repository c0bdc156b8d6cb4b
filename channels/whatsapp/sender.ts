import { LRUCache } from 'lru-cache';
import { createSendParts, type Delivery, type Logger, mediaIdIn, type Outgoing, permanent } from '../../core/index.js';
import type { Payloads } from './choices.js';
import type { CloudConfig } from './config.js';
import { encode, encodeTemplate } from './encode.js';
import { whatsappError } from './errors.js';
import { type Graph, refusedWith, windowClosedCode } from './graph.js';
import type { Upload } from './media.js';
import type { Window } from './window.js';

/** People who were sent the template that asks them to write. */
const maxAsked = 10_000;
/** Messages of which WhatsApp may still say that they came too late. */
const maxRecent = 1_000;

/** What a sender works with. */
interface SenderOptions {
  readonly graph: Graph;
  readonly upload: Upload;
  readonly window: Window;
  readonly payloads: Payloads;
  readonly config: CloudConfig;
  readonly log: Logger;
}

/** Sends messages, or the template where WhatsApp lets nothing else through. */
export interface Sender {
  send(outgoing: Outgoing): Promise<Delivery>;
  /** WhatsApp took a message and said later that the window was closed; sends the template with its text, if any. */
  sentTooLate(messageId: string): Promise<void>;
}

/** Makes a sender. */
export function createSender({ graph, upload, window, payloads, config, log }: SenderOptions): Sender {
  const inParts = createSendParts();
  const recent = new LRUCache<string, Outgoing>({ max: maxRecent });
  const asked = new LRUCache<string, true>({ max: maxAsked });
  const { template } = config;

  async function sendParts(outgoing: Outgoing): Promise<void> {
    const { id, recipient, message } = outgoing;
    const contents = encode(message, payloads, config);
    if (contents.length === 0) log.warn({ outboxId: id }, 'a message holds nothing that WhatsApp can show');
    await inParts(id, contents, async (content) => {
      recent.set(await graph.send(recipient, await upload(content), id), outgoing);
      return 'delivered';
    });
    asked.delete(recipient);
  }

  /** With its text in the template a message is delivered; otherwise it waits for the person to write. */
  async function sendTemplate(outgoing: Outgoing): Promise<Delivery> {
    const { id, recipient, message } = outgoing;
    if (!template) throw permanent(whatsappError('WHATSAPP_WINDOW_CLOSED'));
    const address = mediaIdIn(message.image) === undefined ? message.image : undefined;
    const text = message.text?.trim() || address || config.choices_text;
    if (template.with_text || !asked.has(recipient)) await graph.send(recipient, encodeTemplate(template, text), id);
    if (template.with_text) return 'delivered';
    asked.set(recipient, true);
    if (window.isClosed(recipient)) return 'absent';
    await sendParts(outgoing);
    return 'delivered';
  }

  return {
    async send(outgoing) {
      const { recipient, message } = outgoing;
      const isTemplate = Object(message.custom).type === 'template';
      if (window.isClosed(recipient) && !isTemplate) return sendTemplate(outgoing);
      try {
        await sendParts(outgoing);
        return 'delivered';
      } catch (error) {
        if (refusedWith(error) !== windowClosedCode || isTemplate) throw error;
        window.close(recipient);
        return sendTemplate(outgoing);
      }
    },
    async sentTooLate(messageId) {
      const outgoing = recent.get(messageId);
      if (!outgoing) return;
      recent.delete(messageId);
      window.close(outgoing.recipient);
      if (template?.with_text) await sendTemplate(outgoing);
    },
  };
}
